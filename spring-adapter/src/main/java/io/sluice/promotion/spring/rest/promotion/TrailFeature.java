package io.sluice.promotion.spring.rest.promotion;

import static io.sluice.promotion.spring.rest.promotion.PromotionFeature.PROMOTION;

import io.sluice.promotion.EvidencePack;
import io.sluice.promotion.ExportRange;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import java.util.List;
import java.util.Optional;

/** What happened to a promotion, and the proof of it. */
public final class TrailFeature implements Feature {
    private final Sluice sluice;

    /** Asks these doors. */
    public TrailFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    /** Whether nobody changed the trail. */
    record Chain(boolean intact, long events, Optional<Wrong> problem) {
        record Wrong(long seq, String reason) {}
    }

    private enum Export {
        JSON,
        CSV
    }

    private enum Form {
        JSON,
        TEXT
    }

    @Override
    public void routes(Routes routes) {
        routes.get(PROMOTION + "/events", this::events).query("format").paged();
        routes.get(PROMOTION + "/chain", this::chain);
        routes.get(PROMOTION + "/evidence", this::evidence).query("format");
    }

    private Answer events(Call call) {
        Optional<Export> export = call.choice("format", Export.class);
        if (export.isPresent()) {
            return download(call, export.get());
        }
        int limit = call.limit();
        Optional<Long> after = call.cursor(1, parts -> Long.valueOf(parts.get(0)));
        List<AuditEvent> found =
                sluice.audit().events(call.actor(), call.organization(), call.promotion(), after, limit + 1);
        List<AuditEvent> shown = found.subList(0, Math.min(limit, found.size()));
        return Answer.shown(new Page<>(
                new TrailReader(sluice, call).entries(shown),
                found.size() > limit
                        ? Optional.of(
                                Cursor.of(Long.toString(shown.get(limit - 1).seq())))
                        : Optional.empty()));
    }

    private Answer download(Call call, Export form) {
        ExportRange range = ExportRange.of(call.promotion());
        String name = "promotion-" + call.promotion();
        return form == Export.CSV
                ? Answer.download(
                        "text/csv;charset=UTF-8",
                        name + ".csv",
                        out -> sluice.audit().exportTable(call.actor(), call.organization(), range, out))
                : Answer.download(
                        "application/x-ndjson",
                        name + ".jsonl",
                        out -> sluice.audit().export(call.actor(), call.organization(), range, out));
    }

    private Answer chain(Call call) {
        ChainVerdict verdict = sluice.audit().verify(call.actor(), call.organization(), call.promotion());
        if (verdict instanceof ChainVerdict.Intact intact) {
            return Answer.shown(new Chain(true, intact.count(), Optional.empty()));
        }
        ChainVerdict.Broken broken = (ChainVerdict.Broken) verdict;
        return Answer.shown(new Chain(
                false, Math.max(0, broken.seq() - 1), Optional.of(new Chain.Wrong(broken.seq(), broken.reason()))));
    }

    private Answer evidence(Call call) {
        EvidencePack pack = sluice.audit().evidence(call.actor(), call.organization(), call.promotion());
        return call.choice("format", Form.class).orElse(Form.JSON) == Form.TEXT
                ? Answer.file("text/markdown;charset=UTF-8", pack.toText())
                : Answer.file("application/json", pack.toJson());
    }
}
