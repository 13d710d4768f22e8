package io.sluice.promotion.calendar;

import io.sluice.promotion.problem.InvalidInputException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads time zones: regions such as {@code Europe/Berlin}, because only they know about daylight saving. */
public final class Zones {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_+/:-]{1,64}");

    /** Three names that some Java versions know and others do not. */
    private static final Set<String> UNCERTAIN = Set.of("EST", "MST", "HST");

    private Zones() {}

    /**
     * The zone of that name.
     *
     * @throws InvalidInputException {@code zone.unknown} when there is no such zone, {@code zone.useRegion} when it is an
     *     offset or an abbreviation
     */
    public static ZoneId region(String field, @Nullable String name) {
        if (name == null || !FORM.matcher(name).matches() || UNCERTAIN.contains(name)) {
            throw unknown(field);
        }
        if (name.startsWith("SystemV/")) {
            throw noRegion(field, name);
        }
        try {
            return requireRegion(field, ZoneId.of(name));
        } catch (DateTimeException e) {
            throw unknown(field);
        }
    }

    /**
     * The zone itself.
     *
     * @throws InvalidInputException {@code zone.useRegion} when it is an offset or an abbreviation
     */
    public static ZoneId requireRegion(String field, ZoneId zone) {
        String id = zone.getId();
        if (id.equals("UTC") || (id.contains("/") && !id.startsWith("SystemV/"))) {
            return zone;
        }
        throw noRegion(field, id);
    }

    private static InvalidInputException unknown(String field) {
        return new InvalidInputException(
                field, "zone.unknown", field + " is no time zone; use a region such as Europe/Berlin.");
    }

    private static InvalidInputException noRegion(String field, String id) {
        return new InvalidInputException(
                field, "zone.useRegion", "Use a region such as Europe/Berlin for " + field + ", not " + id + ".");
    }
}
