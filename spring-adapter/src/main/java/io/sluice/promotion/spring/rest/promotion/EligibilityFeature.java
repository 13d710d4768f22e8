package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Promotions;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.BlockerView;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Reason;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What would become of requests that are not made yet. */
public final class EligibilityFeature implements Feature {
    private static final int MOST = 50;
    private static final String IN_FLIGHT = "promotion ";

    private final Sluice sluice;
    private final PromotionProcesses processes;
    private final IdentityDirectory directory;

    /** Asks these doors. */
    public EligibilityFeature(Sluice sluice, PromotionProcesses processes, IdentityDirectory directory) {
        this.sluice = sluice;
        this.processes = processes;
        this.directory = directory;
    }

    /** The questions. */
    record Question(List<Wanted> items, Optional<Boolean> detail) {
        record Wanted(
                ArtifactView artifact, String version, String source, String target, Optional<Instant> notBefore) {
            NewPromotion asked() {
                return new NewPromotion(
                        artifact.ref(),
                        new VersionLabel(version),
                        new WorkspaceId(source),
                        new WorkspaceId(target),
                        "A question",
                        notBefore);
            }
        }
    }

    /** The answers, in the order of the questions. */
    record Eligible(List<Item> items, Instant now) {
        record Item(
                boolean mayRequest,
                boolean waits,
                List<BlockerView> blockers,
                Optional<String> duplicate,
                Optional<List<CheckRow>> checks,
                Optional<ChangeView> change,
                Optional<List<StageView>> stages,
                Optional<List<TimelineReader.Point>> timeline) {}
    }

    @Override
    public void routes(Routes routes) {
        routes.post(Routes.ORGANIZATION + "/eligibility", this::judge);
    }

    private Answer judge(Call call) {
        Question question = call.body(Question.class);
        if (question.items().isEmpty() || question.items().size() > MOST) {
            throw new InvalidInputException("items", "bulk.size", "Ask about 1 to " + MOST + " promotions at once.");
        }
        requireMember(call);
        boolean detail = question.detail().orElse(false);
        Summaries summaries = new Summaries(sluice, processes, call);
        List<Eligible.Item> items = question.items().stream()
                .map(wanted -> item(call, summaries, wanted.asked(), detail))
                .toList();
        return Answer.done(new Eligible(items, call.actor().authenticatedAt()));
    }

    /** A foreign organization is not there, whatever is asked about it. */
    private void requireMember(Call call) {
        sluice.promotions().list(call.actor(), call.organization(), Promotions.Query.newest(1));
    }

    private Eligible.Item item(Call call, Summaries summaries, NewPromotion wanted, boolean detail) {
        try {
            Promotions.Outlook outlook = sluice.promotions().outlook(call.actor(), call.organization(), wanted);
            boolean may = outlook.asking().isOpen();
            List<Blocker> reasons = refusalsFirst(outlook);
            Eligible.Item plain = new Eligible.Item(
                    may,
                    may && reasons.stream().anyMatch(Blocker::isWaitedFor),
                    reasons.stream().map(BlockerView::of).toList(),
                    duplicate(reasons),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            return detail ? detailed(call, summaries, wanted, plain, reasons) : plain;
        } catch (ForbiddenException e) {
            return refused(Reason.of(e), Blocker.Lifts.BY_PEOPLE);
        } catch (NotFoundException e) {
            return refused(Reason.of(e), Blocker.Lifts.NEVER);
        }
    }

    private static List<Blocker> refusalsFirst(Promotions.Outlook outlook) {
        Set<String> refusals =
                outlook.asking().reasons().stream().map(Blocker::code).collect(Collectors.toSet());
        return outlook.goingLive().reasons().stream()
                .sorted(Comparator.comparing((Blocker reason) -> !refusals.contains(reason.code())))
                .toList();
    }

    private Eligible.Item detailed(
            Call call, Summaries summaries, NewPromotion wanted, Eligible.Item plain, List<Blocker> reasons) {
        ArtifactVersion version = sluice.artifacts()
                .get(call.actor(), call.organization(), wanted.target(), wanted.artifact(), wanted.version());
        Optional<PolicyRevision> policy =
                Allowed.seen(() -> sluice.policies().current(call.actor(), call.organization(), wanted.target()));
        Optional<Demands> demands = policy.map(known -> Demands.of(PromotionKind.PROMOTION, known.policy()));
        return new Eligible.Item(
                plain.mayRequest(),
                plain.waits(),
                plain.blockers(),
                plain.duplicate(),
                demands.map(known -> new CheckReader(sluice, call)
                        .of(
                                List.of(new CheckReader.Checked(wanted.artifact(), wanted.version())),
                                wanted.target(),
                                known.checks(),
                                false,
                                call.actor().authenticatedAt())),
                Optional.of(new ChangeReader(sluice, call, summaries).of(wanted.target(), version)),
                demands.map(known -> new StageReader(sluice, directory, call)
                        .of(wanted.target(), known.rounds(), call.person(), version.authors())),
                demands.map(known -> new TimelineReader(call, summaries).of(wanted, known, reasons)));
    }

    /** Blockers of that kind name the promotion that is in the way as their evidence. */
    private static Optional<String> duplicate(List<Blocker> reasons) {
        return reasons.stream()
                .filter(reason -> reason.code().equals("promotion.inFlight")
                        || reason.code().equals("promotion.inLine"))
                .map(Blocker::evidence)
                .filter(evidence -> evidence.startsWith(IN_FLIGHT))
                .map(evidence -> evidence.substring(IN_FLIGHT.length()))
                .findFirst();
    }

    private static Eligible.Item refused(Reason reason, Blocker.Lifts lifts) {
        BlockerView blocker =
                new BlockerView(reason.code(), reason.message(), lifts, "", "", Optional.empty(), reason.message());
        return new Eligible.Item(
                false,
                false,
                List.of(blocker),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
