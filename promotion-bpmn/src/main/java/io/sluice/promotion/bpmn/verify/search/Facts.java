package io.sluice.promotion.bpmn.verify.search;

import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.flow.Guard.Values;
import io.sluice.promotion.bpmn.verify.flow.Meaning;
import io.sluice.promotion.bpmn.verify.flow.Node;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.flow.Truth;
import io.sluice.promotion.bpmn.verify.search.Layout.Choice;
import io.sluice.promotion.bpmn.verify.search.Layout.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of the promotion in a state: what was checked, agreed, reserved, deployed, and what the variables say. */
final class Facts {
    static final String APPROVED = "APPROVED";
    static final String REJECTED = "REJECTED";
    static final String PASSED = "checksPassed=true";
    static final String FAILED = "checksPassed=false";

    /** What a variable holds; empty when one that was never written is handed over. */
    private static final int UNWRITTEN = 0;

    private static final int YES = 1;
    private static final int NO = 2;
    private static final int EMPTY = 3;

    private static final List<String> PLAIN = List.of("");

    /** How a piece of work stands. */
    enum Work {
        NOT_BEGUN,
        RUNNING,
        DONE,
        FAILED
    }

    /** What was found out about something. */
    enum Answer {
        NONE,
        YES,
        NO,
        STALE
    }

    /** Whether somebody asked the policy right before the deployment. */
    enum Confirmation {
        NONE,
        FRESH,
        WAITED
    }

    private final ProcessGraph graph;
    private final List<String> outcomes;
    private final Field[] checksVariable;
    private final Field[] outcomeVariable;
    private final TreeMap<String, Choice<Answer>> stages = new TreeMap<>();
    private final Choice<Answer> checks;
    private final Field rejected;
    private final Field used;
    private final Field reserved;
    private final Choice<Confirmation> confirmed;
    private final Choice<Work> deploy;
    private final Choice<Work> verify;
    private final Choice<Work> rollBack;
    private final Field outcome;

    Facts(ProcessGraph graph, Layout layout, List<String> demanded) {
        this.graph = graph;
        this.checksVariable = fields(graph, layout);
        this.outcomeVariable = fields(graph, layout);
        Set<String> names = new TreeSet<>(demanded);
        names.add("");
        names.forEach(stage -> stages.put(stage, layout.choice(Answer.class)));
        this.checks = layout.choice(Answer.class);
        this.rejected = layout.flag();
        this.used = layout.flag();
        this.reserved = layout.flag();
        this.confirmed = layout.choice(Confirmation.class);
        this.deploy = layout.choice(Work.class);
        this.verify = layout.choice(Work.class);
        this.rollBack = layout.choice(Work.class);
        this.outcomes = new ArrayList<>(List.of(""));
        graph.nodes().stream()
                .map(node -> node.meaning().outcome())
                .filter(name -> !name.isEmpty() && !outcomes.contains(name))
                .forEach(outcomes::add);
        this.outcome = layout.field(32 - Integer.numberOfLeadingZeros(outcomes.size()));
    }

    private static Field[] fields(ProcessGraph graph, Layout layout) {
        Field[] fields = new Field[graph.instances()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = layout.field(2);
        }
        return fields;
    }

    Answer checks(long[] bits) {
        return checks.get(bits);
    }

    Answer stage(long[] bits, String name) {
        Choice<Answer> stage = stages.get(name);
        return stage == null ? Answer.NONE : stage.get(bits);
    }

    boolean isRejected(long[] bits) {
        return rejected.isSet(bits);
    }

    /** Whether what was agreed has served a deployment already. */
    boolean isUsed(long[] bits) {
        return used.isSet(bits);
    }

    boolean isReserved(long[] bits) {
        return reserved.isSet(bits);
    }

    Confirmation confirmation(long[] bits) {
        return confirmed.get(bits);
    }

    Work deploy(long[] bits) {
        return deploy.get(bits);
    }

    Work verify(long[] bits) {
        return verify.get(bits);
    }

    Work rollBack(long[] bits) {
        return rollBack.get(bits);
    }

    /** The outcome that was recorded; empty for none. */
    String outcome(long[] bits) {
        return outcomes.get(outcome.get(bits));
    }

    void record(long[] bits, String name) {
        outcome.set(bits, outcomes.indexOf(name));
    }

    /** What the conditions of a process see. */
    Values values(long[] bits, int instance) {
        int passed = checksVariable[instance].get(bits);
        int decided = outcomeVariable[instance].get(bits);
        return new Values() {
            @Override
            public Truth checksPassed() {
                return truth(passed, passed == YES);
            }

            @Override
            public Truth approvalOutcomeIs(String outcome) {
                return truth(decided, outcome.equals(decided == YES ? APPROVED : REJECTED));
            }
        };
    }

    private static Truth truth(int variable, boolean holds) {
        return switch (variable) {
            case UNWRITTEN -> Truth.FAULT;
            case EMPTY -> Truth.UNKNOWN;
            default -> Truth.of(holds);
        };
    }

    /** A called process begins with the variables that are handed in. */
    void call(long[] bits, int instance, int caller) {
        checksVariable[instance].set(bits, UNWRITTEN);
        outcomeVariable[instance].set(bits, UNWRITTEN);
        hand(bits, graph.handedIn(instance), caller, instance);
    }

    /** A called process is over: its caller sees what is handed out. */
    void answer(long[] bits, int instance, int caller) {
        hand(bits, graph.handedOut(instance), instance, caller);
    }

    private void hand(long[] bits, Set<String> names, int from, int to) {
        if (names.contains("checksPassed")) {
            hand(bits, checksVariable[from], checksVariable[to]);
        }
        if (names.contains("approvalOutcome")) {
            hand(bits, outcomeVariable[from], outcomeVariable[to]);
        }
    }

    private static void hand(long[] bits, Field from, Field to) {
        int value = from.get(bits);
        to.set(bits, value == UNWRITTEN ? EMPTY : value);
    }

    /** What can come out of a step; whoever was refused once is refused everywhere. */
    List<String> answers(long[] bits, Meaning meaning) {
        if (meaning.is(Effect.CHECKS)) {
            return List.of(PASSED, FAILED);
        }
        if (meaning.is(Effect.APPROVAL)) {
            return isRejected(bits) ? List.of(REJECTED) : List.of(APPROVED, REJECTED);
        }
        return PLAIN;
    }

    /** A step that begins again makes its earlier answer void. */
    void begin(long[] bits, Node node) {
        node.meaning().effect().ifPresent(effect -> {
            switch (effect) {
                case CHECKS -> checks.set(bits, Answer.NONE);
                case APPROVAL -> answerStages(bits, node.meaning().stage(), Answer.NONE);
                case DEPLOY -> {
                    deploy.set(bits, Work.RUNNING);
                    verify.set(bits, Work.NOT_BEGUN);
                    rollBack.set(bits, Work.NOT_BEGUN);
                    used.set(bits, 1);
                }
                case VERIFY -> verify.set(bits, Work.RUNNING);
                case ROLL_BACK -> rollBack.set(bits, Work.RUNNING);
                case HOST_CHANGES -> makeStale(bits);
                default -> {
                    // Nothing is known before it is done.
                }
            }
        });
        if (node.waits() && !node.meaning().is(Effect.DEPLOY) && confirmation(bits) == Confirmation.FRESH) {
            confirmed.set(bits, Confirmation.WAITED);
        }
    }

    private void answerStages(long[] bits, String named, Answer answer) {
        if (named.isEmpty()) {
            stages.values().forEach(stage -> stage.set(bits, answer));
        } else if (stages.containsKey(named)) {
            stages.get(named).set(bits, answer);
        }
    }

    private void makeStale(long[] bits) {
        if (checks(bits) == Answer.YES) {
            checks.set(bits, Answer.STALE);
        }
        stages.values().stream()
                .filter(stage -> stage.get(bits) == Answer.YES)
                .forEach(stage -> stage.set(bits, Answer.STALE));
    }

    void complete(long[] bits, Node node, String answer) {
        int instance = graph.scopes().get(node.scope()).instance();
        node.meaning().effect().ifPresent(effect -> {
            switch (effect) {
                case CHECKS -> {
                    boolean passed = answer.equals(PASSED);
                    checks.set(bits, (passed ? Answer.YES : Answer.NO));
                    checksVariable[instance].set(bits, passed ? YES : NO);
                }
                case APPROVAL -> decide(bits, node, instance, answer.equals(APPROVED));
                case RESERVE -> reserved.set(bits, 1);
                case CONFIRM -> confirmed.set(bits, Confirmation.FRESH);
                case DEPLOY -> deploy.set(bits, Work.DONE);
                case VERIFY -> verify.set(bits, Work.DONE);
                case ROLL_BACK -> rollBack.set(bits, Work.DONE);
                default -> {
                    // Leaves the promotion as it is.
                }
            }
        });
    }

    private void decide(long[] bits, Node node, int instance, boolean granted) {
        outcomeVariable[instance].set(bits, granted ? YES : NO);
        answerStages(bits, node.meaning().stage(), granted ? Answer.YES : Answer.NO);
        if (granted) {
            used.set(bits, 0);
        } else {
            rejected.set(bits, 1);
        }
    }

    /** It threw an error, or was broken off: what it did is not known. */
    void fail(long[] bits, Node node) {
        node.meaning().effect().ifPresent(effect -> {
            switch (effect) {
                case DEPLOY -> deploy.set(bits, Work.FAILED);
                case VERIFY -> verify.set(bits, Work.FAILED);
                case ROLL_BACK -> rollBack.set(bits, Work.FAILED);
                default -> {
                    // Leaves the promotion as it is.
                }
            }
        });
    }
}
