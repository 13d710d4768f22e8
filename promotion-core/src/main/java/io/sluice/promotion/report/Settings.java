package io.sluice.promotion.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the demands of a policy strictly: what a check does not know, or cannot read as a number, it refuses. */
final class Settings {
    /** Plain decimals only: no NaN, no hexadecimal, nothing that overflows. */
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

    private final Map<String, String> given;
    private final Set<String> used = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    Settings(Map<String, String> given) {
        this.given = new TreeMap<>(given);
    }

    /** A number between two bounds, both included. */
    OptionalDouble number(String name, double min, double max) {
        used.add(name);
        String value = given.get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        OptionalDouble number = decimal(value);
        if (number.isEmpty() || number.getAsDouble() < min || number.getAsDouble() > max) {
            refuse(name, "a number from " + Printable.number(min) + " to " + Printable.number(max));
            return OptionalDouble.empty();
        }
        return number;
    }

    /** A whole number between two bounds, both included. */
    OptionalDouble whole(String name, int min, int max) {
        OptionalDouble number = number(name, min, max);
        if (number.isPresent() && number.getAsDouble() != Math.rint(number.getAsDouble())) {
            refuse(name, "a whole number");
        }
        return number;
    }

    /** A text as it is. */
    Optional<String> text(String name) {
        used.add(name);
        return Optional.ofNullable(given.get(name));
    }

    /** All settings whose names begin like this, by the rest of the name. */
    Map<String, String> beginningWith(String prefix) {
        Map<String, String> found = new TreeMap<>();
        given.forEach((name, value) -> {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                used.add(name);
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** Notes that a setting is not what it must be. */
    void refuse(String name, String expected) {
        String value = given.getOrDefault(name, "");
        problems.add("Setting " + Printable.line(name, 100) + " must be " + expected + ", not '"
                + Printable.line(value, 50) + "'.");
    }

    /** Ends the reading: everything that was given must have been asked for and understood. */
    void finish() throws CannotTellException {
        given.keySet().stream()
                .filter(name -> !used.contains(name))
                .map(name -> "There is no setting " + Printable.line(name, 100) + ".")
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new CannotTellException(String.join(" ", problems.subList(0, Math.min(5, problems.size()))));
        }
    }

    /** The number that a text spells, if it does. */
    static OptionalDouble decimal(String text) {
        return DECIMAL.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
