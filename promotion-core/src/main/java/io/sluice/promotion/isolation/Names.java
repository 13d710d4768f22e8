package io.sluice.promotion.isolation;

import io.sluice.promotion.identity.WorkspaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds names in values: a name is there when it stands between characters that are neither letter nor digit, whatever the
 * case. A value is looked through once, however many names there are.
 */
final class Names {
    private record Entry(String name, Environment environment) {}

    private static final Pattern WORD = Pattern.compile("[a-z0-9]+");

    private final Map<String, List<Entry>> byFirstWord = new HashMap<>();
    private final Map<String, Environment> exactly = new HashMap<>();

    void add(String name, Environment environment) {
        exactly.put(name, environment);
        String lower = name.toLowerCase(Locale.ROOT);
        Matcher word = WORD.matcher(lower);
        if (word.find()) {
            byFirstWord
                    .computeIfAbsent(word.group(), key -> new ArrayList<>())
                    .add(new Entry(lower.substring(word.start()), environment));
        }
    }

    /** Whose name it is. */
    Optional<Environment> called(String name) {
        return Optional.ofNullable(exactly.get(name));
    }

    /** Whose names are in a value, in the order in which they are. */
    Stream<Environment> namedIn(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        Map<WorkspaceId, Environment> named = new LinkedHashMap<>();
        Matcher word = WORD.matcher(lower);
        while (word.find()) {
            for (Entry entry : byFirstWord.getOrDefault(word.group(), List.of())) {
                if (lower.startsWith(entry.name(), word.start())
                        && endsAWord(lower, word.start() + entry.name().length())) {
                    named.putIfAbsent(entry.environment().id(), entry.environment());
                }
            }
        }
        return named.values().stream();
    }

    private static boolean endsAWord(String text, int end) {
        return end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    }
}
