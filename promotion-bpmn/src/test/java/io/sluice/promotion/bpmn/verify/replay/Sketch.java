package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.testing.BpmnFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Process files in short: one line an element, as {@code kind id words -> targets}. A sub-process ends its line with an
 * opening brace. A target with a question mark is taken or not, one with an exclamation mark is the default.
 *
 * <pre>
 * start s -> a
 * work a async -> g
 * or g -> b?, c!
 * on late at a timer beside -> d
 * </pre>
 */
final class Sketch {
    /** What a call hands over at least. */
    private static final String IDS = "<extensionElements>"
            + "<camunda:in source=\"promotionId\" target=\"promotionId\" />"
            + "<camunda:in source=\"organizationId\" target=\"organizationId\" /></extensionElements>";

    private static final List<String> EVENTS = List.of(
            "timer", "cycle", "message", "signal", "error", "escalation", "compensate", "link", "terminate", "cancel");

    private final String process;
    private final List<String> lines;
    private final Set<String> roots = new LinkedHashSet<>();
    private int at;

    private Sketch(String process, String text) {
        this.process = process;
        this.lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** The file of a process of this id. */
    static byte[] file(String process, String text) {
        Sketch sketch = new Sketch(process, text);
        String elements = sketch.scope();
        BpmnDom dom = BpmnDom.of(BpmnFile.bytes(BpmnFile.definitions("<process id=\"" + process
                + "\" isExecutable=\"true\">" + elements + "</process>" + String.join("", sketch.roots))));
        Drawing.draw(dom);
        return dom.bytes();
    }

    private String scope() {
        StringBuilder elements = new StringBuilder();
        StringBuilder artifacts = new StringBuilder();
        while (at < lines.size()) {
            String line = lines.get(at++);
            if (line.equals("}")) {
                break;
            }
            elements.append(element(line));
            if (line.startsWith("undo ")) {
                artifacts.append(association(line.split("\\s+")));
            }
        }
        return elements.append(artifacts).toString();
    }

    private String element(String line) {
        boolean opens = line.endsWith("{");
        String[] halves = line.replace("{", "").split("->", 2);
        List<String> words = new ArrayList<>(Arrays.asList(halves[0].strip().split("\\s+")));
        String kind = words.remove(0);
        String id = words.remove(0);
        List<String> targets = halves.length == 1
                ? List.of()
                : Arrays.stream(halves[1].split(","))
                        .map(String::strip)
                        .filter(target -> !target.isEmpty())
                        .toList();
        String inside = repetition(words) + eventDefinition(words) + (opens ? scope() : "");
        return node(kind, id, words, attributes(id, words, targets), inside)
                + targets.stream().map(target -> flow(id, target)).collect(Collectors.joining());
    }

    private String node(String kind, String id, List<String> words, String attributes, String inside) {
        return switch (kind) {
            case "start" ->
                tag("startEvent", attributes + (words.contains("beside") ? " isInterrupting=\"false\"" : ""), inside);
            case "end" -> tag("endEvent", attributes, inside);
            case "user" -> tag("userTask", attributes, inside);
            case "plain" -> tag("task", attributes, inside);
            case "receive" ->
                tag(
                        "receiveTask",
                        attributes + after(words, "for").map(this::messageRef).orElse(""),
                        inside);
            case "work" -> tag("serviceTask", attributes + " camunda:type=\"external\" camunda:topic=\"work\"", inside);
            case "safe" -> tag("serviceTask", attributes + " camunda:type=\"external\" camunda:topic=\"safe\"", inside);
            case "do" -> tag("serviceTask", attributes + " camunda:delegateExpression=\"${does}\"", inside);
            case "tell" ->
                tag(
                        "intermediateThrowEvent",
                        attributes,
                        "<messageEventDefinition camunda:type=\"external\" camunda:topic=\"work\" />");
            case "xor" -> tag("exclusiveGateway", attributes, "");
            case "and" -> tag("parallelGateway", attributes, "");
            case "or" -> tag("inclusiveGateway", attributes, "");
            case "events" -> tag("eventBasedGateway", attributes, "");
            case "catch" -> tag("intermediateCatchEvent", attributes, inside);
            case "throw" -> tag("intermediateThrowEvent", attributes, inside);
            case "sub" -> tag("subProcess", attributes, inside);
            case "eventsub" -> tag("subProcess", attributes + " triggeredByEvent=\"true\"", inside);
            case "transaction" -> tag("transaction", attributes, inside);
            case "call" ->
                tag(
                        "callActivity",
                        attributes + " calledElement=\"" + after(words, "of").orElseThrow()
                                + "\" camunda:calledElementBinding=\"deployment\"",
                        IDS + inside);
            case "on" ->
                tag(
                        "boundaryEvent",
                        attributes + " attachedToRef=\"" + after(words, "at").orElseThrow() + "\""
                                + (words.contains("beside") ? " cancelActivity=\"false\"" : ""),
                        inside);
            case "undo" -> undo(id, after(words, "for").orElseThrow());
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** A task that compensates another one. */
    private static String undo(String id, String undone) {
        String boundary = "undoes-" + undone;
        return tag("userTask", " id=\"" + id + "\" isForCompensation=\"true\"", "")
                + tag(
                        "boundaryEvent",
                        " id=\"" + boundary + "\" attachedToRef=\"" + undone + "\"",
                        "<compensateEventDefinition />");
    }

    /** Stands behind everything else in its scope. */
    private static String association(String[] undo) {
        return tag(
                "association",
                " id=\"to-" + undo[1] + "\" associationDirection=\"One\" sourceRef=\"undoes-" + undo[3]
                        + "\" targetRef=\"" + undo[1] + "\"",
                "");
    }

    private static String attributes(String id, List<String> words, List<String> targets) {
        return " id=\"" + id + "\""
                + (words.contains("async") ? " camunda:asyncBefore=\"true\"" : "")
                + (words.contains("after") ? " camunda:asyncAfter=\"true\"" : "")
                + targets.stream()
                        .filter(target -> target.endsWith("!"))
                        .map(target -> " default=\"" + flowId(id, target) + "\"")
                        .collect(Collectors.joining());
    }

    private static String repetition(List<String> words) {
        return after(words, "times")
                .map(times -> "<multiInstanceLoopCharacteristics isSequential=\"" + words.contains("sequential")
                        + "\"><loopCardinality xsi:type=\"tFormalExpression\">"
                        + (times.equals("?") ? "${maybe.times('times')}" : times)
                        + "</loopCardinality></multiInstanceLoopCharacteristics>")
                .orElse("");
    }

    private String eventDefinition(List<String> words) {
        return words.stream()
                .filter(word -> EVENTS.contains(word.split(":", 2)[0]))
                .map(word -> definition(word.split(":", 2)[0], word.contains(":") ? word.split(":", 2)[1] : ""))
                .collect(Collectors.joining());
    }

    private String definition(String kind, String about) {
        return switch (kind) {
            case "timer" -> "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>";
            case "cycle" -> "<timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition>";
            case "message" -> "<messageEventDefinition" + messageRef(about) + " />";
            case "signal" -> {
                roots.add("<signal id=\"signal-" + about + "\" name=\"" + about + "\" />");
                yield "<signalEventDefinition signalRef=\"signal-" + about + "\" />";
            }
            case "error" -> {
                roots.add("<error id=\"error-" + about + "\" errorCode=\"" + about + "\" />");
                yield "<errorEventDefinition" + (about.isEmpty() ? "" : " errorRef=\"error-" + about + "\"") + " />";
            }
            case "escalation" -> {
                roots.add("<escalation id=\"escalation-" + about + "\" escalationCode=\"" + about + "\" />");
                yield "<escalationEventDefinition escalationRef=\"escalation-" + about + "\" />";
            }
            case "compensate" ->
                "<compensateEventDefinition" + (about.isEmpty() ? "" : " activityRef=\"" + about + "\"") + " />";
            case "link" ->
                "<linkEventDefinition id=\"link-" + process + roots.size() + at + "\" name=\"" + about + "\" />";
            case "terminate" -> "<terminateEventDefinition />";
            default -> "<cancelEventDefinition />";
        };
    }

    private String messageRef(String name) {
        roots.add("<message id=\"message-" + name + "\" name=\"" + name + "\" />");
        return " messageRef=\"message-" + name + "\"";
    }

    private static Optional<String> after(List<String> words, String word) {
        int index = words.indexOf(word);
        return index < 0 ? Optional.empty() : Optional.of(words.get(index + 1));
    }

    private static String flow(String from, String target) {
        String condition = target.endsWith("?")
                ? "<conditionExpression xsi:type=\"tFormalExpression\">${maybe.so('" + flowId(from, target)
                        + "')}</conditionExpression>"
                : "";
        return "<sequenceFlow id=\"" + flowId(from, target) + "\" sourceRef=\"" + from + "\" targetRef=\""
                + plain(target) + "\">" + condition + "</sequenceFlow>";
    }

    private static String flowId(String from, String target) {
        return from + "-" + plain(target);
    }

    private static String plain(String target) {
        return target.replaceAll("[?!]$", "");
    }

    private static String tag(String name, String attributes, String inside) {
        return "<" + name + attributes + ">" + inside + "</" + name + ">";
    }
}
