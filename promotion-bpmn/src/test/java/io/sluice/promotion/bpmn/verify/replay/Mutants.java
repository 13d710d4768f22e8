package io.sluice.promotion.bpmn.verify.replay;

import static io.sluice.promotion.bpmn.verify.replay.BpmnDom.CAMUNDA;
import static io.sluice.promotion.bpmn.verify.replay.BpmnDom.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/** Every way in which a process can be changed in one place. */
final class Mutants {
    private static final Set<String> ACTIVITIES =
            Set.of("serviceTask", "userTask", "sendTask", "receiveTask", "subProcess", "transaction", "callActivity");
    private static final List<String> TOPICS =
            List.of("promotion.checks", "promotion.deploy", "promotion.verify", "promotion.rollback");
    private static final List<String> BEANS = List.of("promotionRemind", "promotionReserve", "promotionConfirm");
    private static final List<String> OUTCOMES = List.of(
            "PROMOTED", "CHECKS_FAILED", "NOT_ALLOWED", "ROLLBACK_FAILED", "REJECTED", "EXPIRED", "ROLLED_BACK");

    private final BpmnDom original;
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutants(byte[] bpmn) {
        this.original = BpmnDom.of(bpmn);
        original.all()
                .filter(element -> BpmnDom.is(element, "incoming") || BpmnDom.is(element, "outgoing"))
                .toList()
                .forEach(BpmnDom::remove);
    }

    /** All of them, always in the same order. */
    static List<Mutant> of(byte[] bpmn) {
        Mutants mutants = new Mutants(bpmn);
        mutants.flows();
        mutants.conditions();
        mutants.boundaryEvents();
        mutants.steps();
        mutants.properties();
        mutants.gateways();
        mutants.repetitions();
        mutants.removals();
        return List.copyOf(mutants.mutants);
    }

    private void flows() {
        for (Element flow : list("sequenceFlow"::equals)) {
            for (Element node : nodes(flow)) {
                String id = node.getAttribute("id");
                if (!id.equals(flow.getAttribute("targetRef"))) {
                    mutate(
                            "flow",
                            id(flow) + " to " + id,
                            dom -> dom.element(id(flow)).setAttribute("targetRef", id));
                }
            }
            mutate("flow", "without " + id(flow), dom -> {
                dom.all()
                        .filter(gateway -> gateway.getAttribute("default").equals(id(flow)))
                        .forEach(gateway -> gateway.removeAttribute("default"));
                BpmnDom.remove(dom.element(id(flow)));
            });
        }
        for (Element node : list(kind -> ACTIVITIES.contains(kind) || kind.equals("boundaryEvent"))) {
            for (Element target : nodes(node)) {
                if (ACTIVITIES.contains(target.getLocalName())) {
                    mutate("more flow", id(node) + " to " + id(target), dom -> {
                        Element flow = dom.create("sequenceFlow");
                        flow.setAttribute("id", "more");
                        flow.setAttribute("sourceRef", id(node));
                        flow.setAttribute("targetRef", id(target));
                        dom.element(id(node)).getParentNode().appendChild(flow);
                    });
                }
            }
        }
    }

    private void conditions() {
        for (Element flow : list("sequenceFlow"::equals)) {
            Optional<String> condition = child(flow, "conditionExpression")
                    .map(Element::getTextContent)
                    .map(String::strip);
            if (condition.isEmpty()) {
                continue;
            }
            String inner = condition.get().substring(2, condition.get().length() - 1);
            for (String other : List.of(
                    "${!(" + inner + ")}",
                    "${true}",
                    "${checksPassed}",
                    "${!checksPassed}",
                    "${approvalOutcome == 'APPROVED'}",
                    "${approvalOutcome != 'APPROVED'}",
                    "${approvalOutcome == 'REJECTED'}",
                    "${approvalOutcome != 'REJECTED'}",
                    "${" + inner + " || approvalOutcome == 'REJECTED'}",
                    "${" + inner + " && checksPassed}")) {
                if (!other.equals(condition.get())) {
                    mutate(
                            "condition",
                            id(flow) + " " + other,
                            dom -> child(dom.element(id(flow)), "conditionExpression")
                                    .orElseThrow()
                                    .setTextContent(other));
                }
            }
            mutate(
                    "condition",
                    id(flow) + " dropped",
                    dom -> BpmnDom.remove(
                            child(dom.element(id(flow)), "conditionExpression").orElseThrow()));
            mutate("condition", id(flow) + " moved to the default", dom -> moveDefault(dom, id(flow)));
        }
        for (Element gateway : list(kind -> kind.endsWith("Gateway"))) {
            if (gateway.hasAttribute("default")) {
                mutate(
                        "condition",
                        id(gateway) + " without default",
                        dom -> dom.element(id(gateway)).removeAttribute("default"));
            }
        }
    }

    private static void moveDefault(BpmnDom dom, String flow) {
        Element conditional = dom.element(flow);
        Element gateway = dom.element(conditional.getAttribute("sourceRef"));
        Element other = dom.element(gateway.getAttribute("default"));
        other.appendChild(child(conditional, "conditionExpression").orElseThrow());
        gateway.setAttribute("default", flow);
    }

    private void boundaryEvents() {
        for (Element event : list("boundaryEvent"::equals)) {
            mutate("boundary", "without " + id(event), dom -> {
                removeFlows(dom, id(event));
                BpmnDom.remove(dom.element(id(event)));
            });
            for (Element host : nodes(event)) {
                if (ACTIVITIES.contains(host.getLocalName()) && !id(host).equals(event.getAttribute("attachedToRef"))) {
                    mutate(
                            "boundary",
                            id(event) + " at " + id(host),
                            dom -> dom.element(id(event)).setAttribute("attachedToRef", id(host)));
                }
            }
            if (child(event, "timerEventDefinition").isPresent()) {
                mutate("boundary", id(event) + " toggled", dom -> {
                    Element same = dom.element(id(event));
                    same.setAttribute(
                            "cancelActivity",
                            String.valueOf(same.getAttribute("cancelActivity").equals("false")));
                });
            }
            child(event, "errorEventDefinition").ifPresent(definition -> {
                for (Element error : list("error"::equals)) {
                    if (!id(error).equals(definition.getAttribute("errorRef"))) {
                        mutate(
                                "boundary",
                                id(event) + " for " + id(error),
                                dom -> child(dom.element(id(event)), "errorEventDefinition")
                                        .orElseThrow()
                                        .setAttribute("errorRef", id(error)));
                    }
                }
                mutate(
                        "boundary",
                        id(event) + " for every error",
                        dom -> child(dom.element(id(event)), "errorEventDefinition")
                                .orElseThrow()
                                .removeAttribute("errorRef"));
            });
        }
    }

    private void steps() {
        for (Element step : list("serviceTask"::equals)) {
            for (String topic : TOPICS) {
                if (!topic.equals(step.getAttributeNS(CAMUNDA, "topic"))) {
                    mutate("step", id(step) + " " + topic, dom -> {
                        dom.element(id(step)).removeAttributeNS(CAMUNDA, "delegateExpression");
                        dom.element(id(step)).setAttributeNS(CAMUNDA, "camunda:type", "external");
                        dom.element(id(step)).setAttributeNS(CAMUNDA, "camunda:topic", topic);
                    });
                }
            }
            for (String bean : BEANS) {
                if (!step.getAttributeNS(CAMUNDA, "delegateExpression").contains(bean)) {
                    mutate("step", id(step) + " " + bean, dom -> {
                        dom.element(id(step)).removeAttributeNS(CAMUNDA, "type");
                        dom.element(id(step)).removeAttributeNS(CAMUNDA, "topic");
                        dom.element(id(step)).setAttributeNS(CAMUNDA, "camunda:delegateExpression", "${" + bean + "}");
                    });
                }
            }
            mutate(
                    "step",
                    id(step) + " asyncAfter",
                    dom -> dom.element(id(step)).setAttributeNS(CAMUNDA, "camunda:asyncAfter", "true"));
            mutate(
                    "step",
                    id(step) + " asyncBefore",
                    dom -> dom.element(id(step)).setAttributeNS(CAMUNDA, "camunda:asyncBefore", "true"));
        }
    }

    private void properties() {
        List<Element> properties = original.all()
                .filter(element -> CAMUNDA.equals(element.getNamespaceURI())
                        && element.getLocalName().equals("property"))
                .toList();
        for (int i = 0; i < properties.size(); i++) {
            int nth = i;
            String value = properties.get(i).getAttribute("value");
            List<String> others = switch (properties.get(i).getAttribute("name")) {
                case "promotion.outcome" -> OUTCOMES;
                case "promotion.step" -> List.of("approval", "repair");
                default -> List.of("business", "security", "approval", "unheard-of");
            };
            others.stream()
                    .filter(other -> !other.equals(value))
                    .forEach(other -> mutate(
                            "property",
                            value + " " + nth + " " + other,
                            dom -> property(dom, nth).setAttribute("value", other)));
            mutate(
                    "property",
                    value + " " + nth + " dropped",
                    dom -> BpmnDom.remove((Element) property(dom, nth).getParentNode()));
        }
    }

    private static Element property(BpmnDom dom, int nth) {
        return dom.all()
                .filter(element -> CAMUNDA.equals(element.getNamespaceURI())
                        && element.getLocalName().equals("property"))
                .skip(nth)
                .findFirst()
                .orElseThrow();
    }

    private void gateways() {
        List<String> kinds = List.of("exclusiveGateway", "parallelGateway", "inclusiveGateway");
        for (Element gateway : list(kinds::contains)) {
            for (String kind : kinds) {
                if (!kind.equals(gateway.getLocalName())) {
                    mutate("gateway", id(gateway) + " " + kind, dom -> {
                        Element renamed = dom.rename(dom.element(id(gateway)), kind);
                        if (kind.equals("parallelGateway")) {
                            renamed.removeAttribute("default");
                        }
                    });
                }
            }
        }
        for (Element end : list("endEvent"::equals)) {
            mutate("end", id(end) + " terminates", dom -> {
                BpmnDom.children(dom.element(id(end)))
                        .filter(definition -> definition.getLocalName().endsWith("EventDefinition"))
                        .toList()
                        .forEach(BpmnDom::remove);
                dom.element(id(end)).appendChild(dom.create("terminateEventDefinition"));
            });
        }
    }

    private void repetitions() {
        for (Element activity : list(ACTIVITIES::contains)) {
            for (String times : List.of("2", "0", "${maybe.times('again')}")) {
                mutate("repetition", id(activity) + " " + times, dom -> {
                    Element loop = dom.create("multiInstanceLoopCharacteristics");
                    loop.setAttribute("isSequential", String.valueOf(times.equals("0")));
                    Element cardinality = dom.create("loopCardinality");
                    cardinality.setAttributeNS(BpmnDom.XSI, "xsi:type", dom.qualified("tFormalExpression"));
                    cardinality.setTextContent(times);
                    loop.appendChild(cardinality);
                    Element same = dom.element(id(activity));
                    Optional<Element> first = BpmnDom.children(same)
                            .filter(part ->
                                    !BpmnDom.is(part, "documentation") && !BpmnDom.is(part, "extensionElements"))
                            .findFirst();
                    if (first.isPresent()) {
                        same.insertBefore(loop, first.get());
                    } else {
                        same.appendChild(loop);
                    }
                });
            }
        }
    }

    /** Each node left out, with what came before it leading to what came after it. */
    private void removals() {
        for (Element node : list(
                kind -> ACTIVITIES.contains(kind) || kind.endsWith("Gateway") || kind.startsWith("intermediate"))) {
            List<Element> out = list("sequenceFlow"::equals).stream()
                    .filter(flow -> flow.getAttribute("sourceRef").equals(id(node)))
                    .toList();
            for (Element way : out) {
                mutate("removal", id(node) + " for " + way.getAttribute("targetRef"), dom -> {
                    dom.all("boundaryEvent")
                            .filter(event -> event.getAttribute("attachedToRef").equals(id(node)))
                            .toList()
                            .forEach(event -> {
                                removeFlows(dom, id(event));
                                BpmnDom.remove(event);
                            });
                    removeFlows(dom, id(node));
                    dom.all("sequenceFlow")
                            .filter(flow -> flow.getAttribute("targetRef").equals(id(node)))
                            .forEach(flow -> flow.setAttribute("targetRef", way.getAttribute("targetRef")));
                    BpmnDom.remove(dom.element(id(node)));
                });
            }
        }
    }

    private static void removeFlows(BpmnDom dom, String source) {
        dom.all("sequenceFlow")
                .filter(flow -> flow.getAttribute("sourceRef").equals(source))
                .toList()
                .forEach(BpmnDom::remove);
    }

    private List<Element> list(Predicate<String> kind) {
        return original.all()
                .filter(element -> BpmnDom.BPMN.equals(element.getNamespaceURI()) && kind.test(element.getLocalName()))
                .toList();
    }

    /** What a flow in the same scope could lead to. */
    private static List<Element> nodes(Element beside) {
        return BpmnDom.children((Element) beside.getParentNode())
                .filter(element -> BpmnDom.BPMN.equals(element.getNamespaceURI()))
                .filter(element -> ACTIVITIES.contains(element.getLocalName())
                        || element.getLocalName().endsWith("Gateway")
                        || element.getLocalName().equals("endEvent")
                        || element.getLocalName().startsWith("intermediate"))
                .filter(element -> !element.getAttribute("triggeredByEvent").equals("true"))
                .toList();
    }

    private static String id(Element element) {
        return element.getAttribute("id");
    }

    private void mutate(String kind, String change, Consumer<BpmnDom> edit) {
        BpmnDom mutant = original.copy();
        edit.accept(mutant);
        Drawing.draw(mutant);
        mutants.add(new Mutant(kind, change, mutant.bytes()));
    }
}
