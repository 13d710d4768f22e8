package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.ProcessElement.shown;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.file.ProcessElement.Name;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The elements and attributes a process file may consist of, each in its place; whatever is not in the table is refused.
 * That leaves out scripts, classes, listeners, connectors, shell and mail tasks, forms, decisions and every extension
 * that is still to be invented.
 */
final class AllowedElements implements ProcessRule {
    /**
     * One element a line: its name, below what it may stand, its attributes, and for some the values those may have. A
     * child of {@code extensionElements} names the element above that.
     */
    private static final String TABLE = """
            definitions < : id name targetNamespace expressionLanguage typeLanguage exporter exporterVersion \
                modeler:executionPlatform modeler:executionPlatformVersion camunda:diagramRelationId
            message < definitions : id name
            signal < definitions : id name
            error < definitions : id name errorCode
            escalation < definitions : id name escalationCode
            category < definitions : id name
            categoryValue < category : id value
            collaboration < definitions : id name isClosed camunda:diagramRelationId
            participant < collaboration : id name processRef
            messageFlow < collaboration : id name sourceRef targetRef

            process < definitions : id name isExecutable=true|false isClosed=false processType=None \
                camunda:historyTimeToLive camunda:versionTag camunda:isStartableInTasklist camunda:diagramRelationId
            laneSet < process subProcess transaction : id name
            lane < laneSet childLaneSet : id name
            childLaneSet < lane : id name
            flowNodeRef < lane :
            textAnnotation < %scope collaboration : id textFormat=text/plain
            text < textAnnotation :
            association < %scope collaboration : id sourceRef targetRef associationDirection
            group < %scope collaboration : id categoryValueRef
            documentation < %documented : id textFormat=text/plain
            extensionElements < %documented :
            incoming < %node :
            outgoing < %node :
            sequenceFlow < %scope : id name sourceRef targetRef isImmediate=true|false
            conditionExpression < sequenceFlow : id xsi:type

            startEvent < %scope : %nodeAttributes isInterrupting=true|false parallelMultiple=false
            endEvent < %scope : %nodeAttributes
            boundaryEvent < %scope : %nodeAttributes attachedToRef cancelActivity=true|false parallelMultiple=false
            intermediateCatchEvent < %scope : %nodeAttributes parallelMultiple=false
            intermediateThrowEvent < %scope : %nodeAttributes
            exclusiveGateway < %scope : %nodeAttributes gatewayDirection default
            inclusiveGateway < %scope : %nodeAttributes gatewayDirection default
            parallelGateway < %scope : %nodeAttributes gatewayDirection
            eventBasedGateway < %scope : %nodeAttributes gatewayDirection instantiate=false \
                eventGatewayType=Exclusive
            task < %scope : %taskAttributes
            manualTask < %scope : %taskAttributes
            userTask < %scope : %taskAttributes implementation=##unspecified|##WebService camunda:assignee \
                camunda:candidateUsers camunda:candidateGroups camunda:dueDate camunda:followUpDate camunda:priority
            serviceTask < %scope : %taskAttributes %stepAttributes implementation=##unspecified|##WebService
            sendTask < %scope : %taskAttributes %stepAttributes implementation=##unspecified|##WebService messageRef
            receiveTask < %scope : %taskAttributes implementation=##unspecified|##WebService messageRef \
                instantiate=false
            callActivity < %scope : %taskAttributes calledElement camunda:calledElementVersion \
                camunda:calledElementBinding=latest|deployment|version|versionTag camunda:calledElementVersionTag
            subProcess < %scope : %taskAttributes triggeredByEvent=true|false
            transaction < %scope : %taskAttributes triggeredByEvent=false method=##Compensate
            multiInstanceLoopCharacteristics < %task : id isSequential=true|false behavior=All \
                camunda:collection camunda:elementVariable camunda:asyncBefore=true|false \
                camunda:asyncAfter=true|false camunda:exclusive=true|false
            loopCardinality < multiInstanceLoopCharacteristics : id xsi:type
            completionCondition < multiInstanceLoopCharacteristics : id xsi:type

            timerEventDefinition < startEvent boundaryEvent intermediateCatchEvent : id
            timeDuration < timerEventDefinition : id xsi:type
            timeDate < timerEventDefinition : id xsi:type
            timeCycle < timerEventDefinition : id xsi:type
            messageEventDefinition < %event : id messageRef %stepAttributes
            signalEventDefinition < %event : id signalRef
            errorEventDefinition < startEvent boundaryEvent endEvent : id errorRef camunda:errorCodeVariable \
                camunda:errorMessageVariable
            escalationEventDefinition < startEvent boundaryEvent intermediateThrowEvent endEvent : id escalationRef \
                camunda:escalationCodeVariable
            compensateEventDefinition < startEvent boundaryEvent intermediateThrowEvent endEvent : id activityRef \
                waitForCompletion=true|false
            linkEventDefinition < intermediateThrowEvent intermediateCatchEvent : id name
            source < linkEventDefinition :
            target < linkEventDefinition :
            terminateEventDefinition < endEvent : id
            cancelEventDefinition < boundaryEvent endEvent : id

            camunda:properties < %documented :
            camunda:property < camunda:properties : id name value
            camunda:failedJobRetryTimeCycle < %node multiInstanceLoopCharacteristics :
            camunda:inputOutput < %task %event :
            camunda:inputParameter < camunda:inputOutput : name
            camunda:outputParameter < camunda:inputOutput : name
            camunda:field < serviceTask sendTask messageEventDefinition : name stringValue expression
            camunda:string < camunda:field :
            camunda:expression < camunda:field :
            camunda:in < callActivity : source sourceExpression target variables=all local businessKey
            camunda:out < callActivity : source sourceExpression target variables=all local

            bpmndi:BPMNDiagram < definitions : id name documentation resolution
            bpmndi:BPMNPlane < bpmndi:BPMNDiagram : id bpmnElement
            bpmndi:BPMNShape < bpmndi:BPMNPlane : id bpmnElement isHorizontal isExpanded=true|false isMarkerVisible \
                isMessageVisible %colours
            bpmndi:BPMNEdge < bpmndi:BPMNPlane : id bpmnElement sourceElement targetElement messageVisibleKind %colours
            bpmndi:BPMNLabel < bpmndi:BPMNShape bpmndi:BPMNEdge : id labelStyle %colours
            bpmndi:BPMNLabelStyle < bpmndi:BPMNDiagram : id
            dc:Font < bpmndi:BPMNLabelStyle : name size isBold isItalic isUnderline isStrikeThrough
            dc:Bounds < bpmndi:BPMNShape bpmndi:BPMNLabel : x y width height
            di:waypoint < bpmndi:BPMNEdge : x y xsi:type
            """;

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("%scope", "process subProcess transaction"),
            Map.entry("%event", "startEvent endEvent boundaryEvent intermediateCatchEvent intermediateThrowEvent"),
            Map.entry("%gateway", "exclusiveGateway inclusiveGateway parallelGateway eventBasedGateway"),
            Map.entry(
                    "%task",
                    "task manualTask userTask serviceTask sendTask receiveTask callActivity subProcess transaction"),
            Map.entry("%node", "%event %gateway %task"),
            Map.entry(
                    "%definition",
                    "timerEventDefinition messageEventDefinition signalEventDefinition errorEventDefinition"
                            + " escalationEventDefinition compensateEventDefinition linkEventDefinition"
                            + " terminateEventDefinition cancelEventDefinition multiInstanceLoopCharacteristics"),
            Map.entry(
                    "%documented",
                    "definitions message signal error escalation category collaboration participant messageFlow process"
                            + " laneSet childLaneSet lane textAnnotation association group sequenceFlow %node"
                            + " %definition"),
            Map.entry(
                    "%nodeAttributes",
                    "id name camunda:asyncBefore=true|false camunda:asyncAfter=true|false"
                            + " camunda:exclusive=true|false camunda:jobPriority"
                            + " camunda:modelerTemplate camunda:modelerTemplateVersion camunda:modelerTemplateIcon"),
            Map.entry(
                    "%taskAttributes",
                    "%nodeAttributes default isForCompensation=true|false startQuantity=1 completionQuantity=1"),
            Map.entry(
                    "%stepAttributes",
                    "camunda:type=external camunda:topic camunda:taskPriority camunda:delegateExpression"),
            Map.entry("%colours", "bioc:stroke bioc:fill color:background-color color:border-color color:color"));

    private static final Map<String, String> NAMESPACES = Map.of(
            "camunda", ProcessElement.CAMUNDA,
            "xsi", "http://www.w3.org/2001/XMLSchema-instance",
            "modeler", "http://camunda.org/schema/modeler/1.0",
            "bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI",
            "dc", "http://www.omg.org/spec/DD/20100524/DC",
            "di", "http://www.omg.org/spec/DD/20100524/DI",
            "bioc", "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "color", "http://www.omg.org/spec/BPMN/non-normative/color/1.0");

    private static final Map<Name, Place> PLACES = TABLE.lines()
            .filter(line -> !line.isBlank())
            .map(Place::read)
            .collect(Collectors.toUnmodifiableMap(Place::name, place -> place));

    private record Place(Name name, Set<Name> above, Map<Name, Set<String>> attributes) {
        static Place read(String line) {
            String[] parts = line.strip().split(" ?[<:](?: |$)", -1);
            Set<Name> above = new HashSet<>();
            words(parts[1]).forEach(word -> above.add(element(word)));
            Map<Name, Set<String>> attributes = new HashMap<>();
            for (String word : words(parts[2])) {
                String[] nameAndValues = word.split("=", 2);
                attributes.put(
                        attribute(nameAndValues[0]),
                        nameAndValues.length == 1 ? Set.of() : Set.of(nameAndValues[1].split("\\|")));
            }
            return new Place(element(parts[0]), above, attributes);
        }

        private static Set<String> words(String text) {
            Set<String> words = new HashSet<>();
            for (String word : text.strip().split("\\s+", -1)) {
                if (WORDS.containsKey(word)) {
                    words.addAll(words(WORDS.get(word)));
                } else if (!word.isEmpty()) {
                    words.add(word);
                }
            }
            return words;
        }

        private static Name element(String word) {
            return name(word, ProcessElement.BPMN);
        }

        private static Name attribute(String word) {
            return name(word, "");
        }

        private static Name name(String word, String namespace) {
            String[] parts = word.split(":", 2);
            return parts.length == 1
                    ? new Name(namespace, word)
                    : new Name(NAMESPACES.getOrDefault(parts[0], ""), parts[1]);
        }
    }

    private static final String UNSUPPORTED = "Remove it; the designer guide lists what a file may contain.";

    private static final Set<String> CODE = Set.of(
            "scriptTask",
            "script",
            "executionListener",
            "taskListener",
            "connector",
            "class",
            "expression",
            "resource");

    private static final Set<String> WRITING = Set.of("resultVariable", "formData", "formField", "mapDecisionResult");

    private static final Set<String> STEPS =
            Set.of("businessRuleTask", "decisionRef", "type", "operationRef", "mailTask", "field");

    @Override
    public void check(ProcessElement root, Findings found) {
        if (!root.is("definitions")) {
            found.refuse(Rule.V_ELEMENT, "bpmn.elementNotAllowed", root, "a process file begins with BPMN definitions");
            return;
        }
        checkBelow(root, found);
    }

    /** What stands in an element that is not allowed is part of the same mistake. */
    private static void checkBelow(ProcessElement element, Findings found) {
        if (checkOne(element, found)) {
            element.children().forEach(child -> checkBelow(child, found));
        }
    }

    private static boolean checkOne(ProcessElement element, Findings found) {
        Place place = PLACES.get(element.name());
        if (place == null) {
            refuse(found, element, element.name(), "this element is not allowed");
            return false;
        }
        if (element.parent().isPresent()
                && !place.above().contains(above(element).name())) {
            refuse(found, element, element.name(), "this element is not allowed here");
            return false;
        }
        element.attributes().forEach((name, value) -> {
            Set<String> values = place.attributes().get(name);
            if (values == null) {
                refuse(found, element, name, spelled(name) + " is not allowed");
            } else if (!values.isEmpty() && !values.contains(value)) {
                refuse(found, element, name, spelled(name) + "=\"" + shown(value) + "\" is not allowed");
            }
        });
        int meanings = EventKind.meanings(element);
        if (meanings > 1) {
            refuse(found, element, element.name(), "an event has one meaning, this one has " + meanings);
        }
        return true;
    }

    private static void refuse(Findings found, ProcessElement element, Name culprit, String what) {
        found.refuse(rule(culprit), "bpmn.elementNotAllowed", element, what, UNSUPPORTED);
    }

    private static Rule rule(Name culprit) {
        if (CODE.contains(culprit.local())) {
            return Rule.V_CODE;
        }
        if (WRITING.contains(culprit.local())) {
            return Rule.V_VARIABLE;
        }
        return STEPS.contains(culprit.local()) ? Rule.V_STEP : Rule.V_ELEMENT;
    }

    private static ProcessElement above(ProcessElement element) {
        ProcessElement parent = element.parent().orElseThrow();
        return parent.is("extensionElements") ? parent.parent().orElse(parent) : parent;
    }

    private static String spelled(Name name) {
        return name.namespace().equals(ProcessElement.CAMUNDA) ? "camunda:" + shown(name.local()) : shown(name.local());
    }
}
