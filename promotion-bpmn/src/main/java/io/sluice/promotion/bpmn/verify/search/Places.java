package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.flow.Edge;
import io.sluice.promotion.bpmn.verify.flow.Kind;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.flow.Trigger;
import io.sluice.promotion.bpmn.verify.search.Layout.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a process something can wait, and which bits of a state say so. */
final class Places {
    private final ProcessGraph graph;
    private final Layout layout;
    private final @Nullable Field[] active;
    private final @Nullable Field[] before;
    private final @Nullable Field[] after;
    private final @Nullable Field[] fired;
    private final @Nullable Field[] completed;
    private final @Nullable Field[] arrived;
    private final @Nullable Field[] arriving;
    private final @Nullable Field[] leaving;
    private final Field done;
    private final List<Owned> owned = new ArrayList<>();
    private long[][] tokens = {};
    private long[][] everything = {};

    /** A field and the scope with which it is swept away. */
    private record Owned(Field field, int scope, boolean token) {}

    Places(ProcessGraph graph, Layout layout) {
        this.graph = graph;
        this.layout = layout;
        int nodes = graph.nodes().size();
        int edges = graph.edges().size();
        this.active = new Field[nodes];
        this.before = new Field[nodes];
        this.after = new Field[nodes];
        this.fired = new Field[nodes];
        this.completed = new Field[nodes];
        this.arrived = new Field[edges];
        this.arriving = new Field[edges];
        this.leaving = new Field[edges];
        graph.nodes().forEach(this::allocate);
        graph.edges().forEach(this::allocate);
        this.done = layout.flag();
    }

    private void allocate(Node node) {
        int index = node.index();
        if (node.waits() || node.inner() >= 0 || undoes(node)) {
            active[index] = own(1, node.scope(), true);
        }
        if (node.asyncBefore() && !node.joins()) {
            before[index] = own(1, node.scope(), true);
        }
        if (node.asyncAfter() && graph.outgoing(index).length == 0) {
            after[index] = own(1, node.scope(), true);
        }
        if (isCounted(node)) {
            fired[index] = own(2, node.scope(), false);
        }
        if (graph.handler(index).isPresent() || hasCompensationScope(node)) {
            completed[index] = own(1, node.scope(), false);
        }
    }

    private void allocate(Edge edge) {
        Node target = graph.node(edge.to());
        if (graph.node(edge.from()).asyncAfter()) {
            leaving[edge.index()] = own(1, target.scope(), true);
        }
        if (target.joins()) {
            arrived[edge.index()] = own(1, target.scope(), true);
            if (target.asyncBefore()) {
                arriving[edge.index()] = own(1, target.scope(), true);
            }
        }
    }

    private Field own(int width, int scope, boolean token) {
        Field field = layout.field(width);
        owned.add(new Owned(field, scope, token));
        return field;
    }

    /** Waits until what it undoes is undone. */
    static boolean undoes(Node node) {
        return (node.kind() == Kind.THROW || node.kind() == Kind.END)
                && (node.trigger() == Trigger.COMPENSATION || node.trigger() == Trigger.CANCEL);
    }

    /** What can come as often as it likes needs no count. */
    private static boolean isCounted(Node node) {
        return !node.interrupting()
                && node.firings() == 1
                && (node.kind() == Kind.BOUNDARY || node.kind() == Kind.EVENT_SCOPE)
                && node.trigger().comesFromOutside();
    }

    private boolean hasCompensationScope(Node node) {
        if (node.inner() < 0) {
            return false;
        }
        for (int inner : graph.eventScopes(node.inner())) {
            if (graph.node(inner).compensates()) {
                return true;
            }
        }
        return false;
    }

    /** Call it when the layout is complete. */
    void seal() {
        int scopes = graph.scopes().size();
        tokens = new long[scopes][];
        everything = new long[scopes][];
        for (int scope = 0; scope < scopes; scope++) {
            tokens[scope] = layout.empty();
            everything[scope] = layout.empty();
        }
        for (Owned one : owned) {
            for (int scope = one.scope();
                    scope >= 0;
                    scope = graph.scopes().get(scope).parent()) {
                everything[scope][one.field().word()] |=
                        one.field().mask() << one.field().shift();
                if (one.token()) {
                    tokens[scope][one.field().word()] |=
                            one.field().mask() << one.field().shift();
                }
            }
        }
    }

    /** Something waits inside of the node. */
    @Nullable
    Field active(int node) {
        return active[node];
    }

    /** A job waits before the node. */
    @Nullable
    Field before(int node) {
        return before[node];
    }

    /** A job waits behind the node, which no flow leaves. */
    @Nullable
    Field after(int node) {
        return after[node];
    }

    /** How often a non-interrupting event came. */
    @Nullable
    Field fired(int node) {
        return fired[node];
    }

    /** The node is done and can be undone. */
    @Nullable
    Field completed(int node) {
        return completed[node];
    }

    /** A way has arrived at a joining gateway. */
    @Nullable
    Field arrived(int edge) {
        return arrived[edge];
    }

    /** A job waits before a joining gateway. */
    @Nullable
    Field arriving(int edge) {
        return arriving[edge];
    }

    /** A job waits behind a node, and will take this flow. */
    @Nullable
    Field leaving(int edge) {
        return leaving[edge];
    }

    /** The process is over. */
    Field done() {
        return done;
    }

    boolean isActive(long[] bits, int node) {
        return isSet(active[node], bits);
    }

    static boolean isSet(@Nullable Field field, long[] bits) {
        return field != null && field.isSet(bits);
    }

    static void clear(@Nullable Field field, long[] bits) {
        if (field != null) {
            field.set(bits, 0);
        }
    }

    boolean anythingIn(long[] bits, int scope) {
        long[] mask = tokens[scope];
        for (int i = 0; i < mask.length; i++) {
            if ((bits[i] & mask[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    void sweep(long[] bits, int scope) {
        long[] mask = everything[scope];
        for (int i = 0; i < mask.length; i++) {
            bits[i] &= ~mask[i];
        }
    }

    /** What waits or counts at the border of a node. */
    void forgetFirings(long[] bits, int node) {
        for (int boundary : graph.boundaries(node)) {
            clear(fired[boundary], bits);
        }
        int inner = graph.node(node).inner();
        if (inner >= 0) {
            for (int event : graph.eventScopes(inner)) {
                clear(fired[event], bits);
            }
        }
    }
}
