package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.replay.Action.Kind;
import io.sluice.promotion.bpmn.verify.replay.Action.Move;
import io.sluice.promotion.bpmn.verify.replay.EngineState.Opportunity;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;

/** Makes happen in one process what can happen in it, one thing at a time, and takes it back. */
final class EngineDriver implements BareEngine.Observer, AutoCloseable {
    private static final int STEPS_WITHOUT_A_WAIT = 100;

    private static final String UNCAUGHT = "ENGINE-02042";
    private static final List<String> NO_WAY = List.of("ENGINE-02004", "ENGINE-02006");
    private static final String UNSET = "Unknown property used in expression";

    private final BareEngine bare;
    private final String process;
    private final Marks marks;
    private final List<String> trace = new ArrayList<>();
    private Facts facts;
    private EngineState state;

    /** More steps in one transaction than any process has. No exception, since a process can catch those. */
    private static final class Endless extends Error {
        private static final long serialVersionUID = 1;
    }

    /**
     * What an action led to.
     *
     * @param trace flows taken and elements come to, in order
     * @param asked the questions that steps and conditions were asked
     * @param dangers what must not have happened
     * @param fault why the engine gave up; the state is as before then
     */
    record Happened(List<String> trace, List<Choices.Asked> asked, Set<Danger> dangers, Optional<String> fault) {}

    /** A point to come back to. */
    record Mark(Savepoint savepoint, Facts facts, EngineState state) {}

    /** Stores the files, the first of which holds the process. The engine's own refusal comes through. */
    EngineDriver(BareEngine bare, Vocabulary vocabulary, PolicyDemands demands, byte[]... files) {
        this.bare = bare;
        this.marks = Marks.of(vocabulary, files);
        this.facts = new Facts(demands, marks);
        this.process =
                BpmnDom.of(files[0]).all("process").findFirst().orElseThrow().getAttribute("id");
        this.state = new EngineState(
                "", List.of(), List.of(new Opportunity(new Action(Kind.START, process, "", 0), "", "")), false);
        bare.deploy(files);
        bare.watch(this);
    }

    EngineState state() {
        return state;
    }

    Mark mark() {
        return new Mark(bare.mark(), facts.copy(), state);
    }

    void backTo(Mark mark) {
        bare.backTo(mark.savepoint());
        facts = mark.facts().copy();
        state = mark.state();
    }

    /** The same for an action known from another run. */
    Happened perform(Move move) {
        Opportunity opportunity = state.open().stream()
                .filter(open -> open.action().equals(move.action()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(move + " cannot happen at " + state.places()));
        return perform(opportunity, move.answers());
    }

    Happened perform(Opportunity opportunity, List<Integer> answers) {
        Mark before = mark();
        trace.clear();
        bare.choices().layDown(answers);
        try {
            act(opportunity);
            state = StateReader.read(bare, marks, facts);
            judge();
            return happened(Optional.empty());
        } catch (ProcessEngineException e) {
            return gaveUp(before, fault(e), String.valueOf(e.getMessage()));
        } catch (Endless | StackOverflowError e) {
            return gaveUp(before, Danger.ENDLESS, "endless");
        }
    }

    private Happened gaveUp(Mark before, Danger danger, String why) {
        facts.found(danger);
        Happened happened = happened(Optional.of(why));
        backTo(before);
        return happened;
    }

    private Happened happened(Optional<String> fault) {
        return new Happened(List.copyOf(trace), bare.choices().asked(), Set.copyOf(facts.dangers()), fault);
    }

    private static Danger fault(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            String message = String.valueOf(at.getMessage());
            if (at instanceof Endless || at instanceof StackOverflowError) {
                return Danger.ENDLESS;
            } else if (message.contains(UNCAUGHT)) {
                return Danger.UNCAUGHT;
            } else if (NO_WAY.stream().anyMatch(message::contains)) {
                return Danger.NO_WAY;
            } else if (message.contains(UNSET)) {
                return Danger.UNSET;
            }
        }
        throw new IllegalStateException("The engine gave up in a way that nobody thought of.", e);
    }

    /** Whether an event that may come again came as often as the engine is driven to it. */
    boolean hasComeOftenEnough(String event) {
        return facts.timesFired(event) >= StateReader.CYCLES;
    }

    private void act(Opportunity opportunity) {
        ProcessEngine engine = bare.engine();
        Action action = opportunity.action();
        String id = opportunity.handle();
        if (action.detail().equals("again")) {
            facts.fired(action.element());
        }
        switch (action.kind()) {
            case START -> engine.getRuntimeService().startProcessInstanceByKey(process, variables());
            case TASK -> engine.getTaskService().complete(id, answered(action));
            case WORK -> work(id, answered(action));
            case ERROR -> error(id, action);
            case TIMER, CONTINUE -> engine.getManagementService().executeJob(id);
            case MESSAGE -> engine.getRuntimeService().messageEventReceived(opportunity.event(), id);
            case SIGNAL -> engine.getRuntimeService().signalEventReceived(opportunity.event(), id);
            case TRIGGER -> engine.getRuntimeService().signal(id);
        }
    }

    /** The collections that the process repeats something over come with it, with two entries or none. */
    private Map<String, Object> variables() {
        Map<String, Object> variables = new HashMap<>(Map.of("promotionId", "p", "organizationId", "o"));
        for (String collection : marks.collections()) {
            boolean empty = bare.choices().next(collection, 2) == 1;
            facts.collection(collection, empty);
            variables.put(collection, new ArrayList<>(empty ? List.of() : List.of("a", "b")));
        }
        return variables;
    }

    /** Writes down the answer and says which variables the library sets with it. */
    private Map<String, Object> answered(Action action) {
        Map<String, Object> variables = new HashMap<>();
        if (marks.is(action.element(), Effect.APPROVAL)) {
            facts.approval(action.element(), action.detail().equals("APPROVED"));
            variables.put("approvalOutcome", action.detail());
        } else if (marks.is(action.element(), Effect.CHECKS)) {
            facts.checks(action.detail().equals("true"));
            variables.put("checksPassed", action.detail().equals("true"));
        }
        facts.done(action.element());
        return variables;
    }

    private void work(String id, Map<String, Object> variables) {
        bare.<Void>execute(context -> {
            ExternalTaskEntity task = context.getExternalTaskManager().findExternalTaskById(id);
            task.complete(variables, Map.of());
            return null;
        });
    }

    private void error(String id, Action action) {
        facts.failed(action.element());
        bare.<Void>execute(context -> {
            context.getExternalTaskManager().findExternalTaskById(id).bpmnError(action.detail(), null, Map.of());
            return null;
        });
    }

    private void judge() {
        if (state.ended()) {
            facts.over();
        } else if (state.open().isEmpty()) {
            facts.found(Danger.STUCK);
        }
        List<String> places = state.places();
        Set<String> waiting = new HashSet<>();
        if (places.stream()
                .anyMatch(place -> !waiting.add(place) && marks.single().contains(place))) {
            facts.found(Danger.TWICE_AT_A_TIME);
        }
        boolean deploying = places.stream().anyMatch(id -> marks.is(id, Effect.DEPLOY));
        if (deploying && places.stream().anyMatch(id -> marks.is(id, Effect.APPROVAL) || marks.is(id, Effect.CHECKS))) {
            facts.found(Danger.BESIDE_DEPLOY);
        }
    }

    @Override
    public void enters(String activity) {
        trace.add(activity);
        if (trace.size() > STEPS_WITHOUT_A_WAIT) {
            throw new Endless();
        }
        facts.enters(activity);
    }

    @Override
    public void leaves(String activity) {
        facts.leaves(activity);
    }

    @Override
    public void takes(String flow) {
        trace.add("-" + flow);
    }

    @Override
    public void done(String step) {
        facts.done(step);
    }

    @Override
    public void fails(String step) {
        facts.failed(step);
    }

    /** Leaves the engine as it was before the files were stored. */
    @Override
    public void close() {
        bare.clear();
    }
}
