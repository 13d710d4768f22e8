package io.sluice.promotion;

import io.sluice.promotion.calendar.Dates;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which part of an audit trail is exported.
 *
 * @param workspace what happened to a workspace, its policy and the promotions into it
 * @param promotion what happened to one promotion; not together with a workspace
 * @param from events from this time on
 * @param until events before this time
 */
public record ExportRange(
        Optional<WorkspaceId> workspace,
        Optional<PromotionId> promotion,
        Optional<Instant> from,
        Optional<Instant> until) {
    /**
     * Checks that it can hold anything.
     *
     * @throws InvalidInputException {@code export.range}, or {@code date.range} outside of the years 1970 to 9998
     */
    public ExportRange {
        from.ifPresent(moment -> Dates.requireInRange("from", moment));
        until.ifPresent(moment -> Dates.requireInRange("until", moment));
        boolean turned = from.isPresent() && until.isPresent() && !from.get().isBefore(until.get());
        if (turned || (workspace.isPresent() && promotion.isPresent())) {
            throw new InvalidInputException(
                    "range", "export.range", "A range is of a workspace or of a promotion, and begins before it ends.");
        }
    }

    /** All events of the organization. */
    public static ExportRange everything() {
        return new ExportRange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The events of a promotion. */
    public static ExportRange of(PromotionId promotion) {
        return new ExportRange(Optional.empty(), Optional.of(promotion), Optional.empty(), Optional.empty());
    }

    /** The events of a workspace, its policy and the promotions into it. */
    public static ExportRange of(WorkspaceId workspace) {
        return new ExportRange(Optional.of(workspace), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** All events of a time. */
    public static ExportRange between(Instant from, Instant until) {
        return new ExportRange(Optional.empty(), Optional.empty(), Optional.of(from), Optional.of(until));
    }

    /** Whether nothing is left out. */
    public boolean isEverything() {
        return workspace.isEmpty() && promotion.isEmpty() && from.isEmpty() && until.isEmpty();
    }

    /** In words, such as {@code workspace prod, from 2026-01-01T00:00:00Z}. */
    public String inWords() {
        List<String> words = new ArrayList<>();
        workspace.ifPresent(id -> words.add("workspace " + id));
        promotion.ifPresent(id -> words.add("promotion " + id));
        from.ifPresent(at -> words.add("from " + at));
        until.ifPresent(at -> words.add("until " + at));
        return String.join(", ", words);
    }
}
