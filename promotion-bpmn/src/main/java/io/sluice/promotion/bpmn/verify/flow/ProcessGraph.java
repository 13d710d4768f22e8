package io.sluice.promotion.bpmn.verify.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Nodes, flows and scopes of one process, by number, with what lies next to what. Immutable. */
public final class ProcessGraph {
    private final List<Node> nodes;
    private final List<Edge> edges;
    private final List<Scope> scopes;
    private final Map<Integer, Set<String>> handedIn;
    private final Map<Integer, Set<String>> handedOut;
    private final int[][] outgoing;
    private final int[][] incoming;
    private final int[][] boundaries;
    private final int[][] nodesIn;
    private final int[] defaults;
    private final int[] handlers;

    ProcessGraph(
            List<Node> nodes,
            List<Edge> edges,
            List<Scope> scopes,
            Map<Integer, Integer> defaults,
            Map<Integer, Integer> handlers,
            Map<Integer, Set<String>> handedIn,
            Map<Integer, Set<String>> handedOut) {
        this.nodes = List.copyOf(nodes);
        this.edges = List.copyOf(edges);
        this.scopes = List.copyOf(scopes);
        this.handedIn = Map.copyOf(handedIn);
        this.handedOut = Map.copyOf(handedOut);
        int count = nodes.size();
        this.outgoing = table(
                count, node -> indices(edges.size(), edge -> edges.get(edge).from() == node));
        this.incoming = table(
                count, node -> indices(edges.size(), edge -> edges.get(edge).to() == node));
        this.boundaries =
                table(count, node -> indices(count, other -> nodes.get(other).host() == node));
        this.nodesIn = table(
                scopes.size(), scope -> indices(count, node -> nodes.get(node).scope() == scope));
        this.defaults = filled(count, defaults);
        this.handlers = filled(count, handlers);
    }

    private interface Row {
        int[] of(int index);
    }

    private static int[][] table(int size, Row row) {
        return IntStream.range(0, size).mapToObj(row::of).toArray(int[][]::new);
    }

    private static int[] indices(int size, IntPredicate wanted) {
        return IntStream.range(0, size).filter(wanted).toArray();
    }

    private static int[] filled(int size, Map<Integer, Integer> values) {
        int[] filled = new int[size];
        Arrays.fill(filled, -1);
        values.forEach((index, value) -> {
            if (index >= 0) {
                filled[index] = value;
            }
        });
        return filled;
    }

    /** All nodes, by number. */
    public List<Node> nodes() {
        return nodes;
    }

    /** All flows, by number. */
    public List<Edge> edges() {
        return edges;
    }

    /** All scopes, by number; the first is the process. */
    public List<Scope> scopes() {
        return scopes;
    }

    /** One node. */
    public Node node(int index) {
        return nodes.get(index);
    }

    /** Numbers of the flows that leave a node, in the order of the file. */
    public int[] outgoing(int node) {
        return outgoing[node];
    }

    /** Numbers of the flows that reach a node. */
    public int[] incoming(int node) {
        return incoming[node];
    }

    /** Numbers of the events at the border of a node. */
    public int[] boundaries(int node) {
        return boundaries[node];
    }

    /** Numbers of the nodes that lie directly in a scope. */
    public int[] nodesIn(int scope) {
        return nodesIn[scope];
    }

    /** The default flow of a node. */
    public OptionalInt defaultFlow(int node) {
        return defaults[node] < 0 ? OptionalInt.empty() : OptionalInt.of(defaults[node]);
    }

    /** The node that undoes a node. */
    public OptionalInt handler(int node) {
        return handlers[node] < 0 ? OptionalInt.empty() : OptionalInt.of(handlers[node]);
    }

    /** Names of the variables that are handed into a called process. */
    public Set<String> handedIn(int instance) {
        return handedIn.getOrDefault(instance, Set.of());
    }

    /** Names of the variables that a called process hands out. */
    public Set<String> handedOut(int instance) {
        return handedOut.getOrDefault(instance, Set.of());
    }

    /** How many processes there are, called ones included. */
    public int instances() {
        return handedIn.size() + 1;
    }

    /** The events that begin a scope without being triggered, or, in a process, in whatever way. */
    public int[] starts(int scope) {
        return Arrays.stream(nodesIn[scope])
                .filter(node -> nodes.get(node).kind() == Kind.START)
                .toArray();
    }

    /** What a scope without a start event begins with: everything that no flow leads to. */
    public int[] implicitStarts(int scope) {
        return Arrays.stream(nodesIn[scope])
                .filter(node -> incoming[node].length == 0 && nodes.get(node).host() < 0)
                .filter(node -> nodes.get(node).kind() != Kind.EVENT_SCOPE
                        && nodes.get(node).kind() != Kind.BOUNDARY
                        && nodes.get(node).trigger() != Trigger.LINK
                        && !nodes.get(node).compensates())
                .toArray();
    }

    /** The sub-processes of a scope that an event starts. */
    public int[] eventScopes(int scope) {
        return Arrays.stream(nodesIn[scope])
                .filter(node -> nodes.get(node).kind() == Kind.EVENT_SCOPE)
                .toArray();
    }

    /** Whether a scope lies inside of another one, or is it. */
    public boolean isWithin(int scope, int outer) {
        int here = scope;
        while (here >= 0 && here != outer) {
            here = scopes.get(here).parent();
        }
        return here == outer;
    }
}
