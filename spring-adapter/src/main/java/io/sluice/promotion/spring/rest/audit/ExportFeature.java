package io.sluice.promotion.spring.rest.audit;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Anchoring;
import io.sluice.promotion.ExportRange;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.audit.export.EventProof;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit trail for those who verify it elsewhere: exports, proofs, and how far anchoring is. */
public final class ExportFeature implements Feature {
    /** The forms of an export. */
    enum Form {
        /** One event a line, with proofs; can be verified without the database. */
        JSONL,
        /** For a spreadsheet. */
        CSV
    }

    private record ProofView(
            String chain,
            long seq,
            String hash,
            long leaf,
            long size,
            String root,
            List<String> path,
            Optional<String> checkpoint,
            boolean holds) {
        private static ProofView of(EventProof proof) {
            return new ProofView(
                    proof.event().chain(),
                    proof.event().seq(),
                    proof.event().hash(),
                    proof.event().beside().leaf().orElseThrow(),
                    proof.size(),
                    proof.root().toString(),
                    proof.path().stream().map(TreeHash::toString).toList(),
                    proof.checkpoint(),
                    proof.holds());
        }
    }

    private record SinkView(String name, long kept, int failures, Instant nextAt, Optional<String> lastError) {
        private static SinkView of(Anchoring.SinkHealth sink) {
            return new SinkView(sink.name(), sink.kept(), sink.failures(), sink.nextAt(), sink.lastError());
        }
    }

    private record AnchoringView(
            long events, long anchored, Optional<Duration> oldestUnanchored, List<SinkView> sinks) {
        private static AnchoringView of(Anchoring.Health health) {
            return new AnchoringView(
                    health.events(),
                    health.anchored(),
                    health.oldestUnanchored().map(age -> Duration.ofSeconds(age.toSeconds())),
                    health.sinks().stream().map(SinkView::of).toList());
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public ExportFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/audit/export", this::export)
                .query("format", "workspace", "promotion", "from", "until");
        routes.get(ORGANIZATION + "/audit/anchoring", this::anchoring);
        routes.get(ORGANIZATION + "/promotions/{promotion}/events/{seq}/proof", this::proof);
    }

    private Answer export(Call call) {
        ExportRange range = new ExportRange(
                call.query("workspace").map(WorkspaceId::new),
                call.query("promotion").map(PromotionId::new),
                call.moment("from"),
                call.moment("until"));
        String name = "audit-" + call.path("organization");
        if (call.choice("format", Form.class).orElse(Form.JSONL) == Form.CSV) {
            return Answer.download(
                    "text/csv;charset=UTF-8",
                    name + ".csv",
                    out -> sluice.audit().exportTable(call.actor(), call.organization(), range, out));
        }
        return Answer.download(
                "application/x-ndjson",
                name + ".jsonl",
                out -> sluice.audit().export(call.actor(), call.organization(), range, out));
    }

    private Answer anchoring(Call call) {
        return Answer.shown(AnchoringView.of(sluice.anchoring().health(call.actor(), call.organization())));
    }

    /** What is no number names no event. */
    private Answer proof(Call call) {
        if (!call.path("seq").matches("[1-9][0-9]{0,17}")) {
            throw new NotFoundException("event");
        }
        return Answer.shown(ProofView.of(sluice.audit()
                .proof(call.actor(), call.organization(), call.promotion(), Long.parseLong(call.path("seq")))));
    }
}
