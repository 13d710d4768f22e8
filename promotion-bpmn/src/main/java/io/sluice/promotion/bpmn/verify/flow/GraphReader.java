package io.sluice.promotion.bpmn.verify.flow;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the graph of one process, with the processes it calls put in the place of the calls. */
public final class GraphReader {
    private final Reading reading;
    private final NodeReader reader;
    private final CalledProcesses calls;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Scope> scopes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Integer, Integer> defaults = new HashMap<>();
    private final Map<Integer, Integer> handlers = new HashMap<>();
    private final Map<Integer, Set<String>> handedIn = new HashMap<>();
    private final Map<Integer, Set<String>> handedOut = new HashMap<>();
    private int instances;
    private int repeatedCalls;

    /** One process: its elements by id, its file, and where it stands. */
    private record Place(ProcessElement definitions, String prefix, int instance, Map<String, Integer> byId) {}

    private GraphReader(Reading reading) {
        this.reading = reading;
        this.reader = new NodeReader(reading);
        this.calls = new CalledProcesses(reading);
    }

    /**
     * A process as a graph.
     *
     * @param findings what stands in the way of a proof: calls that lead nowhere, elements nobody knows
     */
    public record Compiled(ProcessGraph graph, List<Finding> findings) {}

    /** Reads one process of a file. */
    public static Compiled read(ProcessElement process, Reading reading) {
        GraphReader reader = new GraphReader(reading);
        ProcessElement definitions = process.parent().orElse(process);
        reader.readProcess(process, new Place(definitions, "", 0, new HashMap<>()), -1, -1, new ArrayDeque<>());
        return new Compiled(
                new ProcessGraph(
                        reader.nodes,
                        reader.edges,
                        reader.scopes,
                        reader.defaults,
                        reader.handlers,
                        reader.handedIn,
                        reader.handedOut),
                List.copyOf(reader.findings));
    }

    /** The scope of a process, filled. */
    private int readProcess(ProcessElement process, Place place, int node, int parent, Deque<String> callers) {
        callers.push(process.id());
        int scope = open(node, parent, place.instance());
        fill(process, scope, place, callers);
        connect(process, place);
        callers.pop();
        return scope;
    }

    private int open(int node, int parent, int instance) {
        scopes.add(new Scope(scopes.size(), node, parent, instance));
        return scopes.size() - 1;
    }

    /** Hosts come before the events at their border. */
    private void fill(ProcessElement container, int scope, Place place, Deque<String> callers) {
        for (ProcessElement element : container.children()) {
            Optional<Kind> kind = reader.kind(element);
            if (kind.isPresent() && kind.get() != Kind.BOUNDARY) {
                add(element, kind.get(), scope, place, callers);
            } else if (kind.isEmpty() && reader.isUnknown(element)) {
                findings.add(unknown(element, place));
            }
        }
        container.children("boundaryEvent").forEach(element -> add(element, Kind.BOUNDARY, scope, place, callers));
    }

    private static Finding unknown(ProcessElement element, Place place) {
        Element where = element(element, place);
        return Finding.of(
                Rule.V_ELEMENT,
                "bpmn.elementNotAllowed",
                where.shown() + " is a " + element.name().local() + ", which cannot be judged.",
                "Draw it with tasks, events, gateways and sub-processes.",
                where);
    }

    private static Element element(ProcessElement element, Place place) {
        return new Element(
                place.prefix() + element.id(), element.attribute("name").orElse(""), element.line());
    }

    private void add(ProcessElement element, Kind kind, int scope, Place place, Deque<String> callers) {
        int index = nodes.size();
        Optional<ProcessElement> called = kind == Kind.TASK && element.is("callActivity") && !reading.general()
                ? calls.resolve(element, element(element, place), callers, findings)
                : Optional.empty();
        boolean opens = kind == Kind.SCOPE || kind == Kind.EVENT_SCOPE || called.isPresent();
        ProcessElement event = kind == Kind.EVENT_SCOPE ? startOf(element) : element;
        nodes.add(node(element, event, index, called.isPresent() ? Kind.SCOPE : kind, scope, place));
        place.byId().put(element.id(), index);
        if (repeatedCalls > 0) {
            CalledProcesses.objectionToRepeating(nodes.get(index)).ifPresent(findings::add);
        }
        if (!opens) {
            return;
        }
        int inner = scopes.size();
        nodes.set(index, opening(nodes.get(index), inner));
        if (called.isPresent()) {
            int instance = ++instances;
            handedIn.put(instance, CalledProcesses.handed("in", element));
            handedOut.put(instance, CalledProcesses.handed("out", element));
            String prefix = place.prefix() + element.id() + "/";
            ProcessElement process = called.get();
            Place there = new Place(process.parent().orElse(process), prefix, instance, new HashMap<>());
            int repeated = CalledProcesses.isRepeated(element) ? 1 : 0;
            repeatedCalls += repeated;
            readProcess(process, there, index, scope, callers);
            repeatedCalls -= repeated;
        } else {
            open(index, scope, place.instance());
            fill(element, inner, place, callers);
        }
    }

    /** What starts an event sub-process counts as its own trigger. */
    private static ProcessElement startOf(ProcessElement eventScope) {
        return eventScope.children("startEvent").findFirst().orElse(eventScope);
    }

    private Node node(ProcessElement element, ProcessElement event, int index, Kind kind, int scope, Place place) {
        Trigger trigger = reader.trigger(event);
        boolean interrupting =
                !element.attribute("cancelActivity").orElse("true").equals("false")
                        && !event.attribute("isInterrupting").orElse("true").equals("false");
        Meaning meaning = kind == Kind.SCOPE ? Meaning.NOTHING : reader.meaning(element);
        boolean waits = kind != Kind.SCOPE && reader.waits(element, kind);
        int host = kind == Kind.BOUNDARY
                ? place.byId().getOrDefault(element.attribute("attachedToRef").orElse(""), -1)
                : -1;
        return new Node(
                index,
                element(element, place),
                kind,
                trigger,
                reader.reference(event, place.definitions()),
                interrupting,
                reader.firings(event),
                waits,
                !reading.general() && NodeReader.asyncBefore(element),
                !reading.general() && NodeReader.asyncAfter(element),
                meaning,
                NodeReader.isSkippable(element),
                NodeReader.isTrue(element, "isForCompensation")
                        || (kind == Kind.EVENT_SCOPE && trigger == Trigger.COMPENSATION),
                scope,
                -1,
                host);
    }

    private static Node opening(Node node, int inner) {
        return new Node(
                node.index(),
                node.element(),
                node.kind(),
                node.trigger(),
                node.reference(),
                node.interrupting(),
                node.firings(),
                false,
                node.asyncBefore(),
                node.asyncAfter(),
                node.meaning(),
                node.skippable(),
                node.compensates(),
                node.scope(),
                inner,
                node.host());
    }

    /** Flows in the order of the file, which is the order in which the engine looks at them. */
    private void connect(ProcessElement process, Place place) {
        process.withDescendants()
                .filter(element -> element.is("sequenceFlow"))
                .forEach(element -> connectFlow(element, place));
        process.withDescendants()
                .filter(element -> element.is("association"))
                .forEach(element -> connectHandler(element, place));
        process.withDescendants().forEach(element -> rememberDefault(element, place));
    }

    private void connectFlow(ProcessElement flow, Place place) {
        Integer from = place.byId().get(flow.attribute("sourceRef").orElse(""));
        Integer to = place.byId().get(flow.attribute("targetRef").orElse(""));
        if (from == null || to == null) {
            Element where = element(flow, place);
            findings.add(Finding.of(
                    Rule.V_ELEMENT,
                    "bpmn.elementNotAllowed",
                    "The flow " + where.shown() + " leads from or to something that is not there.",
                    "Connect both of its ends.",
                    where));
            return;
        }
        Optional<Guard> guard = flow.children("conditionExpression")
                .findFirst()
                .map(condition ->
                        reading.general() ? Guard.free(condition.text()) : GuardReader.read(condition.text()));
        edges.add(new Edge(edges.size(), element(flow, place), from, to, guard));
    }

    private void connectHandler(ProcessElement association, Place place) {
        Integer from = place.byId().get(association.attribute("sourceRef").orElse(""));
        Integer to = place.byId().get(association.attribute("targetRef").orElse(""));
        if (from != null && to != null && nodes.get(from).trigger() == Trigger.COMPENSATION) {
            handlers.put(nodes.get(from).host(), to);
        }
    }

    private void rememberDefault(ProcessElement element, Place place) {
        Integer node = place.byId().get(element.id());
        element.attribute("default").ifPresent(flow -> {
            if (node != null) {
                edges.stream()
                        .filter(edge ->
                                edge.from() == node && edge.element().id().equals(place.prefix() + flow))
                        .findFirst()
                        .ifPresent(edge -> defaults.put(node, edge.index()));
            }
        });
    }
}
