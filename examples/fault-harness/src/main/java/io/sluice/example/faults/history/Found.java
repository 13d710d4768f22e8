package io.sluice.example.faults.history;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A promotion as it was found at the end.
 *
 * @param id names it
 * @param artifact what
 * @param version which version
 * @param digest its content
 * @param target where it goes
 * @param status where it stands
 * @param phase what is going on
 * @param revision how often it changed
 * @param subject what was decided on
 * @param requestedBy who asked
 * @param votes who decided what
 * @param events its audit trail, the first event first
 * @param chain "intact", or what is wrong with the chain
 */
public record Found(
        String id,
        String artifact,
        String version,
        String digest,
        String target,
        String status,
        String phase,
        long revision,
        String subject,
        String requestedBy,
        List<Vote> votes,
        List<Event> events,
        String chain) {
    private static final Set<String> OPEN = Set.of("PENDING", "APPROVED");

    /** The phases in which it waits for people or for a time that everybody can see. */
    private static final Set<String> VISIBLY_WAITING =
            Set.of("IN_LINE", "AWAITING_APPROVAL", "SCHEDULED", "WAITING_FOR_WINDOW", "HELD", "REPAIRING");

    /**
     * Somebody's decision.
     *
     * @param person who
     * @param decision APPROVE or REJECT
     * @param subject about what
     */
    public record Vote(String person, String decision, String subject) {}

    /**
     * An audit event.
     *
     * @param seq its place
     * @param type what happened
     * @param step of an attempt: which call of the deployer; else empty
     * @param fence of an attempt; else 0
     */
    public record Event(long seq, String type, String step, long fence) {}

    /** Copies the lists. */
    public Found {
        votes = List.copyOf(votes);
        events = List.copyOf(events);
    }

    /** From the words of a node. */
    public static Found parse(List<String> words) {
        return new Found(
                words.get(0),
                words.get(1),
                words.get(2),
                words.get(3),
                words.get(4),
                words.get(5),
                words.get(6),
                Long.parseLong(words.get(7)),
                words.get(8),
                words.get(9),
                parts(words.get(10)).map(Found::vote).toList(),
                parts(words.get(11)).map(Found::event).toList(),
                words.get(12));
    }

    /** Whether it has not ended. */
    public boolean isOpen() {
        return OPEN.contains(status);
    }

    /** Whether people can see what it waits for. */
    public boolean waitsVisibly() {
        return VISIBLY_WAITING.contains(phase);
    }

    private static Stream<String> parts(String joined) {
        return Stream.of(joined.split(";")).filter(part -> !part.isEmpty());
    }

    private static Vote vote(String text) {
        String[] words = text.split(":", 3);
        return new Vote(words[0], words[1], words[2]);
    }

    private static Event event(String text) {
        String[] words = text.split(",", -1);
        return new Event(
                Long.parseLong(words[0]), words[1], words[2], words[3].isEmpty() ? 0 : Long.parseLong(words[3]));
    }
}
