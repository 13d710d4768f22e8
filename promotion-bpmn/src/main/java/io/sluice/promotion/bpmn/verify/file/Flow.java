package io.sluice.promotion.bpmn.verify.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a token can go at once, without anybody or anything being waited for. Each step has a point before it and one
 * after it; they are joined when the step can be passed without waiting. Where the file leaves it open the flow assumes
 * that it can.
 */
final class Flow {
    /** A place of a token: before a step, or after it. */
    record Point(ProcessElement step, boolean after) {
        static Point before(ProcessElement step) {
            return new Point(step, false);
        }

        static Point after(ProcessElement step) {
            return new Point(step, true);
        }
    }

    private static final Set<EventKind> THROWN = Set.of(EventKind.ERROR, EventKind.ESCALATION, EventKind.CANCEL);

    private final Map<Point, List<Point>> next = new LinkedHashMap<>();
    private final Map<String, ProcessElement> steps = new HashMap<>();

    private Flow() {}

    static Flow of(ProcessElement process) {
        Flow flow = new Flow();
        List<ProcessElement> nodes =
                process.withDescendants().filter(Flow::isNode).toList();
        nodes.forEach(node -> flow.steps.put(node.id(), node));
        nodes.forEach(flow::connect);
        process.withDescendants().filter(element -> element.is("sequenceFlow")).forEach(flow::connectSequence);
        nodes.forEach(flow::connectSignalsAndLinks);
        return flow;
    }

    static boolean isNode(ProcessElement element) {
        return element.isOneOf(
                        "startEvent", "endEvent", "boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent")
                || element.isOneOf("exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway")
                || element.isOneOf("task", "manualTask", "userTask", "serviceTask", "sendTask", "receiveTask")
                || element.is("callActivity")
                || isScope(element);
    }

    Set<Point> points() {
        return next.keySet();
    }

    List<Point> next(Point point) {
        return next.getOrDefault(point, List.of());
    }

    private static boolean isScope(ProcessElement element) {
        return element.isOneOf("subProcess", "transaction");
    }

    private static boolean isEventScope(ProcessElement scope) {
        return scope.attribute("triggeredByEvent").orElse("").equals("true");
    }

    private void connect(ProcessElement node) {
        if (isScope(node)) {
            connectScope(node);
        } else if (!waits(node)) {
            join(Point.before(node), Point.after(node));
        }
        if (node.is("boundaryEvent")) {
            connectBoundary(node);
        }
        if (canThrow(node)) {
            connectThrow(node);
        }
        if (leavesScope(node)) {
            node.parent().filter(Flow::isScope).ifPresent(scope -> join(Point.after(node), Point.after(scope)));
        }
    }

    private void connectScope(ProcessElement scope) {
        if (!isEventScope(scope)) {
            scope.children("startEvent").forEach(start -> join(Point.before(scope), Point.before(start)));
        }
        if (mayBeSkipped(scope)) {
            join(Point.before(scope), Point.after(scope));
        }
    }

    /** A token at a node without a way on ends its scope, and with it goes on behind the scope. */
    private static boolean leavesScope(ProcessElement node) {
        if (node.is("endEvent")) {
            return !THROWN.contains(EventKind.of(node));
        }
        if (isScope(node) && isEventScope(node)) {
            return true;
        }
        return node.parent()
                .orElseThrow()
                .children("sequenceFlow")
                .noneMatch(flow -> flow.attribute("sourceRef").orElse("").equals(node.id()));
    }

    private static boolean waits(ProcessElement node) {
        if (mayBeSkipped(node) || isSettledAtOnce(node)) {
            return false;
        }
        if (node.isOneOf("userTask", "receiveTask", "eventBasedGateway") || isExternal(node)) {
            return true;
        }
        if (node.is("intermediateCatchEvent")) {
            return EventKind.of(node) != EventKind.LINK;
        }
        return node.is("intermediateThrowEvent")
                && node.children("messageEventDefinition").anyMatch(Flow::isExternal);
    }

    /** An approval asks nobody when everything is granted already, or somebody has said no. */
    private static boolean isSettledAtOnce(ProcessElement node) {
        return node.is("userTask") && node.property(KnownSteps.STEP).equals(Optional.of("approval"));
    }

    private static boolean isExternal(ProcessElement element) {
        return element.camunda("type").orElse("").equals("external");
    }

    /** Over an empty collection a step is not run at all. */
    private static boolean mayBeSkipped(ProcessElement node) {
        return node.children("multiInstanceLoopCharacteristics")
                .anyMatch(repetition -> repetition.camunda("collection").isPresent());
    }

    private static boolean canThrow(ProcessElement node) {
        if (node.isOneOf("endEvent", "intermediateThrowEvent")) {
            return THROWN.contains(EventKind.of(node));
        }
        return node.is("callActivity") || (node.isOneOf("serviceTask", "sendTask") && !isExternal(node));
    }

    private void connectBoundary(ProcessElement boundary) {
        ProcessElement host = steps.get(boundary.attribute("attachedToRef").orElse(""));
        if (host != null && canThrow(host) && THROWN.contains(EventKind.of(boundary))) {
            join(Point.before(host), Point.before(boundary));
        }
    }

    /** To whatever can catch an error or escalation on its way out. */
    private void connectThrow(ProcessElement thrower) {
        Optional<ProcessElement> scope = thrower.parent();
        while (scope.isPresent()) {
            ProcessElement here = scope.get();
            catching(here).forEach(start -> join(Point.before(thrower), Point.before(start)));
            here.parent().stream()
                    .flatMap(outside -> outside.children("boundaryEvent"))
                    .filter(boundary ->
                            boundary.attribute("attachedToRef").orElse("").equals(here.id()))
                    .filter(boundary -> THROWN.contains(EventKind.of(boundary)))
                    .forEach(boundary -> join(Point.before(thrower), Point.before(boundary)));
            scope = here.parent();
        }
    }

    private static Stream<ProcessElement> catching(ProcessElement scope) {
        return scope.children("subProcess", "transaction")
                .filter(Flow::isEventScope)
                .flatMap(inner -> inner.children("startEvent"))
                .filter(start -> THROWN.contains(EventKind.of(start)));
    }

    private void connectSequence(ProcessElement flow) {
        ProcessElement source = steps.get(flow.attribute("sourceRef").orElse(""));
        ProcessElement target = steps.get(flow.attribute("targetRef").orElse(""));
        if (source != null && target != null) {
            join(Point.after(source), Point.before(target));
        }
    }

    /** A signal reaches whoever waits for it in the same moment; a link is a jump. */
    private void connectSignalsAndLinks(ProcessElement thrower) {
        if (!thrower.isOneOf("intermediateThrowEvent", "endEvent")) {
            return;
        }
        EventKind kind = EventKind.of(thrower);
        if (kind != EventKind.SIGNAL && kind != EventKind.LINK) {
            return;
        }
        String attribute = kind == EventKind.SIGNAL ? "signalRef" : "name";
        String name = EventKind.attribute(thrower, attribute);
        steps.values().stream()
                .filter(node -> node.isOneOf("startEvent", "boundaryEvent", "intermediateCatchEvent"))
                .filter(node -> EventKind.of(node) == kind
                        && EventKind.attribute(node, attribute).equals(name))
                .forEach(catcher -> join(Point.before(thrower), Point.after(catcher)));
    }

    private void join(Point from, Point to) {
        next.computeIfAbsent(from, point -> new ArrayList<>()).add(to);
    }
}
