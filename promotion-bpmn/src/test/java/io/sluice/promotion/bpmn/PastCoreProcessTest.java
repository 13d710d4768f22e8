package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.testing.BpmnFile.bytes;
import static io.sluice.promotion.bpmn.testing.BpmnFile.flow;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.Incidents.Incident;
import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reaches the engine past core, or draws a process that forgets something, gets nothing deployed by it. */
class PastCoreProcessTest {
    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.sharedWithoutProof();

    private final SluiceFixture acme = process.acme();

    @BeforeEach
    void register() {
        acme.register("1.0.0");
    }

    @Test
    void anApprovalTaskIsNotCompletedByHand() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        String task = process.engine()
                .getTaskService()
                .createTaskQuery()
                .singleResult()
                .getId();

        assertThatThrownBy(
                        () -> process.engine().getTaskService().complete(task, Map.of("approvalOutcome", "APPROVED")))
                .hasStackTraceContaining("is completed by a decision only");

        process.run();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(acme.deployer().calls()).isEmpty();
    }

    @Test
    void anOutcomeThatIsSetByHandIsOverwrittenByTheDecision() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        process.engine()
                .getRuntimeService()
                .setVariable(process.instance(asked).getId(), "approvalOutcome", "APPROVED");

        acme.reject(asked.id(), "bob", "no");

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.REJECTED);
    }

    @Test
    void checksThatAreDeclaredPassedByHandRunBeforeTheDeploymentAllTheSame() {
        acme.security().fails("2 high findings");
        PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);
        LockedExternalTask checks = process.fetchAs("intruder");
        process.externalTasks().complete(checks.getId(), "intruder", Map.of("checksPassed", true));
        process.approve(asked, "bob");

        acme.sluice().steps().recheck(10);
        process.advance(Duration.ofMinutes(1));
        process.run();

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(process.get(asked).detail()).contains("2 high findings");
        assertThat(acme.deployer().calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "verify", "roll-back"})
    void aTokenThatIsPutBehindTheGateReachesNoDeployer(String step) {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        process.engine()
                .getRuntimeService()
                .createProcessInstanceModification(process.instance(asked).getId())
                .startBeforeActivity(step)
                .cancelAllForActivity("approve")
                .execute();
        for (int attempt = 0; attempt < ExternalWorker.ATTEMPTS; attempt++) {
            process.run();
            process.advance(Duration.ofMinutes(5));
        }

        assertThat(acme.deployer().calls()).isEmpty();
        assertThat(process.sluice().incidents().list(ProcessFixture.operator(), ACME, 10))
                .extracting(Incident::step, Incident::promotion)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(step, asked.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"promoted", "rolled-back"})
    void aTokenThatIsPutOnAnEndThatIsNotTrueIsRefused(String end) {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        assertThatThrownBy(() -> process.engine()
                        .getRuntimeService()
                        .createProcessInstanceModification(
                                process.instance(asked).getId())
                        .startBeforeActivity(end)
                        .execute())
                .hasStackTraceContaining("contradicts what happened");

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.PENDING);
    }

    @Test
    void aTokenThatIsPutBeforeTheGateIsStoppedByIt() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        process.engine()
                .getRuntimeService()
                .createProcessInstanceModification(process.instance(asked).getId())
                .startBeforeActivity("reserve-target")
                .cancelAllForActivity("approve")
                .execute();

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(acme.deployer().calls()).isEmpty();
    }

    @Test
    void aDeploymentThatIsReportedByHandDoesNotCount() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        acme.approve(asked.id(), "bob");
        process.runJobs();
        LockedExternalTask deploy = process.fetchAs("intruder");

        process.externalTasks().complete(deploy.getId(), "intruder");
        process.run();

        assertThat(process.get(asked).isOpen()).isTrue();
        assertThat(acme.deployer().calls(Step.DEPLOY)).isEmpty();
        assertThat(acme.sluice().releases().current(acme.human("vic"), ACME, STAGING, AGENT))
                .isEmpty();
    }

    @Test
    void theProcessOfAnOpenPromotionIsNotDeleted() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        String instance = process.instance(asked).getId();

        assertThatThrownBy(() ->
                        process.engine().getRuntimeService().deleteProcessInstance(instance, "tidying up", true, true))
                .hasStackTraceContaining("is still open");

        assertThat(process.approve(asked, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aProcessThatForgetsTheOutcomeIsSeen() {
        deploy("forgetful", """
                <startEvent id="start" />
                <serviceTask id="check" camunda:type="external" camunda:topic="promotion.checks" />
                <endEvent id="end" />""" + flow("start", "check") + flow("check", "end"));
        acme.replacePolicy(STAGING, policy -> policy.withProcess("forgetful"));
        PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);

        for (int attempt = 0; attempt < ExternalWorker.ATTEMPTS; attempt++) {
            process.run();
            process.advance(Duration.ofMinutes(5));
        }

        assertThat(process.get(asked).isOpen()).isTrue();
        assertThat(process.sluice().incidents().list(ProcessFixture.operator(), ACME, 10))
                .singleElement()
                .satisfies(incident -> {
                    assertThat(incident.promotion()).isEqualTo(asked.id());
                    assertThat(incident.step()).isEqualTo("check");
                    assertThat(incident.message()).contains("is still open");
                });
    }

    @Test
    void anErrorThatNoEventCatchesDoesNotEndTheProcessSilently() {
        deploy("careless", """
                <startEvent id="start" />
                <serviceTask id="check" camunda:type="external" camunda:topic="promotion.checks" />
                <userTask id="approve"><extensionElements><camunda:properties>
                  <camunda:property name="promotion.step" value="approval" />
                </camunda:properties></extensionElements></userTask>
                <serviceTask id="reserve" camunda:delegateExpression="${promotionReserve}" />
                <serviceTask id="confirm" camunda:delegateExpression="${promotionConfirm}" />
                <serviceTask id="deploy" camunda:type="external" camunda:topic="promotion.deploy" />
                <serviceTask id="verify" camunda:type="external" camunda:topic="promotion.verify" />
                <endEvent id="end"><extensionElements><camunda:properties>
                  <camunda:property name="promotion.outcome" value="PROMOTED" />
                </camunda:properties></extensionElements></endEvent>""" + chain("start", "check", "approve", "reserve", "confirm", "deploy", "verify", "end"));
        acme.replacePolicy(STAGING, policy -> policy.withProcess("careless"));
        acme.deployer().fails(Step.DEPLOY, "disk full");

        PromotionRequest failing = process.approve(process.request("1.0.0", DEV, STAGING), "bob");

        assertThat(failing.isOpen()).isTrue();
        assertThat(process.externalTasks()
                        .createExternalTaskQuery()
                        .singleResult()
                        .getErrorMessage())
                .contains("DEPLOY_FAILED");
        process.advance(Duration.ofSeconds(5));
        process.run();
        assertThat(process.get(failing).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void anErrorThatNoEventCatchesDoesNotEndOneOfSeveralBranchesSilently() {
        deploy("branching", """
                <startEvent id="start" />
                <parallelGateway id="split" />
                <serviceTask id="reserve" camunda:delegateExpression="${promotionReserve}" />
                <userTask id="look"><extensionElements><camunda:properties>
                  <camunda:property name="promotion.step" value="repair" />
                </camunda:properties></extensionElements></userTask>
                <parallelGateway id="join" />
                <endEvent id="end"><extensionElements><camunda:properties>
                  <camunda:property name="promotion.outcome" value="NOT_ALLOWED" />
                </camunda:properties></extensionElements></endEvent>""" + chain("start", "split", "reserve", "join", "end") + chain("split", "look", "join"));
        PromotionRequest before = process.approve(process.request("1.0.0", DEV, STAGING), "bob");
        process.database()
                .execute("UPDATE sluice_target SET held_by = '" + before.id() + "' WHERE workspace_id = 'staging'");
        acme.register("1.1.0");
        acme.replacePolicy(STAGING, policy -> policy.withProcess("branching"));

        assertThatThrownBy(() -> acme.request("1.1.0", DEV, STAGING)).hasStackTraceContaining("TARGET_BUSY");

        process.database().execute("UPDATE sluice_target SET held_by = NULL");
    }

    private static void deploy(String id, String elements) {
        process.sluice()
                .definitions()
                .deploy(ProcessFixture.administrator(), ACME, id + ".bpmn", bytes(BpmnFile.process(id, elements)));
    }

    private static String chain(String... steps) {
        StringBuilder flows = new StringBuilder();
        for (int i = 1; i < steps.length; i++) {
            flows.append(flow(steps[i - 1], steps[i]));
        }
        return flows.toString();
    }

    @Test
    void aTimerOfAnotherBranchKeepsItsTimeWhenTheNextStageOpens() {
        deploy(
                "patient",
                """
                <startEvent id="start" />
                <parallelGateway id="split" />
                <intermediateCatchEvent id="soak"><timerEventDefinition>
                  <timeDuration xsi:type="tFormalExpression">PT40H</timeDuration>
                </timerEventDefinition></intermediateCatchEvent>
                <userTask id="approve"><extensionElements><camunda:properties>
                  <camunda:property name="promotion.step" value="approval" />
                </camunda:properties></extensionElements></userTask>
                <boundaryEvent id="overdue" attachedToRef="approve"><timerEventDefinition>
                  <timeDate xsi:type="tFormalExpression">${promotionPolicy.approvalDeadline(execution)}</timeDate>
                </timerEventDefinition></boundaryEvent>
                <endEvent id="expired"><extensionElements><camunda:properties>
                  <camunda:property name="promotion.outcome" value="EXPIRED" />
                </camunda:properties></extensionElements></endEvent>
                <parallelGateway id="join" />
                <userTask id="again"><extensionElements><camunda:properties>
                  <camunda:property name="promotion.step" value="repair" />
                </camunda:properties></extensionElements></userTask>
                <endEvent id="end"><extensionElements><camunda:properties>
                  <camunda:property name="promotion.outcome" value="NOT_ALLOWED" />
                </camunda:properties></extensionElements></endEvent>"""
                        + chain("start", "split", "soak", "join", "again", "end")
                        + chain("split", "approve", "join")
                        + chain("overdue", "expired"));
        acme.replacePolicy(
                STAGING,
                policy -> policy.withStages(List.of(
                                ProcessFixture.stage("team", "approver"),
                                ProcessFixture.stage("guard", "release-guard")))
                        .withProcess("patient"));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        process.advance(Duration.ofHours(10));

        process.approve(asked, "bob");

        assertThat(process.engine()
                        .getManagementService()
                        .createJobQuery()
                        .orderByJobDuedate()
                        .asc()
                        .list())
                .extracting(
                        job -> Duration.between(process.now(), job.getDuedate().toInstant()))
                .containsExactly(Duration.ofHours(30), Duration.ofDays(3));
    }
}
