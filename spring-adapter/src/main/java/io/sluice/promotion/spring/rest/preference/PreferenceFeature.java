package io.sluice.promotion.spring.rest.preference;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.calendar.Zones;
import io.sluice.promotion.preference.DailyDigest;
import io.sluice.promotion.preference.PersonalPreferences;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Routes;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What people and workspaces want to be told. The last one who writes wins: a person's choices are their own. */
public final class PreferenceFeature implements Feature {
    private static final String NOTIFICATIONS = ORGANIZATION + "/workspaces/{workspace}/notifications";

    private record DigestBody(String at, String zone) {
        private DailyDigest digest() {
            try {
                return new DailyDigest(LocalTime.parse(at), Zones.requireRegion("digest.zone", ZoneId.of(zone)));
            } catch (DateTimeException e) {
                throw new InvalidInputException(
                        "digest", "time.format", "A digest has a time such as 07:30 and a zone such as Europe/Berlin.");
            }
        }
    }

    private record PreferencesBody(
            Map<NotificationKind, List<String>> channels, Optional<String> language, Optional<DigestBody> digest) {
        private static PreferencesBody of(PersonalPreferences preferences) {
            Map<NotificationKind, List<String>> channels = new TreeMap<>();
            preferences
                    .channels()
                    .forEach((kind, names) ->
                            channels.put(kind, names.stream().sorted().toList()));
            return new PreferencesBody(
                    channels,
                    preferences.language().map(Locale::toLanguageTag),
                    preferences
                            .digest()
                            .map(digest -> new DigestBody(
                                    digest.at().toString(), digest.zone().getId())));
        }

        private PersonalPreferences wanted() {
            return new PersonalPreferences(
                    channels.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue()))),
                    language.map(PreferencesBody::locale),
                    digest.map(DigestBody::digest));
        }

        private static Locale locale(String tag) {
            try {
                return new Locale.Builder().setLanguageTag(tag).build();
            } catch (IllformedLocaleException e) {
                throw new InvalidInputException(
                        "language", "language.format", "language is a tag such as en, de or de-AT.");
            }
        }
    }

    private final Sluice sluice;

    /** Over these doors. */
    public PreferenceFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/preferences", this::mine);
        routes.put(ORGANIZATION + "/preferences", this::change);
        routes.get(NOTIFICATIONS, this::ofWorkspace);
        routes.put(NOTIFICATIONS, this::changeWorkspace);
    }

    private Answer mine(Call call) {
        return Answer.shown(PreferencesBody.of(sluice.preferences().mine(call.actor(), call.organization())));
    }

    private Answer change(Call call) {
        PersonalPreferences wanted = call.body(PreferencesBody.class).wanted();
        return Answer.done(
                PreferencesBody.of(sluice.preferences().change(call.actor(), call.organization(), wanted, call.key())));
    }

    private Answer ofWorkspace(Call call) {
        return Answer.shown(NotificationsView.of(
                sluice.preferences().ofWorkspace(call.actor(), call.organization(), call.workspace())));
    }

    private Answer changeWorkspace(Call call) {
        return Answer.done(NotificationsView.of(sluice.preferences()
                .changeWorkspace(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        call.body(NotificationsView.class).wanted(),
                        call.key())));
    }
}
