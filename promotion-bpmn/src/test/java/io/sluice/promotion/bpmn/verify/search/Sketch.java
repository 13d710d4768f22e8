package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Limits;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.ProcessLibrary;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.bpmn.verify.flow.GraphReader;
import io.sluice.promotion.bpmn.verify.flow.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A process in a few words, without a drawing. Each line is a node, {@code kind id [more]}, or a way over nodes that
 * exist, {@code a -> b -> c}; an arrow with braces behind it has a condition, {@code a => b} is the default flow. A scope
 * ends with a closing brace on a line of its own.
 */
final class Sketch {
    static final Vocabulary WORDS = Vocabulary.standard()
            .withTopic("acme.scan", new Vocabulary.Step(Effect.HOST, Set.of("SCAN_FAILED"), Set.of()))
            .withTopic("acme.change", new Vocabulary.Step(Effect.HOST_CHANGES, Set.of(), Set.of()));

    private static final String TWICE = "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
            + "</multiInstanceLoopCharacteristics>";

    /** What a call hands over at least. */
    private static final String IDS = "<camunda:in source='promotionId' target='promotionId'/>"
            + "<camunda:in source='organizationId' target='organizationId'/>";

    private final StringBuilder nodes = new StringBuilder();
    private final StringBuilder flows = new StringBuilder();
    private final List<String> open = new ArrayList<>();
    private int flow;

    private Sketch() {}

    static String of(String id, String lines) {
        Sketch sketch = new Sketch();
        lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(sketch::line);
        return "<definitions xmlns='" + ProcessElement.BPMN + "' xmlns:camunda='" + ProcessElement.CAMUNDA
                + "' targetNamespace='t'><error id='e-busy' errorCode='TARGET_BUSY'/>"
                + "<error id='e-scan' errorCode='SCAN_FAILED'/><error id='e-own' errorCode='OWN'/>"
                + "<error id='e-deploy' errorCode='DEPLOY_FAILED'/><signal id='sig' name='now'/>"
                + "<escalation id='esc' escalationCode='ESC'/><process id='" + id + "' isExecutable='true'>"
                + sketch.nodes + sketch.flows + "</process></definitions>";
    }

    static List<Finding> judge(String lines) {
        return judge(lines, new PolicyDemands(List.of(), false), ProcessLibrary.empty());
    }

    static List<Finding> judge(String lines, PolicyDemands demands, ProcessLibrary library) {
        ProcessElement root = ProcessFile.read(of("p", lines).getBytes(StandardCharsets.UTF_8));
        GraphReader.Compiled compiled = GraphReader.read(
                root.children("process").findFirst().orElseThrow(),
                new Reading(WORDS, library, file -> List.of(), false));
        List<Finding> findings = new ArrayList<>(compiled.findings());
        findings.addAll(Proof.of(compiled.graph(), demands, Limits.STANDARD).findings());
        return findings;
    }

    /** The findings as {@code RULE element}, those about outcomes of a process without any left out. */
    static List<String> rules(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.rule().id() + " " + finding.element().id())
                .distinct()
                .sorted()
                .toList();
    }

    private void line(String line) {
        if (line.equals("}")) {
            nodes.append("</").append(open.remove(open.size() - 1)).append(">");
        } else if (line.contains("->") || line.contains("=>")) {
            way(line);
        } else {
            node(line.split("\\s+", -1));
        }
    }

    private void node(String[] words) {
        String id = words.length > 1 ? words[1] : "";
        String more = words.length > 2 ? words[2] : "";
        switch (words[0]) {
            case "start" -> add("startEvent", id, "", "");
            case "end" -> add("endEvent", id, "", more.isEmpty() ? "" : property("promotion.outcome", more));
            case "terminate" ->
                add(
                        "endEvent",
                        id,
                        "",
                        (more.isEmpty() ? "" : property("promotion.outcome", more)) + "<terminateEventDefinition/>");
            case "fail" -> add("endEvent", id, "", "<errorEventDefinition errorRef='" + more + "'/>");
            case "xor" -> add("exclusiveGateway", id, "", "");
            case "and" -> add("parallelGateway", id, "", "");
            case "or" -> add("inclusiveGateway", id, "", "");
            case "first" -> add("eventBasedGateway", id, "", "");
            case "task" -> add("task", id, "", "");
            case "wait" -> add("receiveTask", id, "", "");
            case "approve" ->
                add(
                        "userTask",
                        id,
                        "",
                        "<extensionElements><camunda:properties><camunda:property name='promotion.step' value='approval'/>"
                                + (more.isEmpty()
                                        ? ""
                                        : "<camunda:property name='promotion.stage' value='" + more + "'/>")
                                + "</camunda:properties></extensionElements>");
            case "step" -> add("serviceTask", id, "camunda:type='external' camunda:topic='" + more + "'", "");
            case "call" -> add("serviceTask", id, "camunda:delegateExpression='${" + more + "}'", repeated(words));
            case "process" ->
                add(
                        "callActivity",
                        id,
                        "calledElement='" + more + "' camunda:calledElementBinding='deployment'",
                        "<extensionElements>" + IDS
                                + (words.length > 3 ? "<camunda:" + words[3] + " variables='all'/>" : "")
                                + "</extensionElements>"
                                + (words.length > 4 ? TWICE : ""));
            case "timer" -> add("intermediateCatchEvent", id, "", timer(more));
            case "on" -> boundary(words);
            case "sub" -> scope("subProcess", id, "");
            case "transaction" -> scope("transaction", id, "");
            case "event" -> scope("subProcess", id, "triggeredByEvent='true'");
            case "begin" ->
                add(
                        "startEvent",
                        id,
                        "isInterrupting='" + !more.equals("beside") + "'",
                        definition(words[words.length - 1]));
            case "throw" -> add("intermediateThrowEvent", id, "", definition(more));
            case "catch" -> add("intermediateCatchEvent", id, "", definition(more));
            case "ends" -> add("endEvent", id, "", definition(more));
            case "undo" -> {
                add("serviceTask", id, "isForCompensation='true' camunda:delegateExpression='${promotionNotify}'", "");
                flows.append("<association id='u")
                        .append(flow++)
                        .append("' sourceRef='")
                        .append(more)
                        .append("' targetRef='")
                        .append(id)
                        .append("'/>");
            }
            case "later" -> add("task", id, "camunda:asyncBefore='true'", "");
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private static String repeated(String[] words) {
        return words.length > 3 ? "<multiInstanceLoopCharacteristics camunda:collection='many'/>" : "";
    }

    private void boundary(String[] words) {
        boolean beside = words.length > 4 && words[4].equals("beside");
        add(
                "boundaryEvent",
                words[1],
                "attachedToRef='" + words[2] + "' cancelActivity='" + !beside + "'",
                definition(words[3]));
    }

    private static String definition(String what) {
        return switch (what) {
            case "timer" -> timer("P1D");
            case "again" -> "<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>";
            case "signal" -> "<signalEventDefinition signalRef='sig'/>";
            case "escalation" -> "<escalationEventDefinition escalationRef='esc'/>";
            case "compensation" -> "<compensateEventDefinition/>";
            case "cancel" -> "<cancelEventDefinition/>";
            case "error" -> "<errorEventDefinition/>";
            case "message" -> "<messageEventDefinition/>";
            default ->
                what.startsWith("link:")
                        ? "<linkEventDefinition name='" + what.substring(5) + "'/>"
                        : "<errorEventDefinition errorRef='" + what + "'/>";
        };
    }

    private static String timer(String text) {
        String time = text.equals("policy") ? "${promotionPolicy.nextTry(execution)}" : text;
        return "<timerEventDefinition><timeDuration>" + time + "</timeDuration></timerEventDefinition>";
    }

    private static String property(String name, String value) {
        return "<extensionElements><camunda:properties><camunda:property name='" + name + "' value='" + value
                + "'/></camunda:properties></extensionElements>";
    }

    private void scope(String element, String id, String attributes) {
        nodes.append("<")
                .append(element)
                .append(" id='")
                .append(id)
                .append("' ")
                .append(attributes)
                .append(">");
        open.add(element);
    }

    private void add(String element, String id, String attributes, String inside) {
        nodes.append("<")
                .append(element)
                .append(" id='")
                .append(id)
                .append("' name='")
                .append(id)
                .append("' ")
                .append(attributes)
                .append(">")
                .append(inside)
                .append("</")
                .append(element)
                .append(">");
    }

    private void way(String line) {
        String[] parts = line.split("\\s+", -1);
        for (int i = 0; i + 2 < parts.length; i += 2) {
            String id = "f" + flow++;
            String arrow = parts[i + 1];
            Optional<String> condition = arrow.length() > 2 && arrow.startsWith("->")
                    ? Optional.of(arrow.substring(2).replace('_', ' '))
                    : Optional.empty();
            flows.append("<sequenceFlow id='")
                    .append(id)
                    .append("' sourceRef='")
                    .append(parts[i])
                    .append("' targetRef='")
                    .append(parts[i + 2])
                    .append("'>");
            condition.ifPresent(
                    text -> flows.append("<conditionExpression>$").append(text).append("</conditionExpression>"));
            flows.append("</sequenceFlow>");
            if (arrow.equals("=>")) {
                String node = " id='" + parts[i] + "'";
                int at = nodes.indexOf(node);
                nodes.insert(at, " default='" + id + "'");
            }
        }
    }
}
