package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckReport;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckResultId;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.check.Checked;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.CheckPhase;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.request.Skip;
import io.sluice.promotion.spi.PromotionCheck;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the checks that have no valid result. Foreign code runs outside any transaction. */
public final class CheckSteps {
    private record Ran(PromotionItem item, CheckRequirement requirement, CheckOutcome outcome, Instant measuredAt) {}

    private record Found(
            Read<Optional<Workspace>> workspace,
            Map<PromotionItem, Read<Map<CheckName, CheckResult>>> newest,
            Map<PromotionItem, Read<Optional<Release>>> current) {
        List<Read<?>> reads() {
            List<Read<?>> reads = new ArrayList<>(newest.values());
            reads.addAll(current.values());
            reads.add(workspace);
            return reads;
        }

        Workspace target() {
            return Catalog.existing(workspace);
        }

        @Nullable
        CheckResult result(PromotionItem item, CheckRequirement requirement) {
            Read<Map<CheckName, CheckResult>> results = newest.get(item);
            return results == null ? null : results.value().get(requirement.name());
        }

        Optional<Release> live(PromotionItem item) {
            Read<Optional<Release>> read = current.get(item);
            return read == null ? Optional.empty() : read.value();
        }
    }

    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final Map<String, PromotionCheck> checks;
    private final Clock clock;

    public CheckSteps(Core core) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.checks = core.checks();
        this.clock = core.clock();
    }

    /** Runs what is missing, stores the results, and reports in the transaction that stores them. */
    public void run(OrganizationId organization, PromotionId id, Consumer<CheckReport> report) {
        PromotionRequest request = catalog.known(organization, id);
        List<Ran> ran = runMissing(request);
        pipeline.step(organization, id, "checks", unit -> {
            ran.forEach(result -> store(unit, result));
            CheckReport verdict = judge(unit.request());
            if (unit.request().status() == PromotionStatus.PENDING && saysMore(unit.request(), verdict)) {
                unit.enter(PromotionPhase.CHECKING, verdict.summary());
            }
            storage.promotions().markRecheck(organization, id, Optional.empty());
            unit.afterwards(() -> report.accept(verdict));
            return verdict;
        });
    }

    /** Whoever waits for a report asks again and again; only news is written. */
    private static boolean saysMore(PromotionRequest request, CheckReport verdict) {
        return request.phase() != PromotionPhase.CHECKING || !request.detail().equals(verdict.summary());
    }

    /** The phases one after the other: what is cheap to find out keeps what is expensive from running in vain. */
    private List<Ran> runMissing(PromotionRequest request) {
        List<Ran> ran = new ArrayList<>();
        Found found = found(request, true);
        List<CheckRequirement> required = required(request, found.target());
        for (CheckPhase phase : CheckPhase.values()) {
            boolean passed = true;
            for (PromotionItem item : request.items()) {
                for (CheckRequirement requirement : of(phase, required)) {
                    if (!counts(found.result(item, requirement), requirement)) {
                        Optional<Ran> result = run(request, found, item, requirement);
                        result.ifPresent(ran::add);
                        passed &= result.map(CheckSteps::passed).orElse(false);
                    }
                }
            }
            if (!passed) {
                break;
            }
        }
        return ran;
    }

    private static List<CheckRequirement> of(CheckPhase phase, List<CheckRequirement> required) {
        return required.stream()
                .filter(requirement -> requirement.phase() == phase)
                .toList();
    }

    private Optional<Ran> run(PromotionRequest request, Found found, PromotionItem item, CheckRequirement requirement) {
        PromotionCheck check = checks.get(requirement.name().value());
        if (check == null) {
            return Optional.empty();
        }
        Instant begun = clock.instant();
        return Optional.of(new Ran(item, requirement, check.run(candidate(request, found, item, requirement)), begun));
    }

    private static boolean passed(Ran ran) {
        return ran.outcome().verdict() == CheckVerdict.PASSED;
    }

    private PromotionCheck.Candidate candidate(
            PromotionRequest request, Found found, PromotionItem item, CheckRequirement requirement) {
        Optional<ArtifactVersion> live = found.live(item)
                .map(Release::version)
                .map(label -> catalog.version(request.organization(), item.artifact(), label));
        ArtifactVersion version = catalog.version(request.organization(), item.artifact(), item.version());
        return new PromotionCheck.Candidate(version, found.target(), requirement.settings(), live);
    }

    private void store(LockedPromotion unit, Ran ran) {
        PromotionRequest request = unit.request();
        CheckOutcome outcome = ran.outcome();
        storage.checks()
                .insert(new CheckResult(
                        request.organization(),
                        new CheckResultId(Ids.next()),
                        ran.item().artifact(),
                        ran.item().digest(),
                        request.target(),
                        ran.requirement().name(),
                        outcome,
                        ran.measuredAt(),
                        ran.measuredAt().plus(ran.requirement().validity()),
                        "sluice",
                        Optional.empty()));
        unit.record(
                "check.recorded",
                Map.of(
                        "artifact", ran.item().artifact().toString(),
                        "check", ran.requirement().name().value(),
                        "verdict", outcome.verdict().name(),
                        "summary", outcome.summary()));
    }

    /** A phase that has not passed is all that counts: those after it have not begun. */
    private CheckReport judge(PromotionRequest request) {
        Found found = found(request, false);
        List<CheckRequirement> required = required(request, found.target());
        for (CheckPhase phase : CheckPhase.values()) {
            CheckReport report = judge(request, found, of(phase, required));
            if (report.checked() != Checked.PASSED) {
                return report;
            }
        }
        return new CheckReport(Checked.PASSED, "");
    }

    private CheckReport judge(PromotionRequest request, Found found, List<CheckRequirement> required) {
        List<String> failed = new ArrayList<>();
        List<String> awaited = new ArrayList<>();
        for (PromotionItem item : request.items()) {
            String of = request.isUnit() ? " of " + item.name() : "";
            for (CheckRequirement requirement : required) {
                CheckResult result = found.result(item, requirement);
                if (result == null || !isFresh(result, requirement)) {
                    awaited.add(requirement.name() + of);
                } else if (result.outcome().verdict() != CheckVerdict.PASSED) {
                    failed.add("Check " + requirement.name() + of + " did not pass: "
                            + result.outcome().summary());
                }
            }
        }
        if (!failed.isEmpty()) {
            return new CheckReport(Checked.FAILED, String.join(" ", failed));
        }
        if (!awaited.isEmpty()) {
            String names = String.join(", ", awaited);
            return new CheckReport(Checked.AWAITED, "Waits for a result of " + names + " to be reported.");
        }
        return new CheckReport(Checked.PASSED, "");
    }

    /** What there is about the items of a request in its target, in one round trip. */
    private Found found(PromotionRequest request, boolean live) {
        OrganizationId organization = request.organization();
        Found found = new Found(
                storage.workspaces().findRead(organization, request.target()),
                new LinkedHashMap<>(),
                new LinkedHashMap<>());
        for (PromotionItem item : request.items()) {
            found.newest()
                    .put(
                            item,
                            storage.checks()
                                    .newestRead(organization, item.artifact(), item.digest(), request.target()));
            if (live) {
                found.current()
                        .put(item, storage.releases().currentRead(organization, request.target(), item.artifact()));
            }
        }
        storage.ask(found.reads());
        return found;
    }

    /** What was required when it was requested, and what is required now; where both say something, what is said now. */
    private List<CheckRequirement> required(PromotionRequest request, Workspace target) {
        PolicyRevision inForce = catalog.policy(request.organization(), request.target(), target.policyRevision());
        Map<CheckName, CheckRequirement> required = new LinkedHashMap<>();
        for (Skip.Over over : request.skip().map(Skip::over).orElse(List.of())) {
            PolicyRevision passed = catalog.policy(request.organization(), over.workspace(), over.policyRevision());
            passed.policy().checks().forEach(check -> required.put(check.name(), check));
        }
        catalog.demands(request).checks().forEach(check -> required.merge(check.name(), check, CheckSteps::fresher));
        Demands.of(request.kind(), inForce.policy())
                .checks()
                .forEach(check -> required.merge(check.name(), check, CheckSteps::fresher));
        return List.copyOf(required.values());
    }

    /** What is said last, with results that count no longer than either allows: the gate demands both. */
    private static CheckRequirement fresher(CheckRequirement before, CheckRequirement now) {
        boolean shorter = before.validity().compareTo(now.validity()) < 0;
        return shorter ? new CheckRequirement(now.name(), before.validity(), now.phase(), now.settings()) : now;
    }

    private boolean counts(@Nullable CheckResult result, CheckRequirement requirement) {
        return result != null
                && isFresh(result, requirement)
                && result.outcome().verdict() == CheckVerdict.PASSED;
    }

    private boolean isFresh(CheckResult result, CheckRequirement requirement) {
        Instant now = clock.instant();
        return result.isFresh(now) && now.isBefore(result.measuredAt().plus(requirement.validity()));
    }
}
