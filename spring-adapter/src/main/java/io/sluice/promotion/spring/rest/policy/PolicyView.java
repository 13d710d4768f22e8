package io.sluice.promotion.spring.rest.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.PolicyFile;
import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.calendar.Occurrence;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.spring.rest.ApiJson;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Tag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** One revision of what a workspace demands. */
public record PolicyView(
        String etag,
        int revision,
        JsonNode policy,
        String reason,
        Person by,
        Instant at,
        List<Opening> openings,
        List<String> notes) {
    private static final int SHOWN = 3;

    /** When its windows are open. */
    public record Opening(Instant from, Instant to) {}

    /** With the next times from now on. */
    public static PolicyView of(PolicyRevision revision, Instant now, People people) {
        List<CalendarSpan> windows =
                revision.policy().windows().stream().map(ChangeWindow::span).toList();
        List<Occurrence> next = windows.stream()
                .flatMap(window -> window.between(now, now.plus(CalendarSpan.LONGEST), SHOWN).stream())
                .sorted(Comparator.comparing(Occurrence::from).thenComparing(Occurrence::until))
                .distinct()
                .limit(SHOWN)
                .toList();
        Instant end = next.stream()
                .map(Occurrence::until)
                .max(Comparator.naturalOrder())
                .orElse(now);
        return new PolicyView(
                Tag.of(revision.revision()).quoted(),
                revision.revision(),
                ApiJson.parse(PolicyFile.write(revision.policy())),
                revision.reason(),
                people.person(revision.createdBy()),
                revision.createdAt(),
                next.stream()
                        .map(open -> new Opening(open.from(), open.until()))
                        .toList(),
                windows.stream()
                        .flatMap(window -> window.notes(now, end).stream())
                        .distinct()
                        .toList());
    }
}
