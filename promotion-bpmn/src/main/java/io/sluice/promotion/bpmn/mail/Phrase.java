package io.sluice.promotion.bpmn.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A sentence that still knows which of its words are ours and which were filled in. */
record Phrase(List<Part> parts) {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /**
     * A stretch of a sentence.
     *
     * @param filledIn whether it is a name or number that was filled in, rather than one of our words
     */
    record Part(String text, boolean filledIn) {}

    Phrase {
        parts = List.copyOf(parts);
    }

    static Phrase filledIn(String value) {
        return new Phrase(List.of(new Part(value, true)));
    }

    /** Puts phrases into the places of a pattern. What they bring along is not looked at for places again. */
    static Phrase of(String pattern, Map<String, Phrase> values) {
        List<Part> parts = new ArrayList<>();
        Matcher place = PLACE.matcher(pattern);
        int end = 0;
        while (place.find()) {
            parts.add(new Part(pattern.substring(end, place.start()), false));
            Phrase value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("Nothing to put into " + place.group() + " of: " + pattern);
            }
            parts.addAll(value.parts);
            end = place.end();
        }
        parts.add(new Part(pattern.substring(end), false));
        return new Phrase(parts.stream().filter(part -> !part.text.isEmpty()).toList());
    }

    /** The names of the places in a pattern. */
    static Set<String> places(String pattern) {
        return PLACE.matcher(pattern).results().map(place -> place.group(1)).collect(Collectors.toSet());
    }

    String plain() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }
}
