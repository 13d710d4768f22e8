package io.sluice.promotion.preference;

import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.NotificationKind;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person wants to be told in an organization, and how.
 *
 * @param channels for each kind that is not to come over all channels, the channels it comes over; none to be told nothing
 * @param language in place of the directory's
 * @param digest one message a day in place of every single request for approval and reminder
 */
public record PersonalPreferences(
        Map<NotificationKind, Set<String>> channels, Optional<Locale> language, Optional<DailyDigest> digest) {
    /**
     * Copies the channels.
     *
     * @throws InvalidInputException {@code preference.mandatory} for a kind that everybody concerned is told
     */
    public PersonalPreferences {
        channels.keySet().forEach(kind -> requireChoice(kind, kind.isMandatory()));
        channels = channels.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** Every message over every channel at once, in the language of the directory. */
    public static PersonalPreferences standard() {
        return new PersonalPreferences(Map.of(), Optional.empty(), Optional.empty());
    }

    /** These kinds not at all, all others over every channel. */
    public PersonalPreferences without(Set<NotificationKind> kinds) {
        return new PersonalPreferences(
                kinds.stream().collect(Collectors.toMap(kind -> kind, kind -> Set.of())), language, digest);
    }

    /** In this language. */
    public PersonalPreferences in(Locale wanted) {
        return new PersonalPreferences(channels, Optional.of(wanted), digest);
    }

    /** With a digest. */
    public PersonalPreferences with(DailyDigest wanted) {
        return new PersonalPreferences(channels, language, Optional.of(wanted));
    }

    /** Over which of the channels a message comes, in their order. */
    public Set<String> channelsFor(NotificationKind kind, Set<String> all) {
        if (digest.isPresent() && kind.asksToDecide()) {
            return Set.of();
        }
        Set<String> wanted = new LinkedHashSet<>(all);
        Optional.ofNullable(channels.get(kind)).ifPresent(wanted::retainAll);
        return wanted;
    }

    static void requireChoice(NotificationKind kind, boolean mandatory) {
        if (mandatory) {
            throw new InvalidInputException(
                    "preferences", "preference.mandatory", "Messages of kind " + kind + " cannot be turned off.");
        }
    }
}
