package io.sluice.example.faults.history;

import io.sluice.example.faults.history.Violation.Rule;
import io.sluice.example.faults.node.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges what clients were told against what was found. */
final class CallChecker {
    private static final Set<String> SHOW_A_PROMOTION = Set.of("request", "approve", "reject", "cancel", "get");

    private record Read(long begun, long ended, String id, long revision) {}

    private final List<Call> calls;
    private final Map<String, Found> byId;
    private final List<Long> deaths;
    private final List<Violation> violations = new ArrayList<>();

    CallChecker(List<Call> calls, Map<String, Found> byId, List<Long> deaths) {
        this.calls = calls;
        this.byId = byId;
        this.deaths = deaths;
    }

    List<Violation> violations() {
        calls.forEach(call -> {
            if (call.answer() instanceof Answer.Done done) {
                acknowledged(call, done);
            } else if (call.answer() instanceof Answer.Refused refused) {
                explained(call, refused);
            }
        });
        calls.stream()
                .filter(call -> call.verb().equals("request"))
                .collect(Collectors.groupingBy(call -> call.word(1)))
                .forEach(this::oneResult);
        reads();
        return violations;
    }

    private void acknowledged(Call call, Answer.Done done) {
        boolean there = switch (call.verb()) {
            case "request" -> isThere(call, done.words().get(0));
            case "approve" -> hasVote(call, "APPROVED");
            case "reject" -> hasVote(call, "REJECTED") && hasStatus(call.word(3), "REJECTED");
            case "cancel" -> hasStatus(call.word(2), "CANCELLED");
            default -> true;
        };
        if (!there) {
            report(Rule.ACKNOWLEDGED_IS_THERE, "Acknowledged and not there: " + call.words());
        }
    }

    private boolean isThere(Call call, String id) {
        Found found = byId.get(id);
        return found != null
                && found.artifact().equals(call.word(2))
                && found.version().equals(call.word(3));
    }

    private boolean hasVote(Call call, String decision) {
        Found found = byId.get(call.word(3));
        return found != null
                && found.votes().stream()
                        .anyMatch(vote -> vote.person().equals(call.word(2))
                                && vote.decision().equals(decision)
                                && vote.subject().equals(call.word(4)));
    }

    private boolean hasStatus(String id, String status) {
        Found found = byId.get(id);
        return found != null && found.status().equals(status);
    }

    private void explained(Call call, Answer.Refused refused) {
        if (refused.code().isBlank() || refused.code().startsWith("fault:")) {
            report(
                    Rule.FAILURES_SAY_WHETHER_TO_RETRY,
                    call.words() + " failed with " + refused.code() + ": " + refused.message());
        }
    }

    private void oneResult(String key, List<Call> sameKey) {
        Set<String> ids = sameKey.stream()
                .map(Call::answer)
                .filter(Answer.Done.class::isInstance)
                .map(answer -> ((Answer.Done) answer).words().get(0))
                .collect(Collectors.toSet());
        Call one = sameKey.get(0);
        long made = byId.values().stream()
                .filter(found ->
                        found.artifact().equals(one.word(2)) && found.version().equals(one.word(3)))
                .count();
        if (ids.size() > 1 || made > 1) {
            report(Rule.ONE_KEY_ONE_RESULT, "Key " + key + " was answered with " + ids + ", and made " + made + ".");
        }
        boolean refused = sameKey.stream()
                .allMatch(call -> call.answer() instanceof Answer.Refused answer && !answer.retryable());
        if (refused && made > 0) {
            report(Rule.REFUSED_IS_NOT_THERE, "Key " + key + " was refused for good and made " + made + ".");
        }
    }

    /**
     * Whoever begins to read after another has read sees at least as much. Only where a database shows a commit before it is
     * kept, a death in between may take back what was read; what was acknowledged is judged by itself.
     */
    private void reads() {
        Map<Integer, List<Read>> lives = calls.stream()
                .filter(call -> SHOW_A_PROMOTION.contains(call.verb()) && call.answer() instanceof Answer.Done)
                .map(CallChecker::read)
                .sorted(Comparator.comparingLong(Read::begun))
                .collect(Collectors.groupingBy(read -> deathsBefore(read.ended())));
        lives.values().forEach(this::reads);
        lives.getOrDefault(deaths.size(), List.of()).forEach(read -> {
            Found found = byId.get(read.id());
            requireNewer(read, read.revision(), found == null ? -1 : found.revision());
        });
    }

    private int deathsBefore(long moment) {
        return (int) deaths.stream().filter(death -> death < moment).count();
    }

    private void reads(List<Read> reads) {
        Map<String, Long> seen = new HashMap<>();
        PriorityQueue<Read> underWay = new PriorityQueue<>(Comparator.comparingLong(Read::ended));
        for (Read read : reads) {
            while (!underWay.isEmpty() && underWay.element().ended() < read.begun()) {
                Read over = underWay.remove();
                seen.merge(over.id(), over.revision(), Math::max);
            }
            requireNewer(read, seen.getOrDefault(read.id(), 0L), read.revision());
            underWay.add(read);
        }
    }

    private void requireNewer(Read read, long before, long now) {
        if (now < before) {
            report(
                    Rule.READS_DO_NOT_GO_BACK,
                    "Promotion " + read.id() + " was at revision " + before + " and then at " + now + ".");
        }
    }

    private static Read read(Call call) {
        List<String> words = ((Answer.Done) call.answer()).words();
        return new Read(call.begun(), call.ended(), words.get(0), Long.parseLong(words.get(3)));
    }

    private void report(Rule rule, String what) {
        violations.add(new Violation(rule, what));
    }
}
