package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.PathStep.Event;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.replay.EngineDriver.Happened;
import io.sluice.promotion.bpmn.verify.replay.EngineDriver.Mark;
import io.sluice.promotion.bpmn.verify.replay.EngineState.Opportunity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Drives an engine along the way that a finding shows, and says whether that leads where the finding says. */
final class PathReplay {
    private static final Set<Event> FROM_OUTSIDE =
            EnumSet.of(Event.COMPLETES, Event.OCCURS, Event.INTERRUPTS, Event.BEGINS_BESIDE, Event.THROWS);

    private final EngineDriver driver;
    private final Map<String, String> eventScopes;
    private final Finding finding;
    private final List<Sign> signs = new ArrayList<>();

    /** Something by which the way is known. A flow must be taken; a happening may have come about by itself. */
    private record Sign(boolean flow, boolean needed, String what) {}

    private PathReplay(EngineDriver driver, byte[] file, Finding finding) {
        this.driver = driver;
        this.eventScopes = Likeness.eventScopes(file);
        this.finding = finding;
        for (PathStep step : finding.path()) {
            if (FROM_OUTSIDE.contains(step.event())) {
                String answer = step.event() == Event.COMPLETES || step.event() == Event.THROWS ? step.detail() : "";
                signs.add(new Sign(
                        false,
                        step.event() == Event.COMPLETES,
                        told(step.element().id(), answer)));
            }
            step.flows().forEach(flow -> signs.add(new Sign(true, true, Likeness.plain(flow))));
        }
    }

    /** Whether the engine can go the way of the finding and what it says then comes to pass. */
    static boolean isReal(EngineDriver driver, byte[] file, Finding finding) {
        PathReplay replay = new PathReplay(driver, file, finding);
        Mark start = driver.mark();
        boolean real = replay.follow(0, EnumSet.noneOf(Danger.class));
        driver.backTo(start);
        return real;
    }

    private boolean follow(int from, Set<Danger> dangers) {
        if (isOver(from) && cameToPass(dangers)) {
            return true;
        }
        Mark here = driver.mark();
        for (Opportunity opportunity : driver.state().open()) {
            Deque<List<Integer>> untried = new ArrayDeque<>(List.of(List.of()));
            while (!untried.isEmpty()) {
                List<Integer> answers = untried.remove();
                Happened happened = driver.perform(opportunity, answers);
                untried.addAll(Choices.others(happened.asked(), answers.size()));
                int to = match(from, opportunity.action(), happened);
                if (to > from || (to == from && isSilent(opportunity.action()))) {
                    Set<Danger> all = EnumSet.noneOf(Danger.class);
                    all.addAll(dangers);
                    all.addAll(happened.dangers());
                    boolean ends = happened.fault().isPresent() ? isOver(to) && cameToPass(all) : follow(to, all);
                    if (ends) {
                        return true;
                    }
                }
                driver.backTo(here);
            }
        }
        return false;
    }

    /** The way tells what a job does, but not always that there was one. */
    private static boolean isSilent(Action action) {
        return action.kind() == Action.Kind.CONTINUE || action.kind() == Action.Kind.START;
    }

    /** How far along the way this leads; -1 when it leads off the way. */
    private int match(int from, Action action, Happened happened) {
        int at = from;
        if (!isSilent(action)) {
            String what = switch (action.kind()) {
                case TIMER, MESSAGE, SIGNAL -> told(action.element(), "");
                default -> told(action.element(), action.detail());
            };
            while (at < signs.size()
                    && !signs.get(at).flow()
                    && !signs.get(at).what().equals(what)) {
                at++;
            }
            if (at == signs.size() || signs.get(at).flow()) {
                return -1;
            }
            at++;
        }
        for (String step : happened.trace()) {
            if (!step.startsWith("-")) {
                continue;
            }
            int next = at;
            while (next < signs.size()
                    && !signs.get(next).flow()
                    && !signs.get(next).needed()) {
                next++;
            }
            if (next == signs.size()) {
                return next;
            }
            if (!signs.get(next).flow() || !signs.get(next).what().equals(step.substring(1))) {
                return -1;
            }
            at = next + 1;
        }
        return at;
    }

    private boolean isOver(int at) {
        return signs.subList(Math.min(at, signs.size()), signs.size()).stream().noneMatch(Sign::needed);
    }

    private boolean cameToPass(Set<Danger> dangers) {
        Rule rule = finding.rule();
        if (dangers.stream().anyMatch(danger -> danger.rules().contains(rule))) {
            return true;
        }
        if (rule == Rule.S_STUCK) {
            Mark here = driver.mark();
            Exploration onward = Exploration.of(driver, 300);
            driver.backTo(here);
            return !onward.isComplete() || !onward.endsAnywhere();
        }
        return rule == Rule.S_SYNC && finding.message().contains("second time over the same flow");
    }

    private String told(String element, String detail) {
        String id = Likeness.plain(element);
        return eventScopes.getOrDefault(id, id) + " " + detail.replace("checksPassed=", "");
    }
}
