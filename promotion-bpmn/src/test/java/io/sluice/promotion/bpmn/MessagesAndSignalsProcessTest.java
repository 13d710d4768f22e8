package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.ProcessFixture.administrator;
import static io.sluice.promotion.bpmn.ProcessFixture.operator;
import static io.sluice.promotion.bpmn.testing.BpmnFile.bytes;
import static io.sluice.promotion.bpmn.testing.BpmnFile.flow;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.testing.SluiceFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages reach the promotion they are sent to, and signals stay within the promotion that throws them. */
class MessagesAndSignalsProcessTest {
    private static final String REPAIR = """
            <userTask id="look"><extensionElements><camunda:properties>
              <camunda:property name="promotion.step" value="repair" />
            </camunda:properties></extensionElements></userTask>
            <endEvent id="end"><extensionElements><camunda:properties>
              <camunda:property name="promotion.outcome" value="NOT_ALLOWED" />
            </camunda:properties></extensionElements></endEvent>""" + flow("look", "end");

    /** One branch waits for a message and then throws the signal for which the other branch waits. */
    private static final String SIGNALLING = """
            <message id="m" name="released" />
            <signal id="s" name="go" />
            <process id="signalling" isExecutable="true">
              <startEvent id="start" />
              <parallelGateway id="split" />
              <intermediateCatchEvent id="wait"><signalEventDefinition signalRef="s" /></intermediateCatchEvent>
              <receiveTask id="release" messageRef="m" />
              <intermediateThrowEvent id="tell"><signalEventDefinition signalRef="s" /></intermediateThrowEvent>
              <parallelGateway id="join" />
            """
            + flow("start", "split") + flow("split", "wait") + flow("split", "release") + flow("release", "tell")
            + flow("tell", "join") + flow("wait", "join") + flow("join", "look") + REPAIR + "</process>";

    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.sharedWithoutProof();

    private final SluiceFixture acme = process.acme();
    private final List<PromotionRequest> open = new ArrayList<>();

    @BeforeEach
    void begin() {
        acme.staff(GLOBEX);
        acme.populate(GLOBEX);
    }

    @Test
    void aSignalReachesThePromotionThatThrowsItAndNoOther() {
        PromotionRequest first = requested(ACME, "first");
        PromotionRequest second = requested(ACME, "second");
        PromotionRequest foreign = requested(GLOBEX, "foreign");

        send(ACME, first, "released");

        assertThat(active(first)).containsExactly("look");
        assertThat(active(second)).containsExactlyInAnyOrder("wait", "release");
        assertThat(active(foreign)).containsExactlyInAnyOrder("wait", "release");
    }

    @Test
    void aMessageIsWrittenDownAndSentOnceForEachKey() {
        PromotionRequest asked = requested(ACME, "first");
        IdempotencyKey once = key();

        process.sluice().messages().send(operator(), ACME, asked.id(), "released", once);
        process.sluice().messages().send(operator(), ACME, asked.id(), "released", once);

        assertThat(process.trail(asked.id())).filteredOn("message.sent"::equals).hasSize(1);
        assertThatThrownBy(() -> process.sluice().messages().send(operator(), ACME, asked.id(), "released", key()))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("message.nobodyWaits"));
        assertThat(process.trail(asked.id())).filteredOn("message.sent"::equals).hasSize(1);
    }

    @Test
    void aMessageForWhichNobodyWaitsIsRefusedAndLeavesNoTrace() {
        PromotionRequest asked = requested(ACME, "first");

        assertThatThrownBy(() -> send(ACME, asked, "other"))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("message.nobodyWaits"));
        assertThatThrownBy(() -> send(ACME, asked, " ")).isInstanceOf(InvalidInputException.class);
        assertThat(process.trail(asked.id())).doesNotContain("message.sent");
    }

    @Test
    void aMessageThatIsAwaitedTwiceReachesNobody() {
        deploy(
                ACME,
                """
                <message id="m" name="released" />
                <process id="signalling" isExecutable="true">
                  <startEvent id="start" />
                  <parallelGateway id="split" />
                  <receiveTask id="one" messageRef="m" />
                  <receiveTask id="two" messageRef="m" />
                  <parallelGateway id="join" />
                """ + flow("start", "split") + flow("split", "one") + flow("split", "two") + flow("one", "join")
                        + flow("two", "join") + flow("join", "look") + REPAIR + "</process>");
        PromotionRequest asked = request(ACME, "first");

        assertThatThrownBy(() -> send(ACME, asked, "released"))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("message.ambiguous"));
        assertThat(active(asked)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void onlyWhoeverOperatesTheTargetSendsMessages() {
        PromotionRequest asked = requested(ACME, "first");

        assertThatThrownBy(
                        () -> process.sluice().messages().send(acme.human("rita"), ACME, asked.id(), "released", key()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(
                        () -> process.sluice().messages().send(acme.human("nora"), ACME, asked.id(), "released", key()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> send(GLOBEX, asked, "released")).isInstanceOf(NotFoundException.class);
        assertThat(active(asked)).contains("release");
    }

    /** Nobody would send what they still wait for. */
    @AfterEach
    void withdrawWhatWaits() {
        open.stream()
                .filter(request -> !active(request).contains("look"))
                .forEach(request -> process.sluice()
                        .sluice()
                        .promotions()
                        .cancel(acme.human("rita"), request.organization(), request.id(), "over", key()));
    }

    private PromotionRequest requested(OrganizationId organization, String label) {
        deploy(organization, SIGNALLING);
        return request(organization, label);
    }

    private void deploy(OrganizationId organization, String elements) {
        process.sluice()
                .definitions()
                .deploy(administrator(), organization, "signalling.bpmn", bytes(BpmnFile.definitions(elements)));
        PolicyRevision before = process.sluice().sluice().policies().current(administrator(), organization, STAGING);
        process.sluice()
                .sluice()
                .policies()
                .replace(
                        administrator(),
                        organization,
                        STAGING,
                        before.revision(),
                        before.policy().withProcess("signalling"),
                        "a change",
                        key());
    }

    private PromotionRequest request(OrganizationId organization, String artifact) {
        ArtifactRef agent = ArtifactRef.agent(artifact);
        acme.deployer().put(organization, DEV, agent, Optional.of(digest(artifact)));
        process.sluice()
                .sluice()
                .artifacts()
                .register(
                        acme.human("alice"),
                        organization,
                        NewVersion.of(DEV, agent, "1.0.0", digest(artifact), new PersonId("alice")),
                        key());
        PromotionRequest request = process.sluice()
                .sluice()
                .promotions()
                .request(
                        acme.human("rita"),
                        organization,
                        NewPromotion.of(agent, "1.0.0", DEV, STAGING, "because"),
                        key());
        open.add(request);
        return request;
    }

    private void send(OrganizationId organization, PromotionRequest request, String message) {
        process.sluice().messages().send(operator(), organization, request.id(), message, key());
    }

    private static List<String> active(PromotionRequest request) {
        ProcessInstance instance = process.instance(request);
        return process.engine().getRuntimeService().getActiveActivityIds(instance.getId());
    }
}
