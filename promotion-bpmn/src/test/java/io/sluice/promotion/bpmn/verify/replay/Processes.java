package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Promotion processes in which everything is as it should be. */
@SuppressWarnings("ImmutableEnumChecker")
enum Processes {
    /** The one that the library brings along. */
    SHIPPED(Processes::shipped, List.of("approval")),
    /** Two stages beside each other in a sub-process, a soak, and a step of the engine in a transaction of its own. */
    PARALLEL_STAGES(Processes::parallelStages, List.of("business", "security")),
    /** Two stages after each other, with a deployment in a sub-process and a question that may come at any time. */
    STAGES_IN_A_ROW(Processes::stagesInARow, List.of("business", "security")),
    /** The example of a designer's own process. */
    GUARDED_RELEASE(() -> example("guarded-release.bpmn"), List.of("business", "security", "release-board"));

    private static final Path EXAMPLES = Path.of("..", "examples", "custom-process", "processes");

    private static final String ERRORS = """
            <error id="busy" errorCode="TARGET_BUSY" /><error id="refused" errorCode="NOT_ALLOWED" />
            <error id="broken" errorCode="DEPLOY_FAILED" /><error id="wrong" errorCode="VERIFY_FAILED" />
            <error id="lost" errorCode="ROLLBACK_FAILED" /><error id="late" errorCode="LATE" />
            <error id="denied" errorCode="DENIED" /><message id="question" name="question" />""";

    private final Supplier<byte[]> file;
    private final PolicyDemands demands;

    Processes(Supplier<byte[]> file, List<String> stages) {
        this.file = file;
        this.demands = new PolicyDemands(stages, true);
    }

    byte[] bpmn() {
        return file.get();
    }

    /** What the policy wants that this process is made for. */
    PolicyDemands demands() {
        return demands;
    }

    /** The library's words, and the steps that the examples use of a host. */
    static Vocabulary vocabulary() {
        return Vocabulary.standard()
                .withTopic("acme.licence-scan", new Step(Effect.HOST, Set.of("LICENCE_DENIED"), Set.of()))
                .withTopic("acme.rebuild", new Step(Effect.HOST_CHANGES, Set.of(), Set.of()))
                .withDelegate("acmeTicket", new Step(Effect.HOST, Set.of(), Set.of()));
    }

    /** A file of the designer's folder. */
    static byte[] example(String file) {
        try {
            return Files.readAllBytes(EXAMPLES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The wrong variants of the shipped process, by their names. */
    static List<String> wrongExamples() {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("wrong"))) {
            return files.map(file -> "wrong/" + file.getFileName())
                    .filter(file -> file.endsWith(".bpmn"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] shipped() {
        try (InputStream file = Processes.class.getResourceAsStream("/io/sluice/promotion/bpmn/promotion.bpmn")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] parallelStages() {
        return drawn(BEGINNING + """
                <subProcess id="decide" name="Decide">
                  <startEvent id="deciding" />
                  <parallelGateway id="both" />
                """
                + approval("ask-business", "business", "business-late")
                + approval("ask-security", "security", "security-late")
                + """
                  <parallelGateway id="joined" />
                  <endEvent id="decided" />
                  <endEvent id="too-late"><errorEventDefinition errorRef="late" /></endEvent>
                """
                + flow("deciding", "both")
                + flow("both", "ask-business")
                + flow("both", "ask-security")
                + flow("ask-business", "joined")
                + flow("ask-security", "joined")
                + flow("business-late", "too-late")
                + flow("security-late", "too-late")
                + flow("joined", "decided")
                + """
                </subProcess>
                <boundaryEvent id="overdue" attachedToRef="decide"><errorEventDefinition errorRef="late" /></boundaryEvent>
                <exclusiveGateway id="approved" name="Approved?" default="approved-rejected" />
                <intermediateCatchEvent id="soak" name="Soak">
                  <timerEventDefinition><timeDate>${promotionPolicy.soak(execution)}</timeDate></timerEventDefinition>
                </intermediateCatchEvent>
                """
                + flow("passed", "decide", "${checksPassed}")
                + flow("decide", "approved")
                + flow("overdue", "expired")
                + flow("approved", "soak", "${approvalOutcome == 'APPROVED'}")
                + flow("approved", "rejected")
                + flow("soak", "reserve")
                + CHANGE);
    }

    private static byte[] stagesInARow() {
        return drawn(BEGINNING + """
                <subProcess id="decide" name="Decide">
                  <startEvent id="deciding" />
                  <exclusiveGateway id="first" default="first-no" />
                  <exclusiveGateway id="second" default="second-no" />
                """
                + approval("ask-business", "business", "business-late")
                + approval("ask-security", "security", "security-late")
                + """
                  <endEvent id="granted" />
                  <endEvent id="no"><errorEventDefinition errorRef="denied" /></endEvent>
                  <endEvent id="too-late"><errorEventDefinition errorRef="late" /></endEvent>
                  <subProcess id="asked" triggeredByEvent="true">
                    <startEvent id="question-comes" isInterrupting="false">
                      <messageEventDefinition messageRef="question" />
                    </startEvent>
                    <serviceTask id="answer" name="Answer" camunda:delegateExpression="${promotionNotify}">
                      <extensionElements><camunda:field name="message"><camunda:string>Asked</camunda:string>
                      </camunda:field></extensionElements>
                    </serviceTask>
                    <endEvent id="answered" />
                """
                + flow("question-comes", "answer")
                + flow("answer", "answered")
                + "</subProcess>"
                + flow("deciding", "ask-business")
                + flow("ask-business", "first")
                + flow("first", "ask-security", "${approvalOutcome == 'APPROVED'}")
                + flow("first", "no")
                + flow("ask-security", "second")
                + flow("second", "granted", "${approvalOutcome == 'APPROVED'}")
                + flow("second", "no")
                + flow("business-late", "too-late")
                + flow("security-late", "too-late")
                + """
                </subProcess>
                <boundaryEvent id="overdue" attachedToRef="decide"><errorEventDefinition errorRef="late" /></boundaryEvent>
                <boundaryEvent id="denied-now" attachedToRef="decide"><errorEventDefinition errorRef="denied" /></boundaryEvent>
                """
                + flow("passed", "decide", "${checksPassed}")
                + flow("decide", "reserve")
                + flow("overdue", "expired")
                + flow("denied-now", "rejected")
                + CHANGE);
    }

    /** The file of a process with a picture. */
    static byte[] drawn(String elements) {
        String process = "<process id=\"promotion\" name=\"Promotion\" isExecutable=\"true\""
                + " camunda:historyTimeToLive=\"P180D\">" + elements + "</process>";
        BpmnDom dom = BpmnDom.of(BpmnFile.bytes(BpmnFile.definitions(process + ERRORS)));
        Drawing.draw(dom);
        return dom.bytes();
    }

    static String flow(String from, String to) {
        return flow(from, to, "");
    }

    static String flow(String from, String to, String condition) {
        return "<sequenceFlow id=\"" + from + "-" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\">"
                + (condition.isEmpty()
                        ? ""
                        : "<conditionExpression xsi:type=\"tFormalExpression\">" + condition + "</conditionExpression>")
                + "</sequenceFlow>";
    }

    private static String approval(String id, String stage, String late) {
        return """
                <userTask id="%s" name="Approve"><extensionElements><camunda:properties>
                  <camunda:property name="promotion.step" value="approval" />
                  <camunda:property name="promotion.stage" value="%s" />
                </camunda:properties></extensionElements></userTask>
                <boundaryEvent id="%s" name="Late" attachedToRef="%s"><timerEventDefinition>
                  <timeDate>${promotionPolicy.approvalDeadline(execution)}</timeDate>
                </timerEventDefinition></boundaryEvent>
                """.formatted(id, stage, late, id);
    }

    private static String external(String id, String topic) {
        return "<serviceTask id=\"%s\" name=\"%s\" camunda:type=\"external\" camunda:topic=\"promotion.%s\" />"
                .formatted(id, id, topic);
    }

    private static String end(String id, String outcome) {
        return """
                <endEvent id="%s" name="%s"><extensionElements><camunda:properties>
                  <camunda:property name="promotion.outcome" value="%s" />
                </camunda:properties></extensionElements></endEvent>
                """.formatted(id, id, outcome);
    }

    private static final String BEGINNING = """
            <startEvent id="requested" name="Requested" />
            <exclusiveGateway id="passed" name="Passed?" default="passed-checks-failed" />
            """
            + external("checks", "checks")
            + end("checks-failed", "CHECKS_FAILED")
            + end("expired", "EXPIRED")
            + end("rejected", "REJECTED")
            + flow("requested", "checks")
            + flow("checks", "passed")
            + flow("passed", "checks-failed");

    private static final String CHANGE = """
            <serviceTask id="reserve" name="Reserve" camunda:delegateExpression="${promotionReserve}" camunda:asyncBefore="true" />
            <boundaryEvent id="is-busy" attachedToRef="reserve"><errorEventDefinition errorRef="busy" /></boundaryEvent>
            <intermediateCatchEvent id="try-again" name="Try again">
              <timerEventDefinition><timeDuration>PT5M</timeDuration></timerEventDefinition>
            </intermediateCatchEvent>
            <serviceTask id="confirm" name="Confirm" camunda:delegateExpression="${promotionConfirm}" />
            <boundaryEvent id="is-refused" attachedToRef="confirm"><errorEventDefinition errorRef="refused" /></boundaryEvent>
            <subProcess id="change" name="Change">
              <startEvent id="changing" />
              <endEvent id="changed" />
            """
            + external("deploy", "deploy")
            + external("verify", "verify")
            + flow("changing", "deploy")
            + flow("deploy", "verify")
            + flow("verify", "changed")
            + """
            </subProcess>
            <boundaryEvent id="is-broken" attachedToRef="change"><errorEventDefinition errorRef="broken" /></boundaryEvent>
            <boundaryEvent id="is-wrong" attachedToRef="change"><errorEventDefinition errorRef="wrong" /></boundaryEvent>
            """
            + external("roll-back", "rollback")
            + """
            <boundaryEvent id="is-lost" attachedToRef="roll-back"><errorEventDefinition errorRef="lost" /></boundaryEvent>
            <userTask id="repair" name="Repair"><extensionElements><camunda:properties>
              <camunda:property name="promotion.step" value="repair" />
            </camunda:properties></extensionElements></userTask>
            """
            + end("promoted", "PROMOTED")
            + end("not-allowed", "NOT_ALLOWED")
            + end("rolled-back", "ROLLED_BACK")
            + end("rollback-failed", "ROLLBACK_FAILED")
            + flow("reserve", "confirm")
            + flow("is-busy", "try-again")
            + flow("try-again", "reserve")
            + flow("confirm", "change")
            + flow("is-refused", "not-allowed")
            + flow("change", "promoted")
            + flow("is-broken", "roll-back")
            + flow("is-wrong", "roll-back")
            + flow("roll-back", "rolled-back")
            + flow("is-lost", "repair")
            + flow("repair", "rollback-failed");
}
