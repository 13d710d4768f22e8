package io.sluice.promotion.spring.rest;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the API says to people, in English or German. */
public final class Words {
    private static final String BUNDLE = "io.sluice.promotion.spring.rest.words";

    private static final Pattern SOMETIMES = Pattern.compile("\\[([^]]*)]");
    private static final Pattern PART = Pattern.compile("\\{(\\w+)}");

    private final ResourceBundle bundle;
    private final Locale language;

    private Words(Locale language) {
        this.language = language;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE,
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** In the language that the caller prefers. */
    public static Words of(Call call) {
        return new Words(call.language());
    }

    /** A sentence with its parts filled in. */
    public String say(String key, Object... parts) {
        return new MessageFormat(bundle.getString(key), language).format(parts);
    }

    /**
     * A sentence whose parts have names, such as <code>Approved[: {comment}]</code>, when there is one: what stands in
     * brackets is said only where all of its parts are there.
     */
    public Optional<String> tell(String key, Map<String, Object> parts) {
        if (!bundle.containsKey(key)) {
            return Optional.empty();
        }
        String sentence = SOMETIMES.matcher(bundle.getString(key)).replaceAll(match -> {
            boolean complete = PART.matcher(match.group(1)).results().allMatch(part -> isThere(parts, part.group(1)));
            return complete ? Matcher.quoteReplacement(match.group(1)) : "";
        });
        return Optional.of(PART.matcher(sentence)
                .replaceAll(part -> Matcher.quoteReplacement(String.valueOf(parts.getOrDefault(part.group(1), "?")))));
    }

    private static boolean isThere(Map<String, Object> parts, String name) {
        return !String.valueOf(parts.getOrDefault(name, "")).isEmpty();
    }

    /** A length of time in its largest whole unit. */
    public String length(Duration length) {
        if (length.toMinutes() % 60 != 0 || length.toHours() == 0) {
            return say("length.minutes", length.toMinutes());
        }
        return length.toHours() % 24 == 0 ? say("length.days", length.toDays()) : say("length.hours", length.toHours());
    }
}
