package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.bpmn.HostStep.Result;
import io.sluice.promotion.bpmn.engine.StepVocabulary;
import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Verifier;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A designer's process with two steps of the host in it: a scan outside of transactions, a ticket inside of them. */
class HostStepProcessTest {
    /** Answers what a test has told it to, and keeps what it was asked. */
    private static final class Scanner implements HostStep {
        private final List<HostWork> asked = new ArrayList<>();
        private final Deque<RuntimeException> faults = new ArrayDeque<>();
        private Result answer = Result.done();

        @Override
        public Result run(HostWork work) {
            asked.add(work);
            if (!faults.isEmpty()) {
                throw faults.pop();
            }
            return answer;
        }

        @Override
        public Set<String> errors() {
            return Set.of("SCAN_FAILED");
        }
    }

    private static final class Tickets implements JavaDelegate {
        private final List<String> opened = new ArrayList<>();
        private String error = "";

        @Override
        public void execute(DelegateExecution execution) {
            if (!error.isEmpty()) {
                throw new BpmnError(error, "No ticket.");
            }
            opened.add(String.valueOf(execution.getVariable("promotionId")));
        }
    }

    private static final Scanner SCANNER = new Scanner();
    private static final Tickets TICKETS = new Tickets();

    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.on(
            TestDatabase.h2Memory(),
            builder -> builder.step("acme.scan", SCANNER).delegate("acmeTicket", Set.of("NO_TICKET"), TICKETS));

    private final SluiceFixture acme = process.acme();

    @AfterAll
    static void close() {
        process.close();
    }

    @BeforeEach
    void deploy() {
        SCANNER.asked.clear();
        SCANNER.faults.clear();
        SCANNER.answer = Result.done();
        TICKETS.opened.clear();
        TICKETS.error = "";
        process.sluice()
                .definitions()
                .deploy(ProcessFixture.administrator(), ACME, "scanned.bpmn", BpmnFile.bytes(scanned()));
        acme.replacePolicy(STAGING, policy -> policy.withProcess("scanned"));
        acme.register("1.0.0");
    }

    @Test
    void theStepsOfTheHostRunWhereTheyAreDrawn() {
        PromotionRequest request = process.request("1.0.0", DEV, STAGING);

        assertThat(SCANNER.asked).singleElement().satisfies(work -> {
            assertThat(work.request().id()).isEqualTo(request.id());
            assertThat(work.request().organization()).isEqualTo(ACME);
            assertThat(work.request().version().value()).isEqualTo("1.0.0");
            assertThat(work.request().source()).isEqualTo(DEV);
            assertThat(work.request().target()).isEqualTo(STAGING);
            assertThat(work.step()).isEqualTo("scan");
            assertThat(work.input()).isEqualTo(Map.of("depth", "full"));
        });
        assertThat(TICKETS.opened).containsExactly(request.id().value());
        assertThat(process.approve(request, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(process.trail(request.id())).contains("step.done");
    }

    @Test
    void aDeclaredErrorLeadsWhereItIsCaught() {
        SCANNER.answer = Result.failed("SCAN_FAILED", "Two findings.");

        PromotionRequest request = process.request("1.0.0", DEV, STAGING);

        assertThat(request.status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(TICKETS.opened).isEmpty();
        assertThat(acme.sluice().audit().ofPromotion(acme.human("audrey"), ACME, request.id()))
                .filteredOn(event -> event.type().equals("step.failed"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.data()).containsEntry("step", "scan").containsEntry("error", "SCAN_FAILED"));
    }

    @Test
    void aTechnicalFaultIsRepeatedUnderTheSameKey() {
        SCANNER.faults.add(new IllegalStateException("The scanner is away."));

        PromotionRequest request = process.request("1.0.0", DEV, STAGING);
        assertThat(TICKETS.opened).isEmpty();
        process.advance(ExternalWorker.PAUSES.get(0).plusSeconds(1));
        process.run();

        assertThat(SCANNER.asked)
                .hasSize(2)
                .extracting(HostWork::key)
                .containsOnly(SCANNER.asked.get(0).key());
        assertThat(SCANNER.asked.get(0).key()).startsWith(request.id() + ":scan:");
        assertThat(TICKETS.opened).hasSize(1);
    }

    @Test
    void faultsThatDoNotEndBecomeAnIncident() {
        for (int i = 0; i < ExternalWorker.ATTEMPTS; i++) {
            SCANNER.faults.add(new IllegalStateException("The scanner is away."));
        }

        process.request("1.0.0", DEV, STAGING);
        for (Duration pause : ExternalWorker.PAUSES) {
            process.advance(pause.plusSeconds(1));
            process.run();
        }

        assertThat(process.sluice().incidents().list(ProcessFixture.operator(), ACME, 10))
                .singleElement()
                .satisfies(incident -> {
                    assertThat(incident.step()).isEqualTo("scan");
                    assertThat(incident.message()).contains("The scanner is away.");
                });
    }

    @Test
    void anErrorThatIsNotDeclaredIsATechnicalFault() {
        SCANNER.answer = Result.failed("OTHER", "Surprise.");

        process.request("1.0.0", DEV, STAGING);

        assertThat(process.externalTasks().createExternalTaskQuery().singleResult())
                .satisfies(task -> {
                    assertThat(task.getTopicName()).isEqualTo("acme.scan");
                    assertThat(task.getErrorMessage()).contains("the error OTHER, which it does not declare");
                });
    }

    @Test
    void aDelegateMayThrowOnlyWhatItDeclares() {
        TICKETS.error = "NO_TICKET";
        assertThat(process.request("1.0.0", DEV, STAGING).status()).isEqualTo(PromotionStatus.FAILED);

        TICKETS.error = "OTHER";
        acme.register("1.1.0");
        assertThatThrownBy(() -> process.request("1.1.0", DEV, STAGING))
                .hasMessageContaining("ended with the error OTHER, which it does not declare");
    }

    @Test
    void theProcessIsProvedWithTheWordsOfTheHost() {
        Verifier verifier = Verifier.of(process.sluice().vocabulary());

        assertThat(verifier.verify("scanned.bpmn", BpmnFile.bytes(scanned()), new PolicyDemands(List.of("any"), true))
                        .errors())
                .isEmpty();
        assertThat(Verifier.of(Vocabulary.standard())
                        .verify("scanned.bpmn", BpmnFile.bytes(scanned()), new PolicyDemands(List.of("any"), true))
                        .errors())
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("\"acme.scan\" is no known topic"));
    }

    @Test
    void theVerifierKnowsExactlyWhatTheEngineRuns() {
        assertThat(process.sluice().vocabulary())
                .isEqualTo(Vocabulary.standard()
                        .withTopic("acme.scan", new Step(Effect.HOST, Set.of("SCAN_FAILED"), Set.of()))
                        .withDelegate("acmeTicket", new Step(Effect.HOST, Set.of("NO_TICKET"), Set.of())));
        assertThat(ProcessFixture.shared().sluice().vocabulary()).isEqualTo(Vocabulary.standard());
    }

    @Test
    void aStepSaysThatItChangesWhatWasApproved() {
        HostSteps steps = HostSteps.none()
                .withTopic("acme.sign", new HostStep() {
                    @Override
                    public Result run(HostWork work) {
                        return Result.done();
                    }

                    @Override
                    public Effect effect() {
                        return Effect.HOST_CHANGES;
                    }
                })
                .withDelegate("acmeRebuild", Effect.HOST_CHANGES, Set.of(), TICKETS);

        Vocabulary words = steps.with(new StepVocabulary(Map.of(), Set.of())).words();

        assertThat(words.topics()).containsEntry("acme.sign", new Step(Effect.HOST_CHANGES, Set.of(), Set.of()));
        assertThat(words.delegates()).containsEntry("acmeRebuild", new Step(Effect.HOST_CHANGES, Set.of(), Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"promotion.scan", "promotion", "Promotion.deploy"})
    void topicsOfTheLibraryAreReserved(String topic) {
        assertRefused("step.reserved", builder -> builder.step(topic, SCANNER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"promotionTicket", "promotionReserve", "PromotionPolicy"})
    void namesOfTheLibraryAreReserved(String bean) {
        assertRefused("step.reserved", builder -> builder.delegate(bean, Set.of(), TICKETS));
    }

    @Test
    void stepsThatNobodyCouldNameOrCatchAreRefused() {
        assertRefused("id.format", builder -> builder.step("a scan", SCANNER));
        assertRefused("step.name", builder -> builder.delegate("acme.ticket", Set.of(), TICKETS));
        assertRefused("step.name", builder -> builder.delegate("execution", Set.of(), TICKETS));
        assertRefused("id.format", builder -> builder.delegate("acmeTicket", Set.of("no ticket"), TICKETS));
        assertRefused("step.duplicate", builder -> builder.step("a", SCANNER).step("a", SCANNER));
        assertRefused("step.effect", builder -> builder.delegate("acmeTicket", Effect.CONFIRM, Set.of(), TICKETS));
    }

    private static void assertRefused(String code, Consumer<SluiceEngine.Builder> use) {
        assertThatThrownBy(() -> use.accept(SluiceEngine.builder()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    /** The shipped process with both steps between the checks and the approval. */
    private static String scanned() {
        String shipped = shipped();
        String file = shipped.substring(0, shipped.indexOf("<bpmndi:BPMNDiagram")) + "</bpmn:definitions>";
        return BpmnFile.drawn(file.replace("<bpmn:process id=\"promotion\"", "<bpmn:process id=\"scanned\"")
                .replace(
                        "sourceRef=\"checks-passed\" targetRef=\"approve\"",
                        "sourceRef=\"checks-passed\" targetRef=\"scan\"")
                .replace("<bpmn:userTask id=\"approve\"", """
                        <bpmn:serviceTask id="scan" name="Scan" camunda:type="external" camunda:topic="acme.scan">
                          <bpmn:extensionElements><camunda:inputOutput>
                            <camunda:inputParameter name="depth">full</camunda:inputParameter>
                          </camunda:inputOutput></bpmn:extensionElements>
                        </bpmn:serviceTask>
                        <bpmn:boundaryEvent id="scan-failed" name="Scan failed" attachedToRef="scan">
                          <bpmn:errorEventDefinition errorRef="error-scan" />
                        </bpmn:boundaryEvent>
                        <bpmn:sequenceFlow id="scan-no" sourceRef="scan-failed" targetRef="checks-failed" />
                        <bpmn:sequenceFlow id="scan-done" sourceRef="scan" targetRef="ticket" />
                        <bpmn:serviceTask id="ticket" name="Open a ticket" camunda:delegateExpression="${acmeTicket}" camunda:asyncBefore="true" />
                        <bpmn:boundaryEvent id="no-ticket" name="No ticket" attachedToRef="ticket">
                          <bpmn:errorEventDefinition errorRef="error-ticket" />
                        </bpmn:boundaryEvent>
                        <bpmn:sequenceFlow id="ticket-no" sourceRef="no-ticket" targetRef="checks-failed" />
                        <bpmn:sequenceFlow id="ticket-done" sourceRef="ticket" targetRef="approve" />
                        <bpmn:userTask id="approve\"""")
                .replace("<bpmn:error id=\"error-target-busy\"", """
                        <bpmn:error id="error-scan" errorCode="SCAN_FAILED" />
                        <bpmn:error id="error-ticket" errorCode="NO_TICKET" />
                        <bpmn:error id="error-target-busy\""""));
    }

    private static String shipped() {
        try (InputStream file =
                Objects.requireNonNull(HostStepProcessTest.class.getResourceAsStream("promotion.bpmn"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
