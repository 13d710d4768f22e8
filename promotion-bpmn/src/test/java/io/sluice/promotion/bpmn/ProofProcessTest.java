package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.ProcessFixture.administrator;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.bpmn.deploy.ProcessVersion;
import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.testing.ShippedProcess;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.gate.PolicyPreview;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.process.Certificate;
import io.sluice.promotion.process.ProcessFinding;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.process.ProcessRefusedException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.testing.SluiceFixture;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is not proved is not stored and cannot be chosen. */
class ProofProcessTest {
    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.shared();

    private final SluiceFixture acme = process.acme();
    private final ProcessDefinitions definitions = process.sluice().definitions();

    @BeforeEach
    void register() {
        acme.register("1.0.0");
    }

    @Test
    void aFileThatPassesByTheApprovalIsRefusedWithTheWayThatDoes() {
        byte[] careless = overdueGoesOn("careless").bytes();

        assertThatThrownBy(() -> definitions.deploy(administrator(), ACME, "careless.bpmn", careless))
                .isInstanceOfSatisfying(ProcessRefusedException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("bpmn.refused");
                    assertThat(refusal.findings())
                            .filteredOn(finding -> finding.rule().equals("P-APPROVAL"))
                            .singleElement()
                            .satisfies(finding -> {
                                assertThat(finding.element()).isEqualTo("deploy");
                                assertThat(finding.path())
                                        .extracting(ProcessFinding.Step::element)
                                        .contains("overdue");
                            });
                });
        assertThat(definitions.list(administrator(), ACME))
                .extracting(ProcessVersion::process)
                .containsExactly("promotion");
        assertThat(definitions.certificates(administrator(), ACME, "careless")).isEmpty();
        assertThat(process.database().texts("SELECT type FROM sluice_audit_event WHERE type = 'process.deployed'"))
                .isEmpty();
    }

    @Test
    void everyWayIntoTheEngineLeadsThroughTheGate() {
        byte[] careless = overdueGoesOn("careless").bytes();

        assertThatThrownBy(() -> process.engine()
                        .getRepositoryService()
                        .createDeployment()
                        .tenantId("acme")
                        .addInputStream("careless.bpmn", new ByteArrayInputStream(careless))
                        .deploy())
                .hasStackTraceContaining("careless.bpmn is refused");
        assertThatThrownBy(() -> process.engine()
                        .getRepositoryService()
                        .createDeployment()
                        .addInputStream("careless.bpmn", new ByteArrayInputStream(careless))
                        .deploy())
                .hasStackTraceContaining("careless.bpmn is refused");
        assertThat(process.engine()
                        .getRepositoryService()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("careless")
                        .count())
                .isZero();
    }

    @Test
    void aFileIsJudgedWithoutBeingStored() {
        Verification refused = definitions.verify(
                administrator(),
                ACME,
                "careless.bpmn",
                overdueGoesOn("careless").bytes());
        Verification proved = definitions.verify(
                administrator(), ACME, "fine.bpmn", ShippedProcess.named("fine").bytes());

        assertThat(refused.isProved()).isFalse();
        assertThat(refused.errors()).isNotEmpty();
        assertThat(proved.isProved()).isTrue();
        assertThat(proved.states()).isEqualTo(19);
        assertThat(definitions.list(administrator(), ACME)).hasSize(1);
    }

    @Test
    void aFileIsJudgedByEveryPolicyThatNamesItsProcess() {
        definitions.deploy(
                administrator(), ACME, "own.bpmn", ShippedProcess.named("own").bytes());
        acme.replacePolicy(STAGING, policy -> policy.withProcess("own"));
        byte[] oneStage = approvalFor("own", "approval").bytes();
        byte[] unknownStage = approvalFor("own", "board").bytes();

        assertThatThrownBy(() -> definitions.deploy(administrator(), ACME, "own.bpmn", unknownStage))
                .isInstanceOfSatisfying(
                        ProcessRefusedException.class,
                        refusal -> assertThat(refusal.getMessage()).contains("by the policy of staging"));
        ProcessVersion deployed = definitions.deploy(administrator(), ACME, "own.bpmn", oneStage);

        assertThat(deployed.version()).isEqualTo(2);
        assertThat(deployed.proof().orElseThrow().workspace()).contains(STAGING);
        assertThat(deployed.usedBy()).containsExactly(STAGING);
    }

    @Test
    void aPolicyIsRefusedWhenItsProcessDoesNotKeepIt() {
        definitions.deploy(
                administrator(),
                ACME,
                "board.bpmn",
                approvalFor("board", "board").bytes());

        assertThatThrownBy(() -> acme.replacePolicy(STAGING, policy -> policy.withProcess("board")))
                .isInstanceOfSatisfying(ProcessRefusedException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("policy.processRefused");
                    assertThat(refusal.findings())
                            .extracting(ProcessFinding::rule)
                            .contains("P-STAGES");
                });
        assertThat(acme.policy(STAGING).process()).isEqualTo("promotion");

        acme.replacePolicy(
                STAGING,
                policy -> policy.withStages(List.of(ProcessFixture.stage("board", "approver")))
                        .withProcess("board"));
        assertThat(acme.policy(STAGING).process()).isEqualTo("board");
    }

    @Test
    void aPreviewSaysWhichDefinitionsWouldBeRefused() {
        definitions.deploy(
                administrator(),
                ACME,
                "board.bpmn",
                approvalFor("board", "board").bytes());
        acme.replacePolicy(
                STAGING,
                policy -> policy.withStages(List.of(ProcessFixture.stage("board", "approver")))
                        .withProcess("board"));
        PromotionRequest running = process.request("1.0.0", DEV, STAGING);
        PromotionPolicy wanted = acme.policy(STAGING).withStages(List.of(ProcessFixture.stage("team", "approver")));

        PolicyPreview same =
                process.sluice().sluice().policies().preview(administrator(), ACME, STAGING, acme.policy(STAGING));
        PolicyPreview other = process.sluice().sluice().policies().preview(administrator(), ACME, STAGING, wanted);
        PolicyPreview elsewhere = process.sluice()
                .sluice()
                .policies()
                .preview(administrator(), ACME, STAGING, wanted.withProcess("promotion"));

        assertThat(same.refusedProcesses()).isEmpty();
        assertThat(same.problems()).isEmpty();
        assertThat(other.refusedProcesses()).extracting(ProcessProof::process).containsExactly("board");
        assertThat(other.problems()).singleElement().asString().contains("does not keep this policy");
        assertThat(elsewhere.problems()).isEmpty();
        assertThat(elsewhere.proofs()).extracting(ProcessProof::process).containsExactly("promotion", "board");
        assertThat(elsewhere.refusedProcesses())
                .extracting(ProcessProof::process)
                .containsExactly("board");
        process.approve(running, "bob");
    }

    @Test
    void aCertificateKeepsWhatWasFoundWithEachWay() {
        definitions.deploy(
                administrator(),
                ACME,
                "warned.bpmn",
                ShippedProcess.named("warned")
                        .with("${checksPassed}", "${checksPassed &amp;&amp; urgency != 'LOW'}")
                        .bytes());

        Certificate certificate =
                definitions.certificates(administrator(), ACME, "warned").get(0);

        assertThat(certificate.proof().proved()).isTrue();
        assertThat(certificate.proof().rules()).isNotBlank();
        assertThat(certificate.proof().findings())
                .filteredOn(finding -> finding.severity() == ProcessFinding.Severity.WARNING)
                .extracting(ProcessFinding::rule)
                .contains("V-CONDITION");
    }

    @Test
    void aPartWithoutOutcomesComesWithTheProcessThatCallsItAndCannotBeChosen() {
        byte[] part = BpmnFile.bytes(
                BpmnFile.sequence("part", "<serviceTask camunda:delegateExpression=\"${promotionRemind}\"/>"));

        definitions.deploy(administrator(), ACME, Map.of("part.bpmn", part));

        assertThatThrownBy(() -> acme.replacePolicy(STAGING, policy -> policy.withProcess("part")))
                .isInstanceOf(ProcessRefusedException.class);
        assertThat(Digest.of(definitions.file(administrator(), ACME, "part", 1)))
                .isEqualTo(Digest.of(part));
    }

    /** The way out of the overdue approval leads on instead of to its end; the picture shows that. */
    private static ShippedProcess overdueGoesOn(String id) {
        return ShippedProcess.named(id)
                .with(
                        "<bpmn:sequenceFlow id=\"approve-overdue\" sourceRef=\"overdue\" targetRef=\"expired\" />",
                        "<bpmn:sequenceFlow id=\"approve-overdue\" sourceRef=\"overdue\" targetRef=\"window-opens\" />");
    }

    private static ShippedProcess approvalFor(String id, String stage) {
        return ShippedProcess.named(id)
                .with(
                        "<camunda:property name=\"promotion.step\" value=\"approval\" />",
                        "<camunda:property name=\"promotion.step\" value=\"approval\" />"
                                + "<camunda:property name=\"promotion.stage\" value=\"" + stage + "\" />");
    }
}
