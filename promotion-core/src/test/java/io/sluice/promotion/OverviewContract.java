package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.overview.Board;
import io.sluice.promotion.overview.Figures;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.overview.OpenPromotion;
import io.sluice.promotion.overview.PromotionTally;
import io.sluice.promotion.overview.Waiting;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

abstract class OverviewContract extends SluiceContract {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void theBoardShowsWhichVersionIsWhereAndWhatIsBehind() {
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        acme().register("1.2.0");
        acme().register("1.3.0");

        Board board = board();

        assertThat(board.workspaces())
                .extracting(workspace -> workspace.id().value())
                .containsExactly("dev", "staging", "prod", "sandbox");
        assertThat(live(board, DEV)).contains("1.3.0");
        assertThat(live(board, STAGING)).contains("1.1.0");
        assertThat(live(board, PROD)).contains("1.0.0");
        assertThat(cell(board, DEV).behind()).isZero();
        assertThat(cell(board, STAGING).behind()).isEqualTo(2);
        assertThat(cell(board, PROD).behind()).isEqualTo(1);
    }

    @Test
    void theBoardShowsWhatIsOnItsWayAndWhoseApprovalItWaitsFor() {
        acme().inStaging("1.0.0");
        PromotionRequest open = acme().asked("1.0.0", STAGING, PROD);
        acme().approve(open.id(), "bob");

        Board.Cell cell = cell(board(), PROD);

        assertThat(cell.live()).isEmpty();
        assertThat(cell.behind()).isEqualTo(1);
        assertThat(cell.pending()).map(one -> one.request().id()).contains(open.id());
        assertThat(cell.pending().orElseThrow().waiting())
                .containsExactly(new Waiting(
                        "approval", 1, 2, Optional.of(clock().instant().plus(Duration.ofDays(3)))));
    }

    @Test
    void theBoardCostsTheSameForOneArtifactAndForMany() {
        acme().inProd("1.0.0");
        long one = statementsOf(this::board);
        for (int i = 0; i < 20; i++) {
            acme().register(ArtifactRef.agent("agent-" + i), "1.0.0");
        }

        long many = statementsOf(this::board);

        assertThat(board().rows()).hasSize(21);
        assertThat(many).isEqualTo(one).isLessThanOrEqualTo(6);
    }

    @Test
    void contentThatIsBackInTheSourceIsNotBehind() {
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        PromotionRequest back =
                promotions().rollBack(acme().human("dan"), ACME, STAGING, AGENT, Optional.empty(), "broken", key());
        flow().openApproval(back.id());
        flow().deployAndFinish(back.id());

        assertThat(live(board(), STAGING)).contains("1.0.0");
        assertThat(cell(board(), PROD).behind()).isZero();
    }

    @Test
    void openRequestsAreFilteredAndPaged() {
        acme().inStaging("1.0.0");
        PromotionRequest first = acme().asked("1.0.0", STAGING, PROD);
        ArtifactRef other = ArtifactRef.agent("other");
        acme().register(other, "1.0.0");
        PromotionRequest second = promotions()
                .request(acme().human("alice"), ACME, NewPromotion.of(other, "1.0.0", DEV, STAGING, "because"), key());

        assertThat(open(Filter.ALL)).containsExactly(second, first);
        assertThat(open(Filter.ALL.into(PROD))).containsExactly(first);
        assertThat(open(Filter.ALL.of(other))).containsExactly(second);
        assertThat(open(Filter.ALL.by(new PersonId("rita")))).containsExactly(first);
        assertThat(sluice().overview().open(acme().human("vic"), ACME, Filter.ALL, Optional.of(second.id()), 10))
                .extracting(OpenPromotion::request)
                .containsExactly(first);
    }

    @Test
    void historyGoesBackPageByPage() {
        PromotionRequest first = acme().inStaging("1.0.0");
        clock().advance(Duration.ofHours(1));
        PromotionRequest second = acme().inStaging("1.1.0");

        List<PromotionRequest> newest = history(Filter.ALL, Optional.empty(), 1);
        List<PromotionRequest> older = history(Filter.ALL, Optional.of(newest.get(0)), 10);

        assertThat(newest).containsExactly(acme().get(second.id()));
        assertThat(older).containsExactly(acme().get(first.id()));
        assertThat(history(Filter.ALL.into(PROD), Optional.empty(), 10)).isEmpty();
    }

    @Test
    void figuresTellHowLongPeopleAndTheWholeTook() {
        acme().register("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", DEV, STAGING);
        clock().advance(Duration.ofHours(4));
        acme().approve(request.id(), "bob");
        clock().advance(Duration.ofHours(2));
        flow().deployAndFinish(request.id());
        acme().register("1.1.0");
        PromotionRequest refused = acme().asked("1.1.0", DEV, STAGING);
        acme().reject(refused.id(), "bob", "not this one");
        flow().finish(refused.id(), Outcome.REJECTED);

        Figures figures = figures(STAGING);

        assertThat(figures.count(PromotionStatus.COMPLETED)).isEqualTo(1);
        assertThat(figures.count(PromotionStatus.REJECTED)).isEqualTo(1);
        assertThat(figures.leadTime().median()).isEqualTo(Duration.ofHours(6));
        assertThat(figures.approvalTime())
                .isEqualTo(new Figures.Spread(1, Duration.ofHours(4), Duration.ofHours(4), Duration.ofHours(4)));
        assertThat(figures.partial()).isFalse();
        assertThat(figures(PROD).leadTime()).isEqualTo(Figures.Spread.NONE);
    }

    @Test
    void whatEndedOutsideThePeriodIsNotCounted() {
        acme().inStaging("1.0.0");
        Instant later = clock().instant().plus(DAY);

        assertThat(sluice().overview()
                        .figures(acme().human("vic"), ACME, STAGING, later, later.plus(DAY))
                        .ended())
                .isEmpty();
        assertRefused(
                InvalidInputException.class,
                "period.range",
                () -> sluice().overview().figures(acme().human("vic"), ACME, STAGING, later, later));
    }

    @Test
    void approvalsThatExpireSoonAreFound() {
        acme().inStaging("1.0.0");
        PromotionRequest open = acme().asked("1.0.0", STAGING, PROD);

        assertThat(expiring(Duration.ofDays(2))).isEmpty();
        assertThat(expiring(Duration.ofDays(3)))
                .extracting(OpenPromotion::request)
                .containsExactly(open);
    }

    @Test
    void aWorkspaceThatTheCallerDoesNotSeeIsNotThere() {
        acme().inProd("1.0.0");
        directory().member(ACME, "zoe").grantIn(ACME, DEV, "zoe", "viewer");

        assertThat(sluice().overview().board(acme().human("zoe"), ACME).workspaces())
                .extracting(workspace -> workspace.id())
                .containsExactly(DEV);
        assertThat(sluice().overview()
                        .history(
                                acme().human("zoe"),
                                ACME,
                                Filter.ALL,
                                Instant.EPOCH,
                                clock().instant().plus(DAY),
                                Optional.empty(),
                                10))
                .isEmpty();
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().overview().open(acme().human("zoe"), ACME, Filter.ALL.into(PROD), Optional.empty(), 10));
    }

    @Test
    void talliesTellWhoApprovedAndHowTheChecksStand() {
        acme().inStaging("1.0.0");
        PromotionId open = acme().asked("1.0.0", STAGING, PROD).id();
        acme().approve(open, "bob");

        PromotionTally tally = tallyOf(open);

        assertThat(tally.decisions())
                .extracting(approval -> approval.person().value())
                .containsExactly("bob");
        assertThat(tally.given()).isEqualTo(1);
        assertThat(tally.required()).isEqualTo(2);
        assertThat(tally.waiting()).extracting(Waiting::given).containsExactly(1);
        assertThat(tally.checks().passed()).containsExactly(CheckName.PERFORMANCE, CheckName.SECURITY, CheckName.TESTS);
        assertThat(tally.checks().failed()).isEmpty();
        assertThat(tally.checks().missing()).isEmpty();
    }

    @Test
    void talliesCountChecksAsTheGateDoes() {
        acme().register("1.0.0");
        acme().tests().fails("3 of 100 failed");
        PromotionId open = acme().request("1.0.0", DEV, STAGING).id();
        assertThat(tallyOf(open).checks().missing()).contains(CheckName.TESTS);

        flow().runChecks(open);
        assertThat(tallyOf(open).checks().failed()).containsExactly(CheckName.TESTS);
        assertThat(tallyOf(open).checks().missing()).isEmpty();

        clock().advance(Duration.ofDays(2));
        assertThat(tallyOf(open).checks().failed()).isEmpty();
        assertThat(tallyOf(open).checks().missing()).contains(CheckName.TESTS);
        Set<String> blocked = promotions().whyBlocked(acme().human("vic"), ACME, open).reasons().stream()
                .map(Blocker::code)
                .filter(code -> code.startsWith("check."))
                .collect(Collectors.toSet());
        assertThat(blocked).containsExactly("check.expired");
    }

    @Test
    void talliesAddWhatALaterPolicyDemandsBeyond() {
        acme().inStaging("1.0.0");
        PromotionId open = acme().asked("1.0.0", STAGING, PROD).id();
        acme().approve(open, "bob");

        acme().replacePolicy(
                        PROD,
                        policy -> policy.approvedBy(Map.of(new RoleId("approver"), 2, new RoleId("security"), 1)));

        assertThat(tallyOf(open).given()).isEqualTo(1);
        assertThat(tallyOf(open).required()).isEqualTo(3);
    }

    @Test
    void talliesCostTheSameForOneAndForMany() {
        List<PromotionId> many = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ArtifactRef artifact = ArtifactRef.agent("agent-" + i);
            acme().register(artifact, "1.0.0");
            many.add(promotions()
                    .request(acme().human("rita"), ACME, NewPromotion.of(artifact, "1.0.0", DEV, STAGING, "why"), key())
                    .id());
            flow().runChecks(many.get(i));
            flow().openApproval(many.get(i));
        }
        tallyOf(many.get(0));

        long one = statementsOf(() -> tallyOf(many.get(0)));
        long all = statementsOf(() -> assertThat(tallies("vic", many)).hasSize(8));

        assertThat(all).isEqualTo(one).isEqualTo(5);
        assertThat(tallies("nora", many)).isEmpty();
        assertThat(tallies("vic", List.of(new PromotionId("absent")))).isEmpty();
    }

    private PromotionTally tallyOf(PromotionId id) {
        return Objects.requireNonNull(tallies("vic", List.of(id)).get(id));
    }

    private Map<PromotionId, PromotionTally> tallies(String person, List<PromotionId> ids) {
        return sluice().overview().tallies(acme().human(person), ACME, ids);
    }

    private long statementsOf(Runnable act) {
        acme().statements().reset();
        act.run();
        return acme().statements().statements().size();
    }

    private Board board() {
        return sluice().overview().board(acme().human("vic"), ACME);
    }

    private static Board.Cell cell(Board board, WorkspaceId workspace) {
        return board.rows().stream()
                .filter(row -> row.artifact().equals(AGENT))
                .map(row -> row.cells().get(workspace))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> live(Board board, WorkspaceId workspace) {
        return cell(board, workspace).live().map(release -> release.version().value());
    }

    private List<PromotionRequest> open(Filter filter) {
        return sluice().overview().open(acme().human("vic"), ACME, filter, Optional.empty(), 10).stream()
                .map(OpenPromotion::request)
                .toList();
    }

    private List<PromotionRequest> history(Filter filter, Optional<PromotionRequest> after, int limit) {
        return sluice().overview()
                .history(
                        acme().human("vic"),
                        ACME,
                        filter,
                        Instant.EPOCH,
                        clock().instant().plus(DAY),
                        after,
                        limit);
    }

    private Figures figures(WorkspaceId workspace) {
        return sluice().overview()
                .figures(
                        acme().human("vic"),
                        ACME,
                        workspace,
                        Instant.EPOCH,
                        clock().instant().plus(DAY));
    }

    private List<OpenPromotion> expiring(Duration within) {
        return sluice().overview().expiring(acme().human("vic"), ACME, within, 10);
    }
}
