package io.sluice.example.faults.history;

import io.sluice.example.faults.history.Found.Event;
import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.outside.DeployCall;
import io.sluice.example.faults.outside.DeployCall.Effect;
import io.sluice.example.faults.outside.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Judges what was found, and what arrived outside, against what must hold. */
public final class Checker {
    private final Evidence evidence;
    private final Map<String, Found> byId;
    private final Set<String> approvers;
    private final int needed;
    private final List<Violation> violations = new ArrayList<>();

    /**
     * A checker for one run.
     *
     * @param approvers who may approve
     * @param needed how many of them must
     */
    public Checker(Evidence evidence, Set<String> approvers, int needed) {
        this.evidence = evidence;
        this.byId = evidence.found().stream().collect(Collectors.toMap(Found::id, Function.identity()));
        this.approvers = Set.copyOf(approvers);
        this.needed = needed;
    }

    /** Everything that is wrong; nothing when all is well. */
    public List<Violation> violations() {
        violations.clear();
        violations.addAll(new CallChecker(evidence.calls(), byId, evidence.deaths()).violations());
        evidence.deployments().forEach(this::authorized);
        evidence.found().forEach(this::deployedOnce);
        evidence.found().stream()
                .collect(Collectors.groupingBy(Found::artifact))
                .forEach(this::liveIsRecorded);
        evidence.found().forEach(this::settled);
        evidence.messages().forEach(this::toldTruly);
        return List.copyOf(violations);
    }

    private void authorized(DeployCall call) {
        if (!call.verb().equals("deploy")
                || call.effect() == Effect.FENCED
                || evidence.forgotten().contains(call.number())) {
            return;
        }
        Found found = byId.get(call.promotion());
        if (found == null) {
            report(Rule.AUTHORIZED, "Deployed for promotion " + call.promotion() + ", which there is not.");
            return;
        }
        Optional<Long> decided = seq(found, event -> event.type().equals("gate.opened"));
        Optional<Long> started = seq(
                found,
                event -> event.type().equals("attempt.started")
                        && event.step().equals("DEPLOY")
                        && event.fence() == call.fence());
        if (decided.isEmpty() || started.isEmpty() || decided.get() > started.get()) {
            report(Rule.AUTHORIZED, "Call " + call.number() + " for " + name(found) + " has no decision before it.");
        }
        if (!found.digest().equals(call.digest())) {
            report(Rule.AUTHORIZED, "Call " + call.number() + " brought another content than " + name(found) + ".");
        }
        if (approvals(found) < needed || rejected(found)) {
            report(Rule.AUTHORIZED, name(found) + " was deployed with " + approvals(found) + " approvals.");
        }
    }

    private long approvals(Found found) {
        return found.votes().stream()
                .filter(vote -> vote.decision().equals("APPROVED")
                        && vote.subject().equals(found.subject())
                        && approvers.contains(vote.person())
                        && !vote.person().equals(found.requestedBy()))
                .map(Found.Vote::person)
                .distinct()
                .count();
    }

    private static boolean rejected(Found found) {
        return found.votes().stream().anyMatch(vote -> vote.decision().equals("REJECTED"));
    }

    private static Optional<Long> seq(Found found, Predicate<Event> wanted) {
        return found.events().stream().filter(wanted).map(Event::seq).findFirst();
    }

    /** Putting back in between gives a decision no second deployment: there would have to be another decision. */
    private void deployedOnce(Found found) {
        long deployed = evidence.deployments().stream()
                .filter(call -> call.promotion().equals(found.id())
                        && call.verb().equals("deploy")
                        && call.effect() == Effect.CHANGED)
                .count();
        if (deployed > 1) {
            report(Rule.ONE_DEPLOYMENT, name(found) + " was deployed " + deployed + " times.");
        }
        if (deployed == 0 && found.status().equals("COMPLETED")) {
            report(Rule.ONE_DEPLOYMENT, name(found) + " is completed, but was never deployed.");
        }
    }

    private void liveIsRecorded(String artifact, List<Found> promotions) {
        if (promotions.stream().anyMatch(Found::isOpen)) {
            return;
        }
        String recorded = promotions.stream()
                .filter(found -> found.status().equals("COMPLETED"))
                .max(Comparator.comparing(Found::id))
                .map(Found::digest)
                .orElse("-");
        String live = evidence.live().getOrDefault(artifact, "-");
        if (!recorded.equals(live)) {
            report(
                    Rule.LIVE_IS_RECORDED,
                    "Of " + artifact + " " + live + " is live, but recorded is " + recorded + ".");
        }
    }

    private void settled(Found found) {
        if (!found.chain().equals("intact")) {
            report(Rule.AUDIT_INTACT, name(found) + ": " + found.chain());
        }
        if (found.isOpen()) {
            if (!found.waitsVisibly() && !evidence.incidents().contains(found.id())) {
                report(Rule.NOT_STUCK, name(found) + " is " + found.phase() + " and nobody can see why.");
            }
            return;
        }
        long ends = found.events().stream()
                .filter(event -> event.type().equals("promotion.ended"))
                .count();
        if (ends != 1) {
            report(Rule.AUDIT_INTACT, name(found) + " has " + ends + " events of its end.");
        }
        Wish wish = Wish.of(found.version());
        if (!wish.end().equals(found.status())) {
            report(Rule.ENDS_AS_ASKED, name(found) + " ended " + found.status() + ", not " + wish.end() + ".");
        }
    }

    private void toldTruly(Message message) {
        boolean known = !message.topic().startsWith("promotion-")
                || byId.containsKey(message.topic().substring("promotion-".length()));
        if (!known) {
            report(Rule.MESSAGES_ARE_TRUE, message.kind() + " told of " + message.topic() + ", which there is not.");
        }
    }

    private static String name(Found found) {
        return found.artifact() + " " + found.version() + " (" + found.id() + ")";
    }

    private void report(Rule rule, String what) {
        violations.add(new Violation(rule, what));
    }

    /** How many calls of the deployer came to what, for the figures. */
    public Map<String, Long> deployCalls() {
        Map<String, Long> counted = new HashMap<>();
        evidence.deployments().forEach(call -> counted.merge(call.verb() + " " + call.effect(), 1L, Long::sum));
        return counted;
    }
}
