package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.spring.rest.Person;
import java.time.Instant;
import java.util.Optional;

/** What is live, or was. */
public record LiveView(
        String release,
        String version,
        String digest,
        Instant since,
        ReleaseCause cause,
        Optional<String> promotion,
        Optional<Person> by,
        Optional<Instant> until,
        Optional<Boolean> mayRollBackTo) {
    /** What is live now. */
    public static LiveView of(Release release, Optional<Person> by) {
        return past(release, by, Optional.empty());
    }

    /** What is or was live, and whether it can be put back. */
    static LiveView past(Release release, Optional<Person> by, Optional<Boolean> mayRollBackTo) {
        return new LiveView(
                release.id().value(),
                release.version().value(),
                release.digest().value(),
                release.liveFrom(),
                release.cause(),
                release.promotion().map(PromotionId::value),
                by,
                release.liveUntil(),
                mayRollBackTo);
    }
}
