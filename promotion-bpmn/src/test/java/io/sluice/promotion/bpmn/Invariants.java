package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.Promotions;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.request.PromotionRequest;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/** What must hold for all promotions of acme at every moment at which nothing runs. */
final class Invariants {
    private final ProcessFixture fixture;
    private final ProcessEngine engine;

    Invariants(ProcessFixture fixture) {
        this.fixture = fixture;
        this.engine = fixture.engine();
    }

    void check() {
        fixture.acme()
                .sluice()
                .promotions()
                .list(fixture.acme().human("vic"), ACME, Promotions.Query.newest(1_000))
                .forEach(this::check);
        nothingRunsForNobody();
    }

    private void check(PromotionRequest request) {
        if (request.isOpen()) {
            isNotStuck(request);
        } else {
            hasEndedOnceAndForAll(request);
        }
        chainIsIntact(request);
    }

    /** I37: somebody or something will go on with it. */
    private void isNotStuck(PromotionRequest request) {
        ProcessInstance instance = fixture.instance(request);
        assertThat(instance).as("process of open promotion " + request).isNotNull();
        long people = count("SELECT COUNT(*) FROM sluice_task WHERE promotion_id = '" + request.id() + "'");
        long jobs = engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .withRetriesLeft()
                .count();
        long outside = engine.getExternalTaskService()
                .createExternalTaskQuery()
                .processInstanceId(instance.getId())
                .withRetriesLeft()
                .count();
        long incidents = fixture.sluice().incidents().list(ProcessFixture.operator(), ACME, 1_000).stream()
                .filter(incident -> incident.promotion().equals(request.id()))
                .count();
        assertThat(people + jobs + outside + incidents)
                .as("who or what carries on " + request)
                .isPositive();
    }

    /** I15 and I32: one outcome, one last event, and nothing left of it in the engine, the task list or the target. */
    private void hasEndedOnceAndForAll(PromotionRequest request) {
        assertThat(fixture.instance(request))
                .as("process of ended promotion " + request)
                .isNull();
        assertThat(request.endedAt()).isPresent();
        assertThat(fixture.trail(request.id()))
                .as("ends of " + request)
                .endsWith("promotion.ended")
                .containsOnlyOnce("promotion.ended");
        assertThat(count("SELECT COUNT(*) FROM sluice_task WHERE promotion_id = '" + request.id() + "'"))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM sluice_target WHERE held_by = '" + request.id() + "'"))
                .isZero();
    }

    /** I31. */
    private void chainIsIntact(PromotionRequest request) {
        ChainVerdict verdict =
                fixture.acme().sluice().audit().verify(fixture.acme().human("audrey"), ACME, request.id());
        assertThat(verdict.isIntact()).as("audit chain of " + request).isTrue();
    }

    private void nothingRunsForNobody() {
        long open = count("SELECT COUNT(*) FROM sluice_promotion WHERE status IN ('PENDING', 'APPROVED')");
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .rootProcessInstances()
                        .count())
                .as("running processes")
                .isEqualTo(open);
        if (open == 0) {
            assertThat(engine.getManagementService().createJobQuery().count())
                    .as("jobs")
                    .isZero();
            assertThat(engine.getTaskService().createTaskQuery().count())
                    .as("tasks")
                    .isZero();
            assertThat(engine.getExternalTaskService().createExternalTaskQuery().count())
                    .as("external tasks")
                    .isZero();
        }
    }

    private long count(String query) {
        return Long.parseLong(fixture.database().texts(query).get(0));
    }
}
