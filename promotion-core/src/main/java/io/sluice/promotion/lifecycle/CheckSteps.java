package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckReport;
import io.sluice.promotion.check.CheckResult;
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
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
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
        PromotionRequest request = pipeline.promotion(organization, id);
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

    private List<Ran> runMissing(PromotionRequest request) {
        List<Ran> ran = new ArrayList<>();
        List<CheckRequirement> required = required(request);
        for (PromotionItem item : request.items()) {
            Map<CheckName, CheckResult> known = newest(request, item);
            for (CheckRequirement requirement : required) {
                PromotionCheck check = checks.get(requirement.name().value());
                if (check != null && !counts(known.get(requirement.name()), requirement)) {
                    Instant begun = clock.instant();
                    ran.add(new Ran(item, requirement, check.run(candidate(request, item, requirement)), begun));
                }
            }
        }
        return ran;
    }

    private PromotionCheck.Candidate candidate(
            PromotionRequest request, PromotionItem item, CheckRequirement requirement) {
        Workspace target = catalog.workspace(request.organization(), request.target());
        Optional<ArtifactVersion> live = storage.releases()
                .current(request.organization(), request.target(), item.artifact())
                .map(Release::version)
                .map(label -> catalog.version(request.organization(), item.artifact(), label));
        ArtifactVersion version = catalog.version(request.organization(), item.artifact(), item.version());
        return new PromotionCheck.Candidate(version, target, requirement.settings(), live);
    }

    private void store(LockedPromotion unit, Ran ran) {
        PromotionRequest request = unit.request();
        CheckOutcome outcome = ran.outcome();
        storage.checks()
                .insert(
                        Ids.next(),
                        new CheckResult(
                                request.organization(),
                                ran.item().artifact(),
                                ran.item().digest(),
                                request.target(),
                                ran.requirement().name(),
                                outcome,
                                ran.measuredAt(),
                                ran.measuredAt().plus(ran.requirement().validity()),
                                "sluice"));
        unit.record(
                "check.recorded",
                Map.of(
                        "artifact", ran.item().artifact().toString(),
                        "check", ran.requirement().name().value(),
                        "verdict", outcome.verdict().name(),
                        "summary", outcome.summary()));
    }

    private CheckReport judge(PromotionRequest request) {
        List<String> failed = new ArrayList<>();
        List<String> awaited = new ArrayList<>();
        List<CheckRequirement> required = required(request);
        for (PromotionItem item : request.items()) {
            Map<CheckName, CheckResult> known = newest(request, item);
            String of = request.isUnit() ? " of " + item.name() : "";
            for (CheckRequirement requirement : required) {
                CheckResult result = known.get(requirement.name());
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

    private Map<CheckName, CheckResult> newest(PromotionRequest request, PromotionItem item) {
        return storage.checks().newest(request.organization(), item.artifact(), item.digest(), request.target());
    }

    /** What was required when it was requested, and what is required now; where both say something, what is said now. */
    private List<CheckRequirement> required(PromotionRequest request) {
        Workspace target = catalog.workspace(request.organization(), request.target());
        PolicyRevision inForce = catalog.policy(request.organization(), request.target(), target.policyRevision());
        Map<CheckName, CheckRequirement> required = new LinkedHashMap<>();
        catalog.demands(request).checks().forEach(check -> required.put(check.name(), check));
        Demands.of(request.kind(), inForce.policy()).checks().forEach(check -> required.put(check.name(), check));
        return List.copyOf(required.values());
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
