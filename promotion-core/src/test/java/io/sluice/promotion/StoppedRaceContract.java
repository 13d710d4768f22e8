package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static io.sluice.promotion.testing.StoppedRace.DONE;
import static io.sluice.promotion.testing.StoppedRace.Point.AFTER_READ;
import static io.sluice.promotion.testing.StoppedRace.Point.BEFORE_COMMIT;
import static io.sluice.promotion.testing.StoppedRace.Point.BEFORE_FLUSH;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.ManualFlow.Told;
import io.sluice.promotion.testing.StoppedRace;
import io.sluice.promotion.testing.StoppedRace.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fourteen pairs of commands, the first of each stopped at four points. From the point on at which the first holds what the
 * second needs, the second comes after it; before that it overtakes. So for each point there is exactly one end.
 */
abstract class StoppedRaceContract extends SluiceContract {
    /** What is true once both have ended. */
    private interface Check {
        void holds(PromotionId promotion);
    }

    /** In one order of the two: what each comes to, and what is true then. */
    private record End(String first, String second, Check check) {}

    /** Two commands on what was prepared for them. */
    private record Duel(PromotionId promotion, int unit, Callable<?> first, Callable<?> second) {
        Duel(PromotionId promotion, Callable<?> first, Callable<?> second) {
            this(promotion, 1, first, second);
        }
    }

    private record Pair(String name, Point held, Supplier<Duel> duel, End inOrder, End overtaken) {
        @Override
        public String toString() {
            return name;
        }
    }

    private StoppedRace race;
    private IdempotencyKey one;
    private IdempotencyKey other;

    @Override
    DataSource pool() {
        if (race == null) {
            race = new StoppedRace(database());
        }
        return race.watching(database().dataSource());
    }

    @BeforeEach
    void newKeys() {
        one = key();
        other = key();
    }

    @AfterAll
    void stopThreads() {
        race.close();
    }

    Stream<Arguments> cases() {
        return pairs().flatMap(pair -> Arrays.stream(Point.values())
                .map(point -> Arguments.of(pair, point.name().toLowerCase(Locale.ROOT), point)));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("cases")
    void onePairHasOneOutcome(Pair pair, String at, Point point) throws Exception {
        Duel duel = pair.duel().get();

        List<String> outcomes = race.run(point, duel.unit(), duel.first(), duel.second());

        End end = point.compareTo(pair.held()) < 0 ? pair.overtaken() : pair.inOrder();
        assertThat(outcomes).containsExactly(end.first(), end.second());
        end.check().holds(duel.promotion());
        nothingIsHalfWritten(outcomes);
    }

    private Stream<Pair> pairs() {
        return Stream.of(
                new Pair(
                        "approve/approve",
                        AFTER_READ,
                        () -> onProd(id -> approve(id, "bob", one), id -> approve(id, "carol", other)),
                        new End(DONE, DONE, this::bothCount),
                        new End(DONE, DONE, this::bothCount)),
                new Pair(
                        "approve/reject",
                        AFTER_READ,
                        () -> onStaging(id -> approve(id, "bob", one), id -> reject(id, "carol")),
                        new End(DONE, DONE, id -> isEnded(id, PromotionStatus.REJECTED, Told.APPROVED, Told.STOPPED)),
                        new End("approval.notOpen", DONE, id -> {
                            flow().finish(id, Outcome.REJECTED);
                            isEnded(id, PromotionStatus.REJECTED, Told.REFUSED);
                        })),
                new Pair(
                        "approve/expire",
                        AFTER_READ,
                        () -> onStaging(id -> approve(id, "bob", one), id -> finish(id, Outcome.EXPIRED)),
                        new End(DONE, "promotion.transition", this::isApproved),
                        new End("promotion.alreadyDecided", DONE, id -> isEnded(id, PromotionStatus.EXPIRED))),
                new Pair(
                        "approve/policy change",
                        AFTER_READ,
                        () -> onStaging(id -> approve(id, "bob", one), id -> demandTwo()),
                        new End(DONE, DONE, this::oneApprovalIsNotEnough),
                        new End(DONE, DONE, this::oneApprovalIsNotEnough)),
                new Pair(
                        "approve/role revoked",
                        AFTER_READ,
                        () -> onStaging(
                                id -> approve(id, "bob", one), id -> directory().revoke(ACME, "bob", "approver")),
                        new End(DONE, DONE, this::theLostRoleCountsNoMore),
                        new End(DONE, DONE, this::theLostRoleCountsNoMore)),
                new Pair(
                        "approve/cancel",
                        AFTER_READ,
                        () -> onStaging(id -> approve(id, "bob", one), this::cancel),
                        new End(DONE, DONE, id -> isEnded(id, PromotionStatus.CANCELLED, Told.APPROVED, Told.STOPPED)),
                        new End(
                                "promotion.alreadyDecided",
                                DONE,
                                id -> isEnded(id, PromotionStatus.CANCELLED, Told.STOPPED))),
                new Pair(
                        "request/request",
                        BEFORE_COMMIT,
                        this::twoRequests,
                        new End(DONE, "promotion.inFlight", id -> requestedBy("rita")),
                        new End("promotion.inFlight", DONE, id -> requestedBy("alice"))),
                new Pair(
                        "deployment result/timeout",
                        AFTER_READ,
                        this::lateResult,
                        new End(DONE, DONE, id -> isDeployedBy(id, 1)),
                        new End("attempt.fenced", DONE, id -> isDeployedBy(id, 2))),
                new Pair(
                        "rollback/request",
                        BEFORE_FLUSH,
                        this::rollbackAndRequest,
                        new End(DONE, "promotion.inFlight", id -> requestedBy("dan")),
                        new End(DONE, DONE, id -> supersededByTheRollback())),
                new Pair(
                        "retention/approve",
                        AFTER_READ,
                        this::retentionAndApproval,
                        new End(DONE, DONE, this::onlyTheEndedOneLostItsBody),
                        new End(DONE, DONE, this::onlyTheEndedOneLostItsBody)),
                new Pair(
                        "sequencer/append",
                        AFTER_READ,
                        () -> onStaging(id -> sluice().anchoring().run(1_000), id -> acme().register("2.0.0")),
                        new End(DONE, DONE, id -> everyEventHasANumber()),
                        new End(DONE, DONE, id -> everyEventHasANumber())),
                new Pair(
                        "confirm/line stop",
                        AFTER_READ,
                        () -> reserved(id -> flow().confirm(id), id -> stopLine()),
                        new End(DONE, DONE, this::goesOn),
                        new End("gate.held", DONE, this::isHeld)),
                new Pair(
                        "break-glass use/reject",
                        AFTER_READ,
                        this::emergency,
                        new End(DONE, "promotion.deploying", id -> theEmergencyIs(id, Bypass.State.USED)),
                        new End(
                                "promotion.ended",
                                DONE,
                                id -> isEnded(id, PromotionStatus.REJECTED, Told.APPROVED, Told.STOPPED))),
                new Pair(
                        "approve/delegation ended",
                        BEFORE_FLUSH,
                        this::delegated,
                        new End(DONE, DONE, this::isApproved),
                        new End("approval.notDelegated", DONE, this::nobodyApproved)));
    }

    /** A command on one promotion. */
    private interface Command {
        Object on(PromotionId promotion);
    }

    private static Duel duel(PromotionId id, Command first, Command second) {
        return new Duel(id, () -> first.on(id), () -> second.on(id));
    }

    private Duel onStaging(Command first, Command second) {
        acme().register("1.0.0");
        return duel(acme().asked("1.0.0", DEV, STAGING).id(), first, second);
    }

    private Duel onProd(Command first, Command second) {
        acme().inStaging("1.0.0");
        return duel(acme().asked("1.0.0", STAGING, PROD).id(), first, second);
    }

    private Duel reserved(Command first, Command second) {
        acme().register("1.0.0");
        PromotionId id = acme().approved("1.0.0", DEV, STAGING, "bob").id();
        flow().reserve(id);
        return duel(id, first, second);
    }

    private Duel twoRequests() {
        acme().register("1.0.0");
        return new Duel(
                new PromotionId("none"), () -> request("rita", "1.0.0", one), () -> request("alice", "1.0.0", other));
    }

    private Duel lateResult() {
        Duel duel = reserved(id -> flow().deploy(id), id -> {
            deployer().put(ACME, STAGING, AGENT, Optional.empty());
            return flow().deploy(id);
        });
        flow().confirm(duel.promotion());
        return new Duel(duel.promotion(), 2, duel.first(), duel.second());
    }

    private Duel rollbackAndRequest() {
        acme().inStaging("1.0.0");
        acme().inStaging("1.1.0");
        acme().register("1.2.0");
        return new Duel(
                new PromotionId("none"),
                () -> promotions()
                        .rollBack(acme().human("dan"), ACME, STAGING, AGENT, Optional.empty(), "it misbehaves", one),
                () -> request("rita", "1.2.0", other));
    }

    private Duel retentionAndApproval() {
        acme().inStaging("1.0.0");
        sluice().anchoring().run(1_000);
        clock().advance(Duration.ofDays(4_000));
        acme().register("1.1.0");
        return duel(
                acme().asked("1.1.0", DEV, STAGING).id(),
                id -> sluice().retention().run(10),
                id -> approve(id, "bob", other));
    }

    private Duel emergency() {
        directory().member(ACME, "ben", "break-glass").member(ACME, "beth", "break-glass");
        acme().replacePolicy(STAGING, policy -> policy.withBreakGlass(Optional.of(BreakGlass.STANDARD)));
        acme().register("1.0.0");
        PromotionId id = acme().asked("1.0.0", DEV, STAGING).id();
        String subject = acme().get(id).subjectHash();
        sluice().emergencies()
                .declare(
                        acme().human("ben"),
                        ACME,
                        id,
                        subject,
                        "Customers cannot log in since noon.",
                        Optional.of("INC-1"),
                        key());
        sluice().emergencies().confirm(acme().human("beth"), ACME, id, subject, key());
        flow().reserve(id);
        return duel(id, use -> flow().confirm(use), no -> reject(no, "gus"));
    }

    private Duel delegated() {
        Instant now = clock().instant();
        String delegation = sluice().delegations()
                .declare(
                        acme().human("carol"),
                        ACME,
                        NewDelegation.to(new PersonId("vic"), now, now.plus(Duration.ofDays(7)), "holiday"),
                        key())
                .id();
        return onStaging(
                id -> approve(id, "vic", one),
                id -> sluice().delegations().end(acme().human("carol"), ACME, delegation, other));
    }

    private PromotionRequest approve(PromotionId id, String person, IdempotencyKey key) {
        return promotions()
                .approve(acme().human(person), ACME, id, acme().get(id).subjectHash(), "fine", key);
    }

    private PromotionRequest reject(PromotionId id, String person) {
        return promotions()
                .reject(acme().human(person), ACME, id, acme().get(id).subjectHash(), "no", other);
    }

    private PromotionRequest cancel(PromotionId id) {
        return promotions().cancel(acme().human("rita"), ACME, id, "not now", other);
    }

    private PromotionRequest request(String person, String version, IdempotencyKey key) {
        return promotions().request(acme().human(person), ACME, wanted(version, DEV, STAGING), key);
    }

    private Object finish(PromotionId id, Outcome outcome) {
        flow().finish(id, outcome);
        return id;
    }

    private Object demandTwo() {
        return acme().replacePolicy(
                        STAGING,
                        policy -> policy.withStages(List.of(new ApprovalStage(
                                ApprovalStage.ONLY, List.of(new ApprovalRule(PromotionPolicy.APPROVER, 2))))));
    }

    private Object stopLine() {
        return sluice().line().stop(acme().human("gus"), ACME, Optional.of(STAGING), "database restore", other);
    }

    private void bothCount(PromotionId id) {
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(flow().told(id)).containsExactly(Told.STARTED, Told.APPROVED);
        assertThat(promotions().approvals(acme().human("vic"), ACME, id)).hasSize(2);
    }

    private void isApproved(PromotionId id) {
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(flow().told(id)).containsExactly(Told.STARTED, Told.APPROVED);
        flow().deployAndFinish(id);
        assertThat(deployer().calls(Step.DEPLOY)).hasSize(1);
    }

    private void nobodyApproved(PromotionId id) {
        assertThat(promotions().approvals(acme().human("vic"), ACME, id)).isEmpty();
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.PENDING);
    }

    private void isEnded(PromotionId id, PromotionStatus status, Told... told) {
        assertThat(acme().get(id).status()).isEqualTo(status);
        assertThat(flow().told(id).subList(1, flow().told(id).size())).containsExactlyInAnyOrder(told);
        assertThat(deployer().calls(Step.DEPLOY)).isEmpty();
        assertThat(types(id)).containsOnlyOnce("promotion.ended");
    }

    private void oneApprovalIsNotEnough(PromotionId id) {
        assertThat(promotions().approvals(acme().human("vic"), ACME, id)).hasSize(1);
        assertThat(flow().reserve(id).orElseThrow().reasons())
                .extracting(Blocker::code)
                .contains("approval.missing");
    }

    private void theLostRoleCountsNoMore(PromotionId id) {
        flow().reserve(id);
        assertThat(flow().confirm(id).reasons()).extracting(Blocker::code).containsExactly("approval.missing");
    }

    private void requestedBy(String person) {
        assertThat(database().texts("SELECT requested_by FROM sluice_promotion WHERE status = 'PENDING'"))
                .containsExactly(person);
    }

    private void supersededByTheRollback() {
        requestedBy("dan");
        assertThat(database().texts("SELECT requested_by FROM sluice_promotion WHERE status = 'SUPERSEDED'"))
                .containsExactly("rita");
    }

    private void isDeployedBy(PromotionId id, int worker) {
        assertThat(deployer().calls(Step.DEPLOY)).hasSize(worker);
        assertThat(types(id)).containsOnlyOnce("attempt.done");
        flow().verify(id);
        flow().finish(id, Outcome.PROMOTED);
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    private void onlyTheEndedOneLostItsBody(PromotionId open) {
        assertThat(acme().get(open).status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(acme().get(open).reason()).isEqualTo("because");
        assertThat(database().texts("SELECT reason FROM sluice_promotion WHERE status = 'COMPLETED'"))
                .containsExactly("");
        assertThat(sluice().retention().run(10)).isZero();
    }

    private void everyEventHasANumber() {
        while (sluice().anchoring().run(1_000) > 0) {
            // Goes on until everything is numbered.
        }
        List<String> leaves = database().texts("SELECT leaf FROM sluice_audit_event ORDER BY leaf");
        assertThat(leaves)
                .isEqualTo(LongStream.range(0, leaves.size())
                        .mapToObj(Long::toString)
                        .toList());
    }

    private void goesOn(PromotionId id) {
        flow().deploy(id);
        flow().verify(id);
        flow().finish(id, Outcome.PROMOTED);
        assertThat(acme().get(id).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    private void isHeld(PromotionId id) {
        assertThat(types(id)).doesNotContain("gate.opened");
        assertThat(database().texts("SELECT promotion_id FROM sluice_gate_record"))
                .isEmpty();
    }

    private void theEmergencyIs(PromotionId id, Bypass.State state) {
        assertThat(sluice().emergencies().ofPromotion(acme().human("vic"), ACME, id))
                .extracting(Bypass::state)
                .containsExactly(state);
        goesOn(id);
    }

    private List<String> types(PromotionId id) {
        return sluice().audit().ofPromotion(acme().human("audrey"), ACME, id).stream()
                .map(AuditEvent::type)
                .toList();
    }

    /** Whoever was refused left nothing behind, every chain ends at its head, and what ended holds nothing. */
    private void nothingIsHalfWritten(List<String> outcomes) {
        for (int i = 0; i < 2; i++) {
            if (!outcomes.get(i).equals(DONE)) {
                IdempotencyKey refused = i == 0 ? one : other;
                assertThat(database()
                                .texts("SELECT idem_key FROM sluice_idempotency WHERE idem_key = '" + refused.value()
                                        + "'"))
                        .isEmpty();
            }
        }
        for (String id : database().texts("SELECT id FROM sluice_promotion")) {
            assertThat(sluice().audit().verify(acme().human("audrey"), ACME, new PromotionId(id)))
                    .isInstanceOf(ChainVerdict.Intact.class);
        }
        String ended = "IN (SELECT p.id FROM sluice_promotion p WHERE p.status NOT IN ('PENDING', 'APPROVED'))";
        assertThat(database().texts("SELECT id FROM sluice_task WHERE promotion_id " + ended))
                .isEmpty();
        assertThat(database().texts("SELECT held_by FROM sluice_target WHERE held_by " + ended))
                .isEmpty();
        assertThat(database()
                        .texts("SELECT promotion_id FROM sluice_release WHERE promotion_id IS NOT NULL"
                                + " GROUP BY promotion_id HAVING COUNT(*) > 1"))
                .isEmpty();
    }
}
