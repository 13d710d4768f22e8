package io.sluice.promotion.calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When several calendars agree: of each group of windows at least one is open, and none of the freezes holds.
 *
 * @param windows groups of windows; a group without windows is always open
 * @param freezes when nothing may begin
 */
public record Openings(List<List<CalendarSpan>> windows, List<CalendarSpan> freezes) {
    /** How far it looks ahead. */
    public static final Duration HORIZON = Duration.ofDays(5 * 366);

    /** How many questions to single calendars it takes before it gives up. */
    private static final int MOST_QUESTIONS = 5_000;

    /** Copies the lists. */
    public Openings {
        windows = windows.stream()
                .filter(group -> !group.isEmpty())
                .map(List::copyOf)
                .toList();
        freezes = List.copyOf(freezes);
    }

    /** The moment itself when everything is open then, else the next one at which it is; empty when there is none in five years. */
    public Optional<Instant> next(Instant moment) {
        Instant horizon = moment.plus(HORIZON);
        int perRound =
                1 + freezes.size() + windows.stream().mapToInt(List::size).sum();
        Instant candidate = moment;
        for (int asked = 0; asked < MOST_QUESTIONS; asked += perRound) {
            Optional<Instant> later = later(candidate);
            if (later.isEmpty() || later.get().isAfter(horizon)) {
                return Optional.empty();
            }
            if (later.get().equals(candidate)) {
                return later;
            }
            candidate = later.get();
        }
        return Optional.empty();
    }

    /** No opening lies before the answer; an opening is found when it is the moment asked about. */
    private Optional<Instant> later(Instant moment) {
        Instant candidate = moment;
        for (List<CalendarSpan> group : windows) {
            Instant asked = candidate;
            Optional<Instant> opens = group.stream()
                    .flatMap(window -> window.nextOpen(asked).stream())
                    .min(Instant::compareTo);
            if (opens.isEmpty()) {
                return opens;
            }
            candidate = opens.get();
        }
        for (CalendarSpan freeze : freezes) {
            candidate = freeze.coveredUntil(candidate).orElse(candidate);
        }
        return Optional.of(candidate);
    }
}
