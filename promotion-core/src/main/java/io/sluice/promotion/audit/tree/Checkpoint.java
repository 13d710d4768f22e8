package io.sluice.promotion.audit.tree;

import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the log of an organization held at some moment, in the form of C2SP tlog-checkpoint: origin, number of events,
 * root of the tree, one line each. A fourth line says when, such as {@code time 2026-03-01T12:00:00Z}.
 *
 * @param origin names the log: the key's name, a slash, the organization
 * @param size how many events
 * @param root of the tree over them
 * @param at when, in whole seconds
 */
public record Checkpoint(String origin, long size, TreeHash root, Instant at) {
    private static final String TIME = "time ";
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /**
     * Cuts the time to seconds.
     *
     * @throws InvalidInputException {@code checkpoint.format} when the origin is no single line or the size is negative
     */
    public Checkpoint {
        Text.requireOpaque("checkpoint.origin", origin, 400);
        if (size < 0) {
            throw malformed("The number of events is negative.");
        }
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n" + TIME + at + "\n";
    }

    /**
     * Reads {@link #text}; further lines, which others may have added, are left out.
     *
     * @throws InvalidInputException {@code checkpoint.format}
     */
    public static Checkpoint parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 4 || !text.endsWith("\n") || !lines.get(3).startsWith(TIME)) {
            throw malformed("A checkpoint has a line each for origin, size, root and time.");
        }
        if (!SIZE.matcher(lines.get(1)).matches()) {
            throw malformed("The second line of a checkpoint is the number of events.");
        }
        try {
            return new Checkpoint(
                    lines.get(0),
                    Long.parseLong(lines.get(1)),
                    TreeHash.of(Base64.getDecoder().decode(lines.get(2))),
                    Instant.parse(lines.get(3).substring(TIME.length())));
        } catch (IllegalArgumentException | DateTimeParseException | InvalidInputException e) {
            throw malformed("A checkpoint has an origin, a root of 32 bytes in Base64, and a time in UTC.");
        }
    }

    private static InvalidInputException malformed(String message) {
        return new InvalidInputException("checkpoint", "checkpoint.format", message);
    }
}
