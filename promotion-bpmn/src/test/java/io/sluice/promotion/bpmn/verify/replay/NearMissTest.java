package io.sluice.promotion.bpmn.verify.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/** Changes that look like mistakes and are none: the engine shows no danger, and the file is proved. */
class NearMissTest {
    private static BareEngine bare;

    @BeforeAll
    static void startEngine() {
        bare = new BareEngine(Processes.vocabulary());
    }

    @AfterAll
    static void closeEngine() {
        bare.close();
    }

    private static void assertProved(byte[] original, PolicyDemands demands, Consumer<BpmnDom> change) {
        BpmnDom dom = BpmnDom.of(original);
        dom.all()
                .filter(element -> BpmnDom.is(element, "incoming") || BpmnDom.is(element, "outgoing"))
                .toList()
                .forEach(BpmnDom::remove);
        change.accept(dom);
        Drawing.draw(dom);
        byte[] bpmn = dom.bytes();
        try (EngineDriver driver = new EngineDriver(bare, Processes.vocabulary(), demands, bpmn)) {
            assertThat(Exploration.of(driver, 500).witnesses()).isEmpty();
        }
        Verification verification = Verifier.of(Processes.vocabulary()).verify("near.bpmn", bpmn, demands);
        assertThat(verification.errors()).isEmpty();
        assertThat(verification.isProved()).isTrue();
    }

    /** Puts a node into a flow. */
    private static void insert(BpmnDom dom, String flow, Element node) {
        Element before = dom.element(flow);
        Element more = dom.create("sequenceFlow");
        more.setAttribute("id", "behind-" + node.getAttribute("id"));
        more.setAttribute("sourceRef", node.getAttribute("id"));
        more.setAttribute("targetRef", before.getAttribute("targetRef"));
        before.setAttribute("targetRef", node.getAttribute("id"));
        before.getParentNode().insertBefore(node, before);
        before.getParentNode().insertBefore(more, before);
    }

    private static Element node(BpmnDom dom, String kind, String id) {
        Element node = dom.create(kind);
        node.setAttribute("id", id);
        node.setAttribute("name", id);
        return node;
    }

    private static Element notification(BpmnDom dom, String id) {
        Element node = node(dom, "serviceTask", id);
        node.setAttributeNS(BpmnDom.CAMUNDA, "camunda:delegateExpression", "${promotionNotify}");
        Element extensions = dom.create("extensionElements");
        Element field = dom.create(BpmnDom.CAMUNDA, "camunda:field");
        field.setAttribute("name", "message");
        Element text = dom.create(BpmnDom.CAMUNDA, "camunda:string");
        text.setTextContent("On its way");
        field.appendChild(text);
        extensions.appendChild(field);
        node.appendChild(extensions);
        return node;
    }

    private static Element pause(BpmnDom dom, String id) {
        Element node = node(dom, "intermediateCatchEvent", id);
        Element timer = dom.create("timerEventDefinition");
        Element duration = dom.create("timeDuration");
        duration.setAttributeNS(BpmnDom.XSI, "xsi:type", dom.qualified("tFormalExpression"));
        duration.setTextContent("PT1H");
        timer.appendChild(duration);
        node.appendChild(timer);
        return node;
    }

    @ParameterizedTest
    @EnumSource(value = Processes.class, mode = EnumSource.Mode.EXCLUDE, names = "GUARDED_RELEASE")
    void otherIdsAndNames(Processes process) {
        assertProved(process.bpmn(), process.demands(), dom -> {
            List<String> references = List.of("id", "sourceRef", "targetRef", "attachedToRef", "default");
            List<String> ids = dom.all()
                    .filter(element -> BpmnDom.BPMN.equals(element.getNamespaceURI()))
                    .filter(element -> !List.of("process", "error", "message", "definitions")
                            .contains(element.getLocalName()))
                    .map(element -> element.getAttribute("id"))
                    .toList();
            dom.all()
                    .filter(element -> BpmnDom.BPMN.equals(element.getNamespaceURI()))
                    .forEach(element -> {
                        references.stream()
                                .filter(name -> ids.contains(element.getAttribute(name))
                                        && !element.getAttribute(name).isEmpty())
                                .forEach(name -> element.setAttribute(name, "renamed-" + element.getAttribute(name)));
                        if (element.hasAttribute("name")
                                && !element.getLocalName().equals("message")) {
                            element.setAttribute("name", "Other " + element.getAttribute("name"));
                        }
                    });
        });
    }

    @ParameterizedTest
    @EnumSource(value = Processes.class, mode = EnumSource.Mode.EXCLUDE, names = "GUARDED_RELEASE")
    void aNotificationOnEachWay(Processes process) {
        List<String> flows = BpmnDom.of(process.bpmn())
                .all("sequenceFlow")
                .map(flow -> flow.getAttribute("id"))
                .toList();
        assertProved(
                process.bpmn(),
                process.demands(),
                dom -> flows.forEach(flow -> insert(dom, flow, notification(dom, "notify-" + flow))));
    }

    @ParameterizedTest
    @EnumSource(value = Processes.class, mode = EnumSource.Mode.EXCLUDE, names = "GUARDED_RELEASE")
    void aGatewayWithOneWayThroughEachFlow(Processes process) {
        List<String> flows = BpmnDom.of(process.bpmn())
                .all("sequenceFlow")
                .map(flow -> flow.getAttribute("id"))
                .toList();
        assertProved(
                process.bpmn(),
                process.demands(),
                dom -> flows.forEach(flow -> insert(dom, flow, node(dom, "exclusiveGateway", "gateway-" + flow))));
    }

    @ParameterizedTest
    @EnumSource(value = Processes.class, mode = EnumSource.Mode.EXCLUDE, names = "GUARDED_RELEASE")
    void aPauseBeforeTheChecks(Processes process) {
        assertProved(process.bpmn(), process.demands(), dom -> {
            String first = dom.all("sequenceFlow").findFirst().orElseThrow().getAttribute("id");
            insert(dom, first, pause(dom, "wait-a-little"));
        });
    }

    @ParameterizedTest
    @EnumSource(value = Processes.class, mode = EnumSource.Mode.EXCLUDE, names = "GUARDED_RELEASE")
    void eachStepOutsideInATransactionOfItsOwn(Processes process) {
        assertProved(
                process.bpmn(),
                process.demands(),
                dom -> dom.all("serviceTask")
                        .filter(step -> step.hasAttributeNS(BpmnDom.CAMUNDA, "topic"))
                        .forEach(step -> step.setAttributeNS(BpmnDom.CAMUNDA, "camunda:asyncBefore", "true")));
    }

    @ParameterizedTest
    @EnumSource(value = Processes.class, mode = EnumSource.Mode.EXCLUDE, names = "GUARDED_RELEASE")
    void nothingButAnotherPicture(Processes process) {
        assertProved(process.bpmn(), process.demands(), dom -> {});
    }

    @Test
    void morePeopleOrLessThanTheDrawingWasMadeFor() {
        byte[] shipped = Processes.SHIPPED.bpmn();

        assertProved(shipped, new PolicyDemands(List.of("business", "security"), true), dom -> {});
        assertProved(shipped, new PolicyDemands(List.of("approval"), false), dom -> {});
        assertProved(shipped, new PolicyDemands(List.of(), false), dom -> {});
    }
}
