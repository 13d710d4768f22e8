package io.sluice.promotion.spring.rest;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What the API says to people, in English or German. */
public final class Words {
    private static final String BUNDLE = "io.sluice.promotion.spring.rest.words";

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

    /** The same, when there are words for it. */
    public Optional<String> known(String key, Object... parts) {
        return bundle.containsKey(key) ? Optional.of(say(key, parts)) : Optional.empty();
    }

    /** A length of time in its largest whole unit. */
    public String length(Duration length) {
        if (length.toMinutes() % 60 != 0 || length.toHours() == 0) {
            return say("length.minutes", length.toMinutes());
        }
        return length.toHours() % 24 == 0 ? say("length.days", length.toDays()) : say("length.hours", length.toHours());
    }
}
