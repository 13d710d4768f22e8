package io.sluice.promotion.spring.rest.configuration;

import io.sluice.promotion.configuration.KeyRevision;
import io.sluice.promotion.configuration.SettingsRevision;
import io.sluice.promotion.spring.rest.People;
import io.sluice.promotion.spring.rest.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One revision of what a workspace sets, and what it changed. */
record RevisionView(int revision, String reason, Optional<Person> by, Optional<Instant> at, List<ChangedKey> changes) {
    /** A key that was set, changed or unset. */
    record ChangedKey(String key, Optional<String> before, Optional<String> after) {
        static ChangedKey of(SettingsRevision.Difference difference) {
            return new ChangedKey(difference.key(), difference.before(), difference.after());
        }
    }

    static RevisionView of(SettingsRevision revision, SettingsRevision before, People people) {
        return new RevisionView(
                revision.revision(),
                revision.reason(),
                revision.change().map(KeyRevision.Change::by).map(people::person),
                revision.change().map(KeyRevision.Change::at),
                before.differencesTo(revision).stream().map(ChangedKey::of).toList());
    }
}
