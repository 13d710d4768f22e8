package io.sluice.promotion.spring.rest.freeze;

import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.calendar.Length;
import io.sluice.promotion.calendar.Occurrence;
import io.sluice.promotion.calendar.Recurrence;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** A time in which nothing goes live. Its beginning and end are local times of its zone. */
public record FreezeView(
        String id,
        String title,
        String reason,
        Optional<String> workspace,
        Optional<ArtifactView> artifact,
        String start,
        Optional<String> end,
        Optional<Duration> duration,
        String zone,
        Optional<String> recurrence,
        Person by,
        Instant at,
        Optional<Lifted> lifted,
        boolean activeNow,
        List<Stretch> next,
        boolean mayLift) {
    private static final int SHOWN = 3;

    /** Who ended it before its time. */
    public record Lifted(Person by, Instant at, String reason) {}

    /** From when until when. */
    public record Stretch(Instant from, Instant to) {
        /** As it really passes. */
        public static Stretch of(Occurrence occurrence) {
            return new Stretch(occurrence.from(), occurrence.until());
        }
    }

    /** As it stands now. */
    static FreezeView of(Freeze freeze, boolean mayLift, Instant now, People people) {
        CalendarSpan span = freeze.span();
        Length length = span.length();
        return new FreezeView(
                freeze.id().value(),
                freeze.title(),
                freeze.reason(),
                freeze.scope().workspace().map(WorkspaceId::value),
                freeze.scope().artifact().map(ArtifactView::of),
                span.start().toString(),
                length instanceof Length.UntilLocal until
                        ? Optional.of(until.end()).map(LocalDateTime::toString)
                        : Optional.empty(),
                length instanceof Length.Elapsed elapsed ? Optional.of(elapsed.duration()) : Optional.empty(),
                span.zone().getId(),
                span.recurrence().map(Recurrence::rule),
                people.person(freeze.createdBy()),
                freeze.createdAt(),
                freeze.lifted().map(lifted -> new Lifted(people.person(lifted.by()), lifted.at(), lifted.reason())),
                freeze.holdsAt(now),
                freeze.lifted().isPresent() ? List.of() : next(span, now),
                mayLift && !freeze.isOver(now));
    }

    private static List<Stretch> next(CalendarSpan span, Instant now) {
        return span.between(now, now.plus(CalendarSpan.LONGEST), SHOWN).stream()
                .map(Stretch::of)
                .toList();
    }
}
