package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.ProcessFixture.administrator;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.bpmn.testing.ShippedProcess;
import io.sluice.promotion.process.TraceEntry;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.testing.SluiceFixture;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reminders that are due together are served together, each once. */
abstract class ReminderSweepContract {
    /** The first of the policy comes after half of the 72 hours that people have. */
    private static final Duration UNTIL_REMINDED = Duration.ofHours(36);

    private ProcessFixture process;
    private SluiceFixture acme;
    private ReminderSweep sweep;

    abstract ProcessFixture open();

    @BeforeEach
    void begin() {
        process = open();
        process.beforeEach(null);
        acme = process.acme();
        acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of()));
        sweep = node();
    }

    @AfterEach
    void end() {
        process.afterEach(null);
    }

    @Test
    void aHundredAreServedInOneTransactionOfAFewStatements() {
        waiting(100);
        process.advance(UNTIL_REMINDED);
        sweep.run();
        process.advance(Duration.ofHours(22));
        acme.statements().reset();

        int served = sweep.run();

        assertThat(served).isEqualTo(100);
        // where, which timers, whose they are, the promotions, their tasks; messages, events, promotions and ways, each
        // in a
        // batch; the timers as the engine reads them, and the engine's two batches for them
        assertThat(acme.statements().statements()).hasSize(12);
        assertThat(acme.statements().commits()).isEqualTo(1);
        assertThat(reminders()).isEqualTo(200);
        assertThat(messages()).isEqualTo(200);
    }

    @Test
    void nothingIsDueInOneStatement() {
        waiting(2);
        acme.statements().reset();

        assertThat(sweep.run()).isZero();

        assertThat(acme.statements().statements()).hasSize(1);
        assertThat(reminders()).isZero();
    }

    @Test
    void theSameHappensAsWhenTheEngineRunsTheTimer() {
        PromotionRequest one = waiting("one");
        PromotionRequest other = waiting("other");
        process.advance(UNTIL_REMINDED);
        process.runJob(timer(one).getId());

        assertThat(sweep.run()).isEqualTo(1);

        assertThat(process.trail(other.id())).isEqualTo(process.trail(one.id()));
        assertThat(way(other)).isEqualTo(way(one));
        assertThat(timer(other).getDuedate())
                .isEqualTo(timer(one).getDuedate())
                .isEqualTo(Date.from(one.requestedAt().plusSeconds(72 * 3600 * 80 / 100)));
        assertThat(rest(other)).isEqualTo(rest(one));
        assertThat(process.get(other).revision()).isEqualTo(process.get(one).revision());
        assertThat(process.database()
                        .texts("SELECT DISTINCT kind || audience || facts FROM sluice_outbox WHERE kind = 'REMINDER'"))
                .hasSize(1);
        assertThat(acme.sluice()
                        .audit()
                        .verify(acme.human("audrey"), ACME, other.id())
                        .isIntact())
                .isTrue();
    }

    @Test
    void theEngineFindsNothingLeftToDo() {
        waiting(3);
        process.advance(UNTIL_REMINDED);

        sweep.run();

        assertThat(process.dueJobs()).isEmpty();
        assertThat(sweep.run()).isZero();
        process.advance(Duration.ofHours(22));
        assertThat(process.runJobs()).isEqualTo(3);
        assertThat(reminders()).isEqualTo(6);
    }

    @Test
    void afterTheLastReminderOnlyTheDeadlineIsLeft() {
        PromotionRequest asked = waiting("one");
        process.advance(Duration.ofHours(60));

        sweep.run();

        assertThat(timer(asked).getDuedate().toInstant())
                .isAfter(asked.requestedAt().plus(Duration.ofDays(3)));
        process.advance(Duration.ofHours(12));
        process.run();
        assertThat(process.get(asked).isOpen()).isFalse();
    }

    @Test
    void severalNodesAtOnceServeEachOnce() throws Exception {
        waiting(40);
        process.advance(UNTIL_REMINDED);
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Integer>> sweeps = List.of(node()::run, node()::run, node()::run);
            int served = 0;
            for (Future<Integer> node : nodes.invokeAll(sweeps)) {
                served += node.get();
            }

            assertThat(served + sweep.run()).isEqualTo(40);
        } finally {
            nodes.shutdown();
        }
        assertThat(reminders()).isEqualTo(40);
        assertThat(messages()).isEqualTo(40);
    }

    @Test
    void whatIsUndoneIsServedAgainWhole() {
        PromotionRequest asked = waiting("one");
        process.advance(UNTIL_REMINDED);
        Date due = timer(asked).getDuedate();

        assertThatThrownBy(() -> acme.transactions().required(() -> {
                    assertThat(sweep.run()).isEqualTo(1);
                    throw new IllegalStateException("the node dies before the commit");
                }))
                .hasMessage("the node dies before the commit");

        assertThat(reminders() + messages()).isZero();
        assertThat(timer(asked).getDuedate()).isEqualTo(due);
        assertThat(sweep.run()).isEqualTo(1);
        assertThat(reminders()).isEqualTo(1);
    }

    @Test
    void aPromotionThatSomebodyWorksOnIsPassedOver() throws Exception {
        PromotionRequest busy = waiting("one");
        PromotionRequest free = waiting("other");
        process.advance(UNTIL_REMINDED);

        try (Connection somebody = process.database().dataSource().getConnection();
                Statement lock = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            lock.execute("SELECT id FROM sluice_promotion WHERE id = '" + busy.id() + "' FOR UPDATE");
            assertThat(sweep.run()).isEqualTo(1);
            somebody.rollback();
            somebody.setAutoCommit(true);
        }

        assertThat(process.trail(free.id())).contains("approval.reminded");
        assertThat(process.trail(busy.id())).doesNotContain("approval.reminded");
        assertThat(sweep.run()).isEqualTo(1);
        assertThat(process.trail(busy.id())).contains("approval.reminded");
    }

    @Test
    void whatADesignerDrewDifferentlyIsLeftToTheEngine() {
        process.sluice()
                .definitions()
                .deploy(
                        administrator(),
                        ACME,
                        "own.bpmn",
                        ShippedProcess.named("own")
                                .with("${promotionPolicy.reminders(execution)}", "R/PT24H")
                                .bytes());
        acme.replacePolicy(STAGING, policy -> policy.withProcess("own"));
        PromotionRequest asked = waiting("one");
        process.advance(UNTIL_REMINDED);

        assertThat(sweep.run()).isZero();

        assertThat(process.runJobs()).isPositive();
        assertThat(process.trail(asked.id())).contains("approval.reminded");
    }

    @Test
    void whatFailedBeforeIsLeftToTheEngine() {
        PromotionRequest asked = waiting("one");
        process.advance(UNTIL_REMINDED);
        process.database()
                .execute("UPDATE act_ru_job SET exception_msg_ = 'it broke' WHERE id_ = '"
                        + timer(asked).getId() + "'");

        assertThat(sweep.run()).isZero();
        assertThat(reminders()).isZero();
    }

    private ReminderSweep node() {
        return new ReminderSweep(acme.sluice().steps(), process.sluice().promotionEngine(), acme.transactions());
    }

    private List<PromotionRequest> waiting(int count) {
        List<PromotionRequest> asked = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> asked.add(waiting("a" + i)));
        return asked;
    }

    private PromotionRequest waiting(String artifact) {
        acme.register(ArtifactRef.agent(artifact), "1.0.0");
        NewPromotion wanted = NewPromotion.of(ArtifactRef.agent(artifact), "1.0.0", DEV, STAGING, "because");
        PromotionRequest request = acme.sluice().promotions().request(acme.human("rita"), ACME, wanted, key());
        process.run();
        return request;
    }

    private Job timer(PromotionRequest request) {
        return process.engine()
                .getManagementService()
                .createJobQuery()
                .processInstanceId(process.instance(request).getId())
                .activityId("reminder-due")
                .singleResult();
    }

    /** What of a timer does not depend on which promotion it is. */
    private List<String> rest(PromotionRequest request) {
        return process.database()
                .texts(
                        "SELECT repeat_ || ' ' || retries_ || ' ' || handler_type_ || ' ' || handler_cfg_ FROM act_ru_job"
                                + " WHERE id_ = '" + timer(request).getId() + "'");
    }

    private List<TraceEntry.Step> way(PromotionRequest request) {
        List<TraceEntry> entries = acme.sluice().steps().processes().trace(ACME, request.id());
        return entries.get(entries.size() - 1).steps();
    }

    private int reminders() {
        return count("SELECT COUNT(*) FROM sluice_audit_event WHERE type = 'approval.reminded'");
    }

    private int messages() {
        return count("SELECT COUNT(*) FROM sluice_outbox WHERE kind = 'REMINDER'");
    }

    private int count(String query) {
        return Integer.parseInt(process.database().texts(query).get(0));
    }
}
