package io.sluice.promotion.bpmn.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A process file after a few changes of its elements and attributes. Each byte is an instruction or picks what it is about,
 * so that any bytes say something and similar bytes say something similar.
 */
final class MutilatedFile {
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final int MOST = 24;

    private static final List<String> ELEMENTS = List.of(
            "userTask",
            "serviceTask",
            "task",
            "scriptTask",
            "receiveTask",
            "sendTask",
            "manualTask",
            "businessRuleTask",
            "subProcess",
            "transaction",
            "callActivity",
            "adHocSubProcess",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "eventBasedGateway",
            "complexGateway",
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "sequenceFlow",
            "messageFlow",
            "timerEventDefinition",
            "errorEventDefinition",
            "messageEventDefinition",
            "signalEventDefinition",
            "escalationEventDefinition",
            "compensateEventDefinition",
            "cancelEventDefinition",
            "conditionalEventDefinition",
            "linkEventDefinition",
            "terminateEventDefinition",
            "multiInstanceLoopCharacteristics",
            "standardLoopCharacteristics",
            "dataObject",
            "laneSet",
            "process",
            "collaboration",
            "definitions",
            "extensionElements",
            "conditionExpression",
            "timeDuration",
            "timeCycle");

    private static final List<String> ATTRIBUTES = List.of(
            "id",
            "name",
            "sourceRef",
            "targetRef",
            "attachedToRef",
            "cancelActivity",
            "isExecutable",
            "default",
            "errorRef",
            "calledElement",
            "triggeredByEvent",
            "isInterrupting",
            "isSequential",
            "isForCompensation",
            "instantiate",
            "isClosed",
            "activityRef",
            "messageRef",
            "signalRef",
            "escalationRef",
            "processRef");

    private static final List<String> EXTENSIONS = List.of(
            "topic",
            "type",
            "delegateExpression",
            "expression",
            "class",
            "asyncBefore",
            "asyncAfter",
            "collection",
            "elementVariable",
            "resultVariable",
            "historyTimeToLive",
            "calledElementBinding",
            "calledElementVersion");

    private static final List<String> VALUES = List.of(
            "",
            "true",
            "false",
            "external",
            "promotion.deploy",
            "promotion.checks",
            "promotion.rollback",
            "${promotionReserve}",
            "${promotionConfirm}",
            "${checksPassed}",
            "${!checksPassed}",
            "${approvalOutcome == 'APPROVED'}",
            "${approvalOutcome != 'REJECTED' && checksPassed}",
            "${promotionPolicy.soak(execution)}",
            "${a[b ? c : d].e(f)}",
            "${((((((((((",
            "#{x}",
            "five days",
            "P1D",
            "PT0S",
            "P99999999999Y",
            "R/PT1M",
            "R5/PT1M",
            "R-1/P1D",
            "0 0 * * * ?",
            "2026-03-02T10:00:00Z",
            "approval",
            "PROMOTED",
            "REJECTED",
            "promotion.step",
            "promotion.outcome",
            "promotion.stage",
            "a\u0000b".replace('\u0000', ' '),
            "\ud83d\ude80",
            "x".repeat(5_000),
            "${" + "a.".repeat(400) + "b}",
            "-1",
            "99999999999999999999");

    private final Document document;
    private final byte[] instructions;
    private int next;

    private MutilatedFile(Document document, byte[] instructions) {
        this.document = document;
        this.instructions = instructions;
    }

    /** Whether these bytes are instructions and no file. */
    static boolean isInstruction(byte[] input) {
        return input.length > 0 && input[0] >= 0 && input[0] < 8;
    }

    /** The file after these instructions. */
    static byte[] of(byte[] file, byte[] instructions) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            MutilatedFile mutilated =
                    new MutilatedFile(factory.newDocumentBuilder().parse(new ByteArrayInputStream(file)), instructions);
            for (int i = 0; i < MOST && mutilated.next < instructions.length; i++) {
                mutilated.change();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(mutilated.document), new StreamResult(out));
            return out.toByteArray();
        } catch (Exception e) {
            throw new IllegalStateException("The instructions made something that is no document.", e);
        }
    }

    private void change() {
        int what = read() % 9;
        Element element = pick(elements());
        switch (what) {
            case 0 -> remove(element);
            case 1 -> copy(element, pick(elements()));
            case 2 -> rename(element, pick(ELEMENTS));
            case 3 -> element.setAttribute(pick(ATTRIBUTES), pick(ids()));
            case 4 -> element.setAttribute(pick(ATTRIBUTES), pick(VALUES));
            case 5 -> element.setAttributeNS(CAMUNDA, "camunda:" + pick(EXTENSIONS), pick(VALUES));
            case 6 -> element.setTextContent(pick(VALUES));
            case 7 -> move(element, pick(elements()));
            default -> add(element, pick(ELEMENTS));
        }
    }

    private static void remove(Element element) {
        if (element.getParentNode() instanceof Element parent) {
            parent.removeChild(element);
        }
    }

    private void copy(Element element, Element into) {
        if (elements().size() < 2_000 && element.getParentNode() instanceof Element) {
            into.appendChild(element.cloneNode(true));
        }
    }

    private void rename(Element element, String name) {
        if (element.getParentNode() instanceof Element) {
            document.renameNode(element, BPMN, "bpmn:" + name);
        }
    }

    private static void move(Element element, Element into) {
        for (Node above = into; above != null; above = above.getParentNode()) {
            if (above.equals(element)) {
                return; // Nothing moves into itself.
            }
        }
        if (element.getParentNode() instanceof Element) {
            into.appendChild(element);
        }
    }

    private void add(Element parent, String name) {
        Element added = document.createElementNS(BPMN, "bpmn:" + name);
        added.setAttribute("id", "added" + next);
        parent.appendChild(added);
    }

    private List<Element> elements() {
        NodeList all = document.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>(all.getLength());
        for (int i = 0; i < all.getLength(); i++) {
            elements.add((Element) all.item(i));
        }
        return elements;
    }

    private List<String> ids() {
        return elements().stream()
                .map(element -> element.getAttributeNode("id"))
                .filter(id -> id != null)
                .map(Attr::getValue)
                .toList();
    }

    /** Two bytes pick among many, one among few. */
    private <T> T pick(List<T> choices) {
        int place = choices.size() > 256 ? read() << 8 | read() : read();
        return choices.get(place % choices.size());
    }

    private int read() {
        return next < instructions.length ? instructions[next++] & 0xff : 0;
    }
}
