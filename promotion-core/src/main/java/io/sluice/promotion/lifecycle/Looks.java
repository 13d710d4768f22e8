package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Who is looking at a promotion, so that two people do not do the same work unknowingly. It locks nothing, and is no event:
 * nothing that is decided depends on it.
 */
public final class Looks {
    private static final Duration REMEMBERED = Duration.ofMinutes(15);

    private final Storage storage;
    private final Clock clock;

    public Looks(Core core) {
        this.storage = core.storage();
        this.clock = core.clock();
    }

    /** The caller is looking, and says so for the first time or again. */
    public void begin(Caller caller, PromotionRequest request) {
        storage.looks().begin(caller.organization(), request.id(), caller.person(), clock.instant());
    }

    /** The caller is looking no longer. */
    public void end(Caller caller, PromotionRequest request) {
        storage.looks().end(caller.organization(), request.id(), caller.person());
    }

    /** Who is looking at a promotion. */
    public List<PersonId> at(OrganizationId organization, PromotionId promotion) {
        return at(organization, List.of(promotion)).getOrDefault(promotion, List.of());
    }

    /** Who is looking at these, for each at which anybody is. */
    public Map<PromotionId, List<PersonId>> at(OrganizationId organization, Collection<PromotionId> promotions) {
        return storage.looks().list(organization, promotions, clock.instant().minus(REMEMBERED));
    }

    /** Removes what is over, and says how much that was. */
    public int forget(int limit) {
        return storage.looks().forget(clock.instant().minus(REMEMBERED), limit);
    }
}
