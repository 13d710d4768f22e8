package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.replay.Action.Move;
import io.sluice.promotion.bpmn.verify.replay.EngineDriver.Happened;
import io.sluice.promotion.bpmn.verify.replay.EngineDriver.Mark;
import io.sluice.promotion.bpmn.verify.replay.EngineState.Opportunity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything the engine can be driven into from the start of a process. The driver goes along one way as long as it
 * leads to something new, takes it back and goes along the next.
 */
final class Exploration {
    private final EngineDriver driver;
    private final int limit;
    private final Map<Danger, List<Move>> witnesses = new EnumMap<>(Danger.class);
    private final Map<String, Set<String>> cameFrom = new HashMap<>();
    private final Map<String, List<Move>> waysTo = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> entered = new TreeSet<>();
    private final Deque<Move> way = new ArrayDeque<>();
    private final boolean thorough;
    private boolean complete = true;

    private Exploration(EngineDriver driver, int limit, boolean thorough) {
        this.driver = driver;
        this.limit = limit;
        this.thorough = thorough;
    }

    /** Looks at every state, as long as there are not more than the limit. */
    static Exploration of(EngineDriver driver, int limit) {
        return explore(new Exploration(driver, limit, true));
    }

    /** The same, and goes no further once it has come to any danger. */
    static Exploration untilDanger(EngineDriver driver, int limit) {
        return explore(new Exploration(driver, limit, false));
    }

    private static Exploration explore(Exploration exploration) {
        EngineDriver driver = exploration.driver;
        Mark start = driver.mark();
        exploration.waysTo.put(driver.state().key(), List.of());
        exploration.visit();
        driver.backTo(start);
        exploration.judgeEnds();
        return exploration;
    }

    /** For each danger a way that leads into it, not always the shortest. */
    Map<Danger, List<Move>> witnesses() {
        return witnesses;
    }

    Set<Danger> dangers() {
        return witnesses.keySet();
    }

    /** Ids of elements that something came to. */
    Set<String> entered() {
        return entered;
    }

    /** Whether it has an end, or a fault that people mend, anywhere. */
    boolean endsAnywhere() {
        return !ended.isEmpty();
    }

    int states() {
        return waysTo.size();
    }

    /** Whether there was nothing more to look at. */
    boolean isComplete() {
        return complete;
    }

    private void visit() {
        String from = driver.state().key();
        if (driver.state().ended()) {
            ended.add(from);
            return;
        }
        Mark here = driver.mark();
        for (Opportunity opportunity : driver.state().open()) {
            Deque<List<Integer>> untried = new ArrayDeque<>(List.of(List.of()));
            while (!untried.isEmpty()) {
                List<Integer> answers = untried.remove();
                Happened happened = go(from, opportunity, answers);
                untried.addAll(Choices.others(happened.asked(), answers.size()));
                driver.backTo(here);
                if (waysTo.size() >= limit || (!thorough && !witnesses.isEmpty())) {
                    complete = false;
                    return;
                }
            }
        }
    }

    private Happened go(String from, Opportunity opportunity, List<Integer> answers) {
        Happened happened = driver.perform(opportunity, answers);
        way.addLast(new Move(opportunity.action(), answers));
        entered.addAll(happened.trace());
        happened.dangers().forEach(danger -> witnesses.putIfAbsent(danger, List.copyOf(way)));
        if (happened.fault().isPresent()) {
            ended.add(from);
        } else {
            String to = driver.state().key();
            cameFrom.computeIfAbsent(to, key -> new HashSet<>()).add(from);
            if (waysTo.putIfAbsent(to, List.copyOf(way)) == null) {
                visit();
            }
        }
        way.removeLast();
        return happened;
    }

    /** From every state an end must be reachable; a technical fault, which people mend, counts as one here. */
    private void judgeEnds() {
        Set<String> canEnd = new HashSet<>(ended);
        Deque<String> untold = new ArrayDeque<>(ended);
        while (!untold.isEmpty()) {
            cameFrom.getOrDefault(untold.remove(), Set.of()).forEach(before -> {
                if (canEnd.add(before)) {
                    untold.add(before);
                }
            });
        }
        if (complete) {
            List<Map.Entry<String, List<Move>>> lost = new ArrayList<>(waysTo.entrySet());
            lost.removeIf(state -> canEnd.contains(state.getKey()));
            lost.stream()
                    .map(Map.Entry::getValue)
                    .min((one, other) -> Integer.compare(one.size(), other.size()))
                    .ifPresent(shortest -> witnesses.putIfAbsent(Danger.NEVER_ENDS, shortest));
        }
    }
}
