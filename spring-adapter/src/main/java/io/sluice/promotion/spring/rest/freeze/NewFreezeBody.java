package io.sluice.promotion.spring.rest.freeze;

import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.calendar.Length;
import io.sluice.promotion.calendar.Recurrence;
import io.sluice.promotion.calendar.Zones;
import io.sluice.promotion.freeze.ExceptionGranters;
import io.sluice.promotion.freeze.FreezeScope;
import io.sluice.promotion.freeze.NewFreeze;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spring.rest.ArtifactView;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A freeze that somebody announces. It has an end or a duration, not both. */
record NewFreezeBody(
        String title,
        String reason,
        Optional<String> workspace,
        Optional<ArtifactView> artifact,
        String start,
        Optional<String> end,
        Optional<Duration> duration,
        String zone,
        Optional<String> recurrence,
        Optional<Granters> granters) {
    /** Who may let a promotion pass. */
    record Granters(Optional<List<String>> persons, Optional<List<String>> roles) {
        static Granters of(ExceptionGranters granters) {
            return new Granters(
                    Optional.of(granters.persons().stream()
                            .map(PersonId::value)
                            .sorted()
                            .toList()),
                    Optional.of(granters.roles().stream()
                            .map(RoleId::value)
                            .sorted()
                            .toList()));
        }

        private ExceptionGranters granters() {
            return new ExceptionGranters(
                    persons.orElse(List.of()).stream().map(PersonId::new).collect(Collectors.toSet()),
                    roles.orElse(List.of()).stream().map(RoleId::new).collect(Collectors.toSet()));
        }
    }

    NewFreeze wanted() {
        return new NewFreeze(
                title,
                reason,
                new FreezeScope(workspace.map(WorkspaceId::new), artifact.map(ArtifactView::ref)),
                new CalendarSpan(local("start", start), length(), region(), recurrence.map(Recurrence::new)),
                granters.map(Granters::granters).orElse(ExceptionGranters.NOBODY));
    }

    private Length length() {
        if (end.isPresent() == duration.isPresent()) {
            throw new InvalidInputException("end", "window.range", "A freeze has either an end or a duration.");
        }
        return end.<Length>map(text -> new Length.UntilLocal(local("end", text)))
                .orElseGet(() -> new Length.Elapsed(duration.orElseThrow()));
    }

    private ZoneId region() {
        try {
            return Zones.requireRegion("zone", ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new InvalidInputException("zone", "zone.useRegion", "zone is a region such as Europe/Berlin.");
        }
    }

    private static LocalDateTime local(String field, String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    field, "time.format", field + " is a local date and time such as 2026-12-24T18:00.");
        }
    }
}
