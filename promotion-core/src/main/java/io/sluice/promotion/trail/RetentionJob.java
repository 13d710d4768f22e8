package io.sluice.promotion.trail;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.RetentionRows;
import io.sluice.promotion.jdbc.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Removes the bodies of promotions that ended longer ago than the longest of three periods: what the target says now, what
 * it said when the promotion was requested, and what the host keeps at least. Hashes, types, times, references and numbers
 * stay, so that every event can still be verified.
 */
public final class RetentionJob {
    private final CommandPipeline pipeline;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;
    private final int leastDays;

    public RetentionJob(Core core, int leastDays) {
        this.pipeline = core.pipeline();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
        this.leastDays = leastDays;
    }

    /** Removes at most that many bodies, each in a transaction of its own, and says how many. */
    public int run(int limit) {
        int removed = 0;
        Instant now = clock.instant();
        for (RetentionRows.Group group : storage.retention().groups(now.minus(Duration.ofDays(leastDays)))) {
            int days = Math.max(leastDays, Math.max(group.now(), group.requestedUnder()));
            Instant before = now.minus(Duration.ofDays(days));
            for (PromotionId promotion : storage.retention().expired(group, before, limit - removed)) {
                removed += remove(group.organization(), promotion, days, now) ? 1 : 0;
            }
            if (removed >= limit) {
                return removed;
            }
        }
        return removed;
    }

    private boolean remove(OrganizationId organization, PromotionId promotion, int days, Instant now) {
        return pipeline.lateStep(organization, promotion, "retention", unit -> {
            audit.awaitSecurity(organization); // A hold that is being set is in force before anything is removed.
            if (!storage.retention().isDue(organization, promotion)) {
                return false; // A hold was set, or another node was faster.
            }
            List<AuditEvent> events = storage.audit().chain(organization, LockedPromotion.chain(promotion));
            unit.record("retention.removed", Map.of("through", (long) events.size(), "days", (long) days));
            unit.afterwards(() -> storage.retention().strip(organization, promotion, events, now));
            return true;
        });
    }
}
