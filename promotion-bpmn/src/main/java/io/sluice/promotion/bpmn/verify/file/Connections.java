package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.Places.named;
import static io.sluice.promotion.bpmn.verify.file.ProcessElement.shown;

import io.sluice.promotion.bpmn.verify.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Flows, boundary events and default flows lead from and to things that are there, within one scope. */
final class Connections implements ProcessRule {
    @Override
    public void check(ProcessElement root, Findings found) {
        root.withDescendants()
                .filter(element -> element.isOneOf("process", "subProcess", "transaction"))
                .forEach(scope -> checkScope(scope, found));
    }

    private static void checkScope(ProcessElement scope, Findings found) {
        Map<String, ProcessElement> nodes = new HashMap<>();
        scope.children().stream().filter(Flow::isNode).forEach(node -> nodes.put(node.id(), node));
        List<ProcessElement> flows = scope.children("sequenceFlow").toList();
        flows.forEach(flow -> checkFlow(flow, nodes, found));
        scope.children("boundaryEvent").forEach(boundary -> checkBoundary(boundary, nodes, found));
        nodes.values().forEach(node -> checkDefault(node, flows, found));
    }

    private static void checkFlow(ProcessElement flow, Map<String, ProcessElement> nodes, Findings found) {
        end(flow, "sourceRef", nodes, found)
                .filter(source -> source.is("endEvent") || isEventScope(source))
                .ifPresent(source -> wrong(
                        found,
                        flow,
                        "Flow " + named(flow) + " begins at " + named(source) + ", from where nothing goes on.",
                        "Let it begin somewhere else, or remove it."));
        end(flow, "targetRef", nodes, found)
                .filter(target -> target.isOneOf("startEvent", "boundaryEvent") || isEventScope(target))
                .ifPresent(target -> wrong(
                        found,
                        flow,
                        "Flow " + named(flow) + " leads to " + named(target) + ", which begins by itself.",
                        "Lead it to what comes after that."));
    }

    private static Optional<ProcessElement> end(
            ProcessElement flow, String attribute, Map<String, ProcessElement> nodes, Findings found) {
        String id = flow.attribute(attribute).orElse("");
        Optional<ProcessElement> node = Optional.ofNullable(nodes.get(id));
        if (node.isEmpty()) {
            wrong(
                    found,
                    flow,
                    "Flow " + named(flow) + (attribute.equals("sourceRef") ? " begins at \"" : " leads to \"")
                            + shown(id) + "\", which is not there, or not in the same process or sub-process.",
                    "Connect it again.");
        }
        return node;
    }

    private static void checkBoundary(ProcessElement boundary, Map<String, ProcessElement> nodes, Findings found) {
        String id = boundary.attribute("attachedToRef").orElse("");
        ProcessElement host = nodes.get(id);
        if (host == null) {
            wrong(
                    found,
                    boundary,
                    named(boundary) + " is attached to \"" + shown(id) + "\", which is not there.",
                    "Attach it to a step.");
        } else if (!isActivity(host) || isEventScope(host)) {
            wrong(
                    found,
                    boundary,
                    named(boundary) + " is attached to " + named(host) + ", which is no step.",
                    "Attach it to a step.");
        }
    }

    private static void checkDefault(ProcessElement node, List<ProcessElement> flows, Findings found) {
        node.attribute("default")
                .filter(id -> flows.stream()
                        .noneMatch(flow -> flow.id().equals(id)
                                && flow.attribute("sourceRef").orElse("").equals(node.id())))
                .ifPresent(id -> wrong(
                        found,
                        node,
                        "The default flow \"" + shown(id) + "\" of " + named(node) + " does not begin there.",
                        "Choose one of its own flows as the default."));
    }

    private static boolean isActivity(ProcessElement node) {
        return node.isOneOf("task", "manualTask", "userTask", "serviceTask", "sendTask", "receiveTask")
                || node.isOneOf("callActivity", "subProcess", "transaction");
    }

    private static boolean isEventScope(ProcessElement node) {
        return node.attribute("triggeredByEvent").orElse("").equals("true");
    }

    private static void wrong(Findings found, ProcessElement at, String message, String repair) {
        found.say(Rule.V_ELEMENT, "bpmn.connection", at, message, repair);
    }
}
