package io.sluice.promotion.spring.rest.promotion;

import static io.sluice.promotion.spring.rest.promotion.PromotionFeature.PROMOTION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.deploy.PromotionState;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Routes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a promotion stands in its process, for the diagram and for the list that says the same. */
public final class ProcessFeature implements Feature {
    private final Sluice sluice;
    private final PromotionProcesses processes;

    /** Asks this engine. */
    public ProcessFeature(Sluice sluice, PromotionProcesses processes) {
        this.sluice = sluice;
        this.processes = processes;
    }

    /** The state of the process. */
    record ProcessView(String process, int version, boolean running, List<Step> steps, Map<String, Integer> flows) {
        record Step(
                String id,
                String name,
                State state,
                int active,
                Optional<Instant> since,
                Optional<Instant> until,
                Optional<List<Person>> who,
                Optional<Instant> timer,
                Optional<String> message) {}

        enum State {
            DONE,
            ACTIVE,
            INCIDENT,
            CANCELLED,
            AHEAD
        }
    }

    @Override
    public void routes(Routes routes) {
        routes.get(PROMOTION + "/process", this::process);
        routes.get(PROMOTION + "/process/diagram", this::diagram);
    }

    private Answer diagram(Call call) {
        PromotionState state = state(call);
        byte[] file = processes.file(call.actor(), call.organization(), state.process(), state.version());
        return Answer.file("application/xml;charset=UTF-8", new String(file, StandardCharsets.UTF_8));
    }

    private Answer process(Call call) {
        PromotionState state = state(call);
        byte[] file = processes.file(call.actor(), call.organization(), state.process(), state.version());
        Map<String, String> names = NamedSteps.in(file);
        Set<PersonId> asked = asked(call);
        List<ProcessView.Step> steps = new ArrayList<>();
        state.elements().stream()
                .filter(element -> names.containsKey(element.id()))
                .forEach(element -> steps.add(step(call, state, element, names.getOrDefault(element.id(), ""), asked)));
        if (state.running()) {
            Set<String> reached = Set.copyOf(
                    state.elements().stream().map(PromotionState.Element::id).toList());
            names.forEach((id, name) -> {
                if (!reached.contains(id)) {
                    steps.add(new ProcessView.Step(
                            id,
                            name,
                            ProcessView.State.AHEAD,
                            0,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            timer(state, id),
                            Optional.empty()));
                }
            });
        }
        Map<String, Integer> flows = new LinkedHashMap<>();
        state.flows().forEach(flow -> flows.put(flow.id(), flow.taken()));
        return Answer.shown(new ProcessView(state.process(), state.version(), state.running(), steps, flows));
    }

    private PromotionState state(Call call) {
        PromotionRequest request = sluice.promotions().get(call.actor(), call.organization(), call.promotion());
        return processes
                .state(call.actor(), call.organization(), request.id())
                .orElseThrow(() -> new NotFoundException("process"));
    }

    private static ProcessView.Step step(
            Call call, PromotionState state, PromotionState.Element element, String name, Set<PersonId> asked) {
        Optional<PromotionState.Incident> incident = state.incidents().stream()
                .filter(one -> one.element().equals(element.id()))
                .findFirst();
        boolean decides =
                state.stages().stream().anyMatch(stage -> stage.steps().contains(element.id()));
        return new ProcessView.Step(
                element.id(),
                name,
                incident.isPresent() ? ProcessView.State.INCIDENT : stateOf(element),
                element.active(),
                Optional.of(element.since()),
                element.until(),
                decides && !asked.isEmpty() ? Optional.of(call.people().persons(asked)) : Optional.empty(),
                timer(state, element.id()),
                incident.map(PromotionState.Incident::message).filter(text -> !text.isEmpty()));
    }

    private static ProcessView.State stateOf(PromotionState.Element element) {
        if (element.active() > 0) {
            return ProcessView.State.ACTIVE;
        }
        return element.done() > 0 ? ProcessView.State.DONE : ProcessView.State.CANCELLED;
    }

    private static Optional<Instant> timer(PromotionState state, String element) {
        return state.timers().stream()
                .filter(timer -> timer.element().equals(element))
                .map(PromotionState.Timer::due)
                .min(Instant::compareTo);
    }

    /** Who was asked by name for the open approval, as far as the caller sees that. */
    private Set<PersonId> asked(Call call) {
        return sluice.tasks().page(call.actor(), call.organization(), Optional.empty(), 200).stream()
                .filter(item -> item.promotion().id().equals(call.promotion()))
                .findFirst()
                .map(item -> item.task().assigned())
                .orElse(Set.of());
    }
}
