package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Words;
import io.sluice.promotion.spring.rest.promotion.CheckRow.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what checks say about a version on its way into a workspace, failing ones first. */
final class CheckReader {
    private static final List<State> ORDER = List.of(
            State.FAILED, State.ERROR, State.REVOKED, State.EXPIRED, State.MISSING, State.RUNNING, State.PASSED);

    private final Sluice sluice;
    private final Call call;
    private final Words words;

    CheckReader(Sluice sluice, Call call) {
        this.sluice = sluice;
        this.call = call;
        this.words = Words.of(call);
    }

    /** One item that is checked. */
    record Checked(ArtifactRef artifact, VersionLabel version) {}

    /**
     * A row for each check that is required and each item.
     *
     * @param running whether checks that have no result are under way
     * @param judgedAt when results have to be fresh: now, or the end of what has ended
     */
    List<CheckRow> of(
            List<Checked> items,
            WorkspaceId target,
            List<CheckRequirement> required,
            boolean running,
            Instant judgedAt) {
        List<CheckRow> rows = new ArrayList<>();
        if (required.isEmpty()) {
            return rows;
        }
        for (Checked item : items) {
            String prefix = items.size() == 1 ? "" : item.artifact() + ": ";
            results(item, target)
                    .ifPresent(results -> required.forEach(check -> rows.add(
                            row(prefix, check, Optional.ofNullable(results.get(check.name())), running, judgedAt))));
        }
        rows.sort(Comparator.comparing(row -> ORDER.indexOf(row.state())));
        return rows;
    }

    /** Nothing, and not that results are missing, for whoever may not see them. */
    private Optional<Map<CheckName, CheckResult>> results(Checked item, WorkspaceId target) {
        return Allowed.seen(() ->
                sluice.checks().results(call.actor(), call.organization(), item.artifact(), item.version(), target));
    }

    private CheckRow row(
            String prefix, CheckRequirement check, Optional<CheckResult> result, boolean running, Instant judgedAt) {
        State missing = running ? State.RUNNING : State.MISSING;
        State state = result.map(known -> state(known, judgedAt)).orElse(missing);
        return new CheckRow(
                prefix + check.name().value(),
                state,
                result.map(known -> known.outcome().summary())
                        .orElseGet(() -> words.say(running ? "check.running" : "check.missing")),
                result.map(known -> known.outcome().evidence()).filter(text -> !text.isEmpty()),
                result.map(known -> known.outcome().metrics()).filter(numbers -> !numbers.isEmpty()),
                Optional.of(check.settings()).filter(settings -> !settings.isEmpty()),
                result.map(CheckResult::measuredAt),
                result.map(CheckResult::validUntil),
                result.map(CheckResult::reportedBy),
                words.say("check.why", words.length(check.validity())));
    }

    private static State state(CheckResult result, Instant judgedAt) {
        if (result.revoked().isPresent()) {
            return State.REVOKED;
        }
        return switch (result.outcome().verdict()) {
            case PASSED -> result.isFresh(judgedAt) ? State.PASSED : State.EXPIRED;
            case FAILED -> State.FAILED;
            case ERROR -> State.ERROR;
        };
    }
}
