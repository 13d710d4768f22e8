package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What the elements of some files mean for a promotion, read from the files alone.
 *
 * @param steps what each step is, by its id
 * @param stages the approval stage that a step names, by its id
 * @param outcomes of the ends that have one, by the id of the end
 * @param hosts what a boundary event sits on, by the id of the event
 * @param plainReceivers receive tasks that wait for no message
 * @param besides events that interrupt nothing
 * @param collections names of variables over which something is repeated, sorted
 * @param single activities that are not repeated, themselves or with what is around them
 */
record Marks(
        Map<String, Step> steps,
        Map<String, String> stages,
        Map<String, String> outcomes,
        Map<String, String> hosts,
        Set<String> plainReceivers,
        Set<String> besides,
        SortedSet<String> collections,
        Set<String> single) {
    private static final Set<String> ACTIVITIES =
            Set.of("userTask", "serviceTask", "sendTask", "receiveTask", "intermediateCatchEvent");

    static Marks of(Vocabulary vocabulary, byte[]... files) {
        Marks marks = new Marks(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashSet<>(),
                new HashSet<>(),
                new TreeSet<>(),
                new HashSet<>());
        for (byte[] file : files) {
            BpmnDom.of(file).all().forEach(element -> marks.read(vocabulary, element));
        }
        return marks;
    }

    boolean is(String id, Effect effect) {
        return Optional.ofNullable(steps.get(id)).map(Step::effect).equals(Optional.of(effect));
    }

    Set<String> errors(String id) {
        return Optional.ofNullable(steps.get(id)).map(Step::errors).orElse(Set.of());
    }

    private static boolean isRepeated(Element element) {
        for (Node at = element; at instanceof Element here; at = at.getParentNode()) {
            if (BpmnDom.child(here, "multiInstanceLoopCharacteristics").isPresent()) {
                return true;
            }
        }
        return false;
    }

    private void read(Vocabulary vocabulary, Element element) {
        String id = element.getAttribute("id");
        String collection = element.getAttributeNS(BpmnDom.CAMUNDA, "collection");
        if (collection.matches("\\w+")) {
            collections.add(collection);
        }
        if (ACTIVITIES.contains(element.getLocalName()) && !isRepeated(element)) {
            single.add(id);
        }
        if (element.getAttribute("cancelActivity").equals("false")
                || element.getAttribute("isInterrupting").equals("false")) {
            besides.add(id);
        }
        if (BpmnDom.is(element, "serviceTask") || BpmnDom.is(element, "sendTask")) {
            step(vocabulary, element).ifPresent(step -> steps.put(id, step));
        } else if (BpmnDom.is(element, "messageEventDefinition")) {
            step(vocabulary, element)
                    .ifPresent(step -> steps.put(((Element) element.getParentNode()).getAttribute("id"), step));
        } else if (BpmnDom.is(element, "userTask")) {
            property(element, "promotion.step")
                    .ifPresent(step -> steps.put(
                            id,
                            new Step(step.equals("approval") ? Effect.APPROVAL : Effect.REPAIR, Set.of(), Set.of())));
            property(element, "promotion.stage").ifPresent(stage -> stages.put(id, stage));
        } else if (BpmnDom.is(element, "endEvent")) {
            property(element, "promotion.outcome").ifPresent(outcome -> outcomes.put(id, outcome));
        } else if (BpmnDom.is(element, "boundaryEvent")) {
            hosts.put(id, element.getAttribute("attachedToRef"));
        } else if (BpmnDom.is(element, "receiveTask") && !element.hasAttribute("messageRef")) {
            plainReceivers.add(id);
        }
    }

    private static Optional<Step> step(Vocabulary vocabulary, Element element) {
        String topic = element.getAttributeNS(BpmnDom.CAMUNDA, "topic");
        String delegate = element.getAttributeNS(BpmnDom.CAMUNDA, "delegateExpression");
        return topic.isEmpty()
                ? Optional.ofNullable(vocabulary.delegates().get(delegate.replaceAll("[${}\\s]", "")))
                : Optional.ofNullable(vocabulary.topics().get(topic));
    }

    private static Optional<String> property(Element element, String name) {
        return BpmnDom.children(element)
                .filter(child -> BpmnDom.is(child, "extensionElements"))
                .flatMap(BpmnDom::children)
                .flatMap(BpmnDom::children)
                .filter(property -> property.getAttribute("name").equals(name))
                .map(property -> property.getAttribute("value"))
                .findFirst();
    }
}
