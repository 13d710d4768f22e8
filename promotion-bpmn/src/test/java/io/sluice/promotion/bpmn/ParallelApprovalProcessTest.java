package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.testing.BpmnFile.bytes;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shipped process with a security review beside the approval. */
class ParallelApprovalProcessTest {
    private static final String REVIEW = """
                <bpmn:parallelGateway id="review" name="Both review">
                  <bpmn:incoming>checks-yes</bpmn:incoming>
                  <bpmn:outgoing>ask-business</bpmn:outgoing>
                  <bpmn:outgoing>ask-security</bpmn:outgoing>
                </bpmn:parallelGateway>
                <bpmn:sequenceFlow id="ask-business" sourceRef="review" targetRef="approve" />
                <bpmn:sequenceFlow id="ask-security" sourceRef="review" targetRef="review-security" />
                <bpmn:userTask id="review-security" name="Review security">
                  <bpmn:extensionElements>
                    <camunda:properties>
                      <camunda:property name="promotion.step" value="approval" />
                      <camunda:property name="promotion.stage" value="security" />
                    </camunda:properties>
                  </bpmn:extensionElements>
                  <bpmn:incoming>ask-security</bpmn:incoming>
                  <bpmn:outgoing>security-done</bpmn:outgoing>
                </bpmn:userTask>
                <bpmn:boundaryEvent id="security-overdue" name="Security overdue" attachedToRef="review-security">
                  <bpmn:outgoing>security-late</bpmn:outgoing>
                  <bpmn:timerEventDefinition id="security-overdue-timer">
                    <bpmn:timeDate xsi:type="bpmn:tFormalExpression">${promotionPolicy.approvalDeadline(execution)}</bpmn:timeDate>
                  </bpmn:timerEventDefinition>
                </bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="security-late" sourceRef="security-overdue" targetRef="expired" />
                <bpmn:sequenceFlow id="security-done" sourceRef="review-security" targetRef="reviewed" />
                <bpmn:parallelGateway id="reviewed" name="Both reviewed">
                  <bpmn:incoming>approve-done</bpmn:incoming>
                  <bpmn:incoming>security-done</bpmn:incoming>
                  <bpmn:outgoing>all-reviewed</bpmn:outgoing>
                </bpmn:parallelGateway>
                <bpmn:sequenceFlow id="all-reviewed" sourceRef="reviewed" targetRef="approved" />
                <bpmn:userTask id="approve\"""";

    private static final String PICTURE = """
                  <bpmndi:BPMNShape id="review-shape" bpmnElement="review">
                    <dc:Bounds x="470" y="275" width="50" height="50" />
                  </bpmndi:BPMNShape>
                  <bpmndi:BPMNShape id="reviewed-shape" bpmnElement="reviewed">
                    <dc:Bounds x="640" y="275" width="50" height="50" />
                  </bpmndi:BPMNShape>
                  <bpmndi:BPMNShape id="review-security-shape" bpmnElement="review-security">
                    <dc:Bounds x="530" y="580" width="100" height="80" />
                  </bpmndi:BPMNShape>
                  <bpmndi:BPMNShape id="security-overdue-shape" bpmnElement="security-overdue">
                    <dc:Bounds x="562" y="562" width="36" height="36" />
                  </bpmndi:BPMNShape>
                  <bpmndi:BPMNEdge id="ask-business-edge" bpmnElement="ask-business">
                    <di:waypoint x="520" y="300" />
                    <di:waypoint x="530" y="300" />
                  </bpmndi:BPMNEdge>
                  <bpmndi:BPMNEdge id="ask-security-edge" bpmnElement="ask-security">
                    <di:waypoint x="495" y="325" />
                    <di:waypoint x="495" y="620" />
                    <di:waypoint x="530" y="620" />
                  </bpmndi:BPMNEdge>
                  <bpmndi:BPMNEdge id="security-done-edge" bpmnElement="security-done">
                    <di:waypoint x="630" y="620" />
                    <di:waypoint x="665" y="620" />
                    <di:waypoint x="665" y="325" />
                  </bpmndi:BPMNEdge>
                  <bpmndi:BPMNEdge id="security-late-edge" bpmnElement="security-late">
                    <di:waypoint x="580" y="562" />
                    <di:waypoint x="580" y="478" />
                  </bpmndi:BPMNEdge>
                  <bpmndi:BPMNEdge id="all-reviewed-edge" bpmnElement="all-reviewed">
                    <di:waypoint x="690" y="300" />
                    <di:waypoint x="700" y="300" />
                  </bpmndi:BPMNEdge>
                </bpmndi:BPMNPlane>""";

    /** What is written differently in the shipped file; the new parts bring texts of their own that later changes leave. */
    private static final Map<String, String> CHANGES = changes();

    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.shared();

    private final SluiceFixture acme = process.acme();

    @BeforeAll
    static void assertOnTheEngine() {
        init(process.engine());
    }

    @BeforeEach
    void useIt() {
        process.sluice()
                .definitions()
                .deploy(ProcessFixture.administrator(), ACME, "side-by-side.bpmn", bytes(sideBySide()));
        acme.replacePolicy(
                STAGING,
                policy -> policy.withChecks(List.of())
                        .withStages(List.of(
                                ProcessFixture.stage("business", "approver"),
                                ProcessFixture.stage("security", "security")))
                        .withProcess("side-by-side"));
        acme.register("1.0.0");
    }

    @Test
    void bothReviewsAreOpenAtATimeAndBothMustAgree() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        assertThat(process.instance(asked)).isWaitingAtExactly("approve", "review-security");

        assertThat(process.approve(asked, "erin").status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(process.instance(asked)).isWaitingAtExactly("approve", "reviewed");

        assertThat(process.approve(process.get(asked), "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aNoAtOneReviewEndsTheOther() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        acme.reject(asked.id(), "erin", "the key is in the code");
        process.run();

        PromotionRequest ended = process.get(asked);
        assertThat(ended.status()).isEqualTo(PromotionStatus.REJECTED);
        assertThat(process.instance(asked)).isNull();
        assertThat(process.trail(asked.id())).containsOnlyOnce("promotion.ended");
        assertThat(process.acme().deployer().calls()).isEmpty();
    }

    @Test
    void aNoAfterTheOtherReviewAgreedEndsAsRejected() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        process.approve(asked, "bob");

        acme.reject(asked.id(), "erin", "not this way");
        process.run();

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.REJECTED);
    }

    @Test
    void whenTheTimeOfOneReviewIsOverTheOtherOneIsClosedAsWell() {
        acme.replacePolicy(STAGING, policy -> policy.withApprovalDeadline(Duration.ofHours(1)));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        process.approve(asked, "bob");

        process.advance(Duration.ofHours(1));
        process.run();

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
        assertThat(process.instance(asked)).isNull();
        assertThat(acme.sluice().tasks().page(acme.human("erin"), ACME, Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void aPolicyThatAsksForFewerReviewsThanTheProcessIsRefused() {
        assertThatThrownBy(() -> acme.replacePolicy(
                        STAGING, policy -> policy.withStages(List.of(ProcessFixture.stage("business", "approver")))))
                .hasMessageContaining("asks for the stage \"security\"");
    }

    private static String sideBySide() {
        String file = shipped();
        for (Map.Entry<String, String> change : CHANGES.entrySet()) {
            assertThat(file).contains(change.getKey());
            file = file.replace(change.getKey(), change.getValue());
        }
        return file;
    }

    private static String shipped() {
        try (InputStream file = Objects.requireNonNull(SluiceEngine.class.getResourceAsStream("promotion.bpmn"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> changes() {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("<bpmn:process id=\"promotion\"", "<bpmn:process id=\"side-by-side\"");
        changes.put("bpmnElement=\"promotion\"", "bpmnElement=\"side-by-side\"");
        changes.put("<bpmn:incoming>checks-yes<", "<bpmn:incoming>ask-business<");
        changes.put("<bpmn:incoming>approve-done<", "<bpmn:incoming>all-reviewed<");
        changes.put(
                "<bpmn:incoming>approve-overdue</bpmn:incoming>",
                "<bpmn:incoming>approve-overdue</bpmn:incoming><bpmn:incoming>security-late</bpmn:incoming>"
                        + "<bpmn:terminateEventDefinition id=\"expired-all\" />");
        changes.put(
                "sourceRef=\"checks-passed\" targetRef=\"approve\"",
                "sourceRef=\"checks-passed\" targetRef=\"review\"");
        changes.put("sourceRef=\"approve\" targetRef=\"approved\"", "sourceRef=\"approve\" targetRef=\"reviewed\"");
        changes.put(
                "<camunda:property name=\"promotion.step\" value=\"approval\" />",
                "<camunda:property name=\"promotion.step\" value=\"approval\" />"
                        + "<camunda:property name=\"promotion.stage\" value=\"business\" />");
        changes.put("<bpmn:userTask id=\"approve\"", REVIEW);
        changes.put("<di:waypoint x=\"530\" y=\"300\" />", "<di:waypoint x=\"470\" y=\"300\" />");
        changes.put("<di:waypoint x=\"700\" y=\"300\" />", "<di:waypoint x=\"640\" y=\"300\" />");
        changes.put("</bpmndi:BPMNPlane>", PICTURE);
        return changes;
    }
}
