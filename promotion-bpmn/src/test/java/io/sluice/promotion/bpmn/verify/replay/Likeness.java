package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.replay.EngineDriver.Happened;
import io.sluice.promotion.bpmn.verify.replay.EngineDriver.Mark;
import io.sluice.promotion.bpmn.verify.replay.EngineState.Opportunity;
import io.sluice.promotion.bpmn.verify.search.Move;
import io.sluice.promotion.bpmn.verify.search.State;
import io.sluice.promotion.bpmn.verify.search.TokenGame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Follows one process on the engine and in the search at once. What happens must be the same in both: what came from
 * outside, the flows that were taken, in their order, and where the process then waits.
 */
final class Likeness {
    private final EngineDriver driver;
    private final TokenGame game;
    private final Map<String, String> eventScopes;
    private final Set<String> unseen;
    private final Set<String> repeated;

    /** What may come beside: the search lets it come as often as it likes, the engine is driven to it twice. */
    private final Map<String, String> beside = new HashMap<>();

    private final Set<String> visited = new HashSet<>();
    private final Set<String> onlyEngine = new LinkedHashSet<>();
    private final Set<String> onlySearch = new LinkedHashSet<>();
    private int limit;

    /** One thing that happened, as both can tell it. */
    private record Telling(String what, List<String> flows, SortedSet<String> waiting) {
        Telling anyhow() {
            return new Telling("", flows, waiting);
        }
    }

    /**
     * Neither has begun the process yet.
     *
     * @param files of which the first holds the process
     */
    Likeness(EngineDriver driver, TokenGame game, byte[]... files) {
        this.driver = driver;
        this.game = game;
        this.eventScopes = eventScopes(files);
        this.unseen = new HashSet<>();
        this.repeated = new HashSet<>();
        for (byte[] file : files) {
            BpmnDom dom = BpmnDom.of(file);
            dom.all()
                    .filter(event -> BpmnDom.child(event, "compensateEventDefinition")
                                    .isPresent()
                            || BpmnDom.child(event, "cancelEventDefinition").isPresent())
                    .forEach(event -> unseen.add(event.getAttribute("id")));
            dom.all("boundaryEvent")
                    .filter(event -> event.getAttribute("cancelActivity").equals("false"))
                    .forEach(event -> beside.put(event.getAttribute("id"), event.getAttribute("id")));
            dom.all("startEvent")
                    .filter(event -> event.getAttribute("isInterrupting").equals("false"))
                    .forEach(event -> beside.put(eventScopes.get(event.getAttribute("id")), event.getAttribute("id")));
            dom.all("multiInstanceLoopCharacteristics")
                    .map(repetition -> (Element) repetition.getParentNode())
                    .flatMap(BpmnDom::withDescendants)
                    .forEach(element -> repeated.add(element.getAttribute("id")));
        }
    }

    /** By the id of a start event that starts a sub-process: the id of the sub-process, by which the search calls it. */
    static Map<String, String> eventScopes(byte[]... files) {
        Map<String, String> scopes = new HashMap<>();
        for (byte[] file : files) {
            BpmnDom.of(file)
                    .all("subProcess")
                    .filter(scope -> scope.getAttribute("triggeredByEvent").equals("true"))
                    .forEach(scope -> BpmnDom.child(scope, "startEvent")
                            .ifPresent(start -> scopes.put(start.getAttribute("id"), scope.getAttribute("id"))));
        }
        return scopes;
    }

    /** What the engine did and the search has no place for. */
    Set<String> onlyEngine() {
        return onlyEngine;
    }

    /** What the search holds possible and the engine does not do. */
    Set<String> onlySearch() {
        return onlySearch;
    }

    int states() {
        return visited.size();
    }

    /** Goes everywhere the engine can be driven to. */
    void everywhere(int states) {
        limit = states;
        Mark start = driver.mark();
        compare(game.starts(), Set.of());
        driver.backTo(start);
    }

    /** Goes one way, by chance. */
    void walk(long seed, int steps) {
        Random chance = new Random(seed);
        Mark start = driver.mark();
        Set<State> at = Set.of();
        List<Move> moves = game.starts();
        for (int i = 0; i < steps && !moves.isEmpty() && !driver.state().open().isEmpty(); i++) {
            List<Opportunity> open = driver.state().open();
            Opportunity next = open.get(chance.nextInt(open.size()));
            List<Integer> answers =
                    Stream.generate(() -> chance.nextInt(2)).limit(6).toList();
            List<String> places = driver.state().places();
            Happened happened = driver.perform(next, answers);
            if (isCutOff(happened)) {
                break;
            }
            Set<State> possible = tellings(moves).getOrDefault(telling(next, happened), again(next, places, at));
            if (possible.isEmpty()) {
                onlyEngine.add(places + " " + telling(next, happened));
            }
            moves = moves(possible);
            at = possible;
        }
        driver.backTo(start);
    }

    private void compare(List<Move> moves, Set<State> at) {
        Map<Telling, Set<State>> told = tellings(moves);
        Set<Telling> done = new HashSet<>();
        List<String> places = driver.state().places();
        Mark here = driver.mark();
        for (Opportunity opportunity : driver.state().open()) {
            Deque<List<Integer>> untried = new ArrayDeque<>(List.of(List.of()));
            while (!untried.isEmpty()) {
                List<Integer> answers = untried.remove();
                Happened happened = driver.perform(opportunity, answers);
                untried.addAll(Choices.others(happened.asked(), answers.size()));
                if (!isCutOff(happened)) {
                    Telling telling = telling(opportunity, happened);
                    done.add(telling);
                    done.add(telling.anyhow());
                    Set<State> possible = told.getOrDefault(telling, again(opportunity, places, at));
                    if (possible.isEmpty()) {
                        onlyEngine.add(places + " " + telling);
                    } else if (visited.size() < limit
                            && visited.add(driver.state().key())) {
                        compare(moves(possible), possible);
                    }
                }
                driver.backTo(here);
            }
        }
        if (at.size() > 1 || places.stream().anyMatch(repeated::contains)) {
            return;
        }
        told.keySet().stream()
                .filter(telling -> !telling.what().isEmpty())
                .filter(telling -> !done.contains(telling) && !done.contains(telling.anyhow()))
                .filter(telling -> !hasComeOftenEnough(telling.what().strip()))
                .forEach(telling -> onlySearch.add(places + " " + telling));
    }

    private boolean hasComeOftenEnough(String what) {
        String event = beside.get(what);
        return event != null && driver.hasComeOftenEnough(event);
    }

    private List<Move> moves(Set<State> states) {
        return states.stream().flatMap(state -> game.moves(state).stream()).toList();
    }

    /** The search runs a repetition once: when the engine begins the next one, it stays where it is. */
    private Set<State> again(Opportunity opportunity, List<String> places, Set<State> at) {
        boolean stays = seen(places).equals(seen(driver.state().places()));
        return stays && repeated.contains(opportunity.action().element()) ? at : Set.of();
    }

    /** The search goes no further where a rule is broken. */
    private static boolean isCutOff(Happened happened) {
        return happened.fault().isPresent()
                || happened.dangers().stream()
                        .anyMatch(danger -> danger != Danger.NO_OUTCOME && danger != Danger.STUCK);
    }

    private Telling telling(Opportunity opportunity, Happened happened) {
        Action action = opportunity.action();
        String what = switch (action.kind()) {
            case START, CONTINUE -> "";
            case TIMER, MESSAGE, SIGNAL -> told(action.element(), "");
            default -> told(action.element(), action.detail());
        };
        List<String> flows = happened.trace().stream()
                .filter(step -> step.startsWith("-"))
                .map(step -> step.substring(1))
                .toList();
        return new Telling(what, flows, seen(driver.state().places()));
    }

    private String told(String element, String detail) {
        return eventScopes.getOrDefault(element, element) + " " + detail.replace("checksPassed=", "");
    }

    private Map<Telling, Set<State>> tellings(List<Move> moves) {
        Map<Telling, Set<State>> told = new HashMap<>();
        for (Move move : moves) {
            Telling telling = telling(move);
            told.computeIfAbsent(telling, any -> new HashSet<>()).add(move.to());
            told.computeIfAbsent(telling.anyhow(), any -> new HashSet<>()).add(move.to());
        }
        return told;
    }

    private Telling telling(Move move) {
        List<PathStep> steps = move.steps();
        String what = steps.isEmpty()
                ? "job"
                : told(
                        plain(steps.get(0).element().id()),
                        steps.get(0).event() == PathStep.Event.OCCURS
                                ? ""
                                : steps.get(0).detail());
        List<String> flows = steps.stream()
                .flatMap(step -> step.flows().stream())
                .map(Likeness::plain)
                .toList();
        return new Telling(what, flows, game.isOver(move.to()) ? new TreeSet<>() : seen(game.waiting(move.to())));
    }

    private SortedSet<String> seen(Iterable<String> places) {
        SortedSet<String> seen = new TreeSet<>();
        places.forEach(place -> seen.add(plain(place)));
        seen.removeAll(unseen);
        return seen;
    }

    /** Without the call through which it is reached. */
    static String plain(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
