package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.automation.AutomationFacts;
import io.sluice.promotion.automation.AutomationRules;
import io.sluice.promotion.automation.AutomationVerdict;
import io.sluice.promotion.automation.ConditionVerdict;
import io.sluice.promotion.automation.KnownNumber;
import io.sluice.promotion.automation.Numbers;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Gate;
import io.sluice.promotion.gate.GateFacts;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.AutomationRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.release.HealthReport;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks where a policy promotes by itself, and asks where nothing stands against it. Several nodes share the places: who
 * takes the next look has it for a while. What was found out before the transaction is judged again inside it.
 */
public final class AutomaticRequests {
    private record Found(AutomationVerdict verdict, Optional<Requests.Prepared> prepared) {}

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticRequests.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final FactsReader facts;
    private final Messages messages;
    private final Requests requests;
    private final Clock clock;

    public AutomaticRequests(Core core, Requests requests) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.facts = core.facts();
        this.messages = core.messages();
        this.requests = requests;
        this.clock = core.clock();
    }

    /** Looks at places that are due; returns how many. */
    public int serve(int limit) {
        Instant now = clock.instant();
        List<AutomationRows.Candidate> due =
                pipeline.bySystem(() -> storage.automation().lease(now, now.plus(PAUSE), limit));
        for (AutomationRows.Candidate candidate : due) {
            try {
                serve(candidate);
            } catch (SluiceException e) {
                LOG.info(
                        "{} is not promoted into {} by itself now: {}",
                        candidate.artifact(),
                        candidate.target(),
                        e.getMessage());
            } catch (RuntimeException e) {
                LOG.warn("{} could not be promoted into {}.", candidate.artifact(), candidate.target(), e);
            }
        }
        return due.size();
    }

    private void serve(AutomationRows.Candidate candidate) {
        OrganizationId organization = candidate.organization();
        Found before = look(organization, candidate.target(), candidate.artifact());
        if (before.verdict().asks()) {
            Requests.Prepared prepared = before.prepared().orElseThrow();
            pipeline.bySystem(() -> {
                boolean still = judge(prepared).asks();
                if (still) {
                    tellAuthors(
                            organization, requests.make("conditions of policy " + prepared.policyRevision(), prepared));
                }
                return still;
            });
        }
        earliest(before.verdict())
                .filter(clock.instant().plus(PAUSE)::isAfter)
                .ifPresent(
                        at -> storage.automation().lookAt(organization, candidate.target(), candidate.artifact(), at));
    }

    private void tellAuthors(OrganizationId organization, String id) {
        PromotionRequest request = pipeline.promotion(organization, new PromotionId(id));
        messages.toPerson(
                request,
                NotificationKind.AUTO_PROMOTED,
                request.requestedBy(),
                Facts.of(Fact.DETAIL, request.reason()));
    }

    private static Optional<Instant> earliest(AutomationVerdict verdict) {
        return verdict.reasons().stream()
                .filter(blocker -> blocker.code().equals("automation.conditions"))
                .map(Blocker::earliest)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What would happen now, and why. */
    public AutomationVerdict explain(OrganizationId organization, WorkspaceId target, ArtifactRef artifact) {
        return look(organization, target, artifact).verdict();
    }

    private Found look(OrganizationId organization, WorkspaceId targetId, ArtifactRef artifact) {
        Workspace target = catalog.workspace(organization, targetId);
        Optional<Release> inSource =
                target.promotionFrom().flatMap(source -> storage.releases().current(organization, source, artifact));
        if (inSource.isEmpty()) {
            AutomationFacts nothing = new AutomationFacts(
                    policy(target).autoPromotion(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    List.of(),
                    List.of());
            return new Found(AutomationRules.judge(nothing), Optional.empty());
        }
        FactsReader.Question question = new FactsReader.Question(
                PromotionKind.PROMOTION,
                catalog.version(organization, artifact, inSource.get().version()),
                catalog.workspace(organization, inSource.get().workspace()),
                target,
                PersonId.SLUICE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Requests.Prepared prepared = requests.prepare(question, "");
        AutomationVerdict verdict = judge(prepared);
        return new Found(
                verdict,
                Optional.of(prepared.because(reason(verdict, question.source().name()))));
    }

    private AutomationVerdict judge(Requests.Prepared prepared) {
        FactsReader.Question question = prepared.question();
        OrganizationId organization = question.organization();
        ArtifactVersion version = question.version();
        Workspace target = question.target();
        GateFacts gate = facts.read(question, prepared.people());
        Optional<Release> inSource = storage.releases()
                .current(organization, question.source().id(), version.artifact())
                .filter(release -> release.digest().equals(version.digest()));
        return AutomationRules.judge(new AutomationFacts(
                policy(target).autoPromotion(),
                inSource,
                inSource.map(release -> version),
                gate.current().map(live -> catalog.version(organization, version.artifact(), live.version())),
                inSource.map(release -> numbers(release, question, gate)).orElse(Map.of()),
                storage.automation().newestEnd(organization, target.id(), version.artifact(), version.digest()),
                gate.controls(),
                standingAgainst(gate)));
    }

    /** What would refuse a person's request, and what would hold it back. */
    private static List<Blocker> standingAgainst(GateFacts gate) {
        return Stream.concat(
                        Gate.judge(gate, Gate.Moment.REQUEST).reasons().stream(),
                        Gate.judge(gate, Gate.Moment.DEPLOYMENT).reasons().stream()
                                .filter(blocker -> blocker.lifts() == Blocker.Lifts.WHEN_RELEASED))
                .distinct()
                .toList();
    }

    private Map<String, KnownNumber> numbers(Release inSource, FactsReader.Question question, GateFacts gate) {
        OrganizationId organization = question.organization();
        ArtifactVersion version = question.version();
        WorkspaceId source = question.source().id();
        int unhealthy = storage.health()
                .find(organization, inSource.id())
                .map(HealthReport::reports)
                .orElse(0);
        return new Numbers(clock.instant())
                .measured(gate.checks().values())
                .measured(storage.checks()
                        .newest(organization, version.artifact(), version.digest(), source)
                        .values())
                .deployment(
                        inSource,
                        storage.automation().failures(organization, source, version.artifact(), version.digest()),
                        unhealthy)
                .known();
    }

    private PromotionPolicy policy(Workspace target) {
        return catalog.policy(target.organization(), target.id(), target.policyRevision())
                .policy();
    }

    private static String reason(AutomationVerdict verdict, String source) {
        String met = verdict.conditions().stream()
                .filter(ConditionVerdict::holds)
                .map(holding -> holding.condition() + " (is "
                        + holding.number()
                                .map(number ->
                                        number.value().stripTrailingZeros().toPlainString())
                                .orElse("?")
                        + ")")
                .collect(Collectors.joining(", "));
        return "Live in " + source + ", and the policy's conditions hold: " + met + ".";
    }
}
