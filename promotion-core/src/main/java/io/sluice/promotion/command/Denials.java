package io.sluice.promotion.command;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.transaction.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Counts what was denied, and writes it down once a minute for each person and operation: however often somebody tries, the
 * audit trail grows by one event a minute. What was counted in the minute in which a node dies is lost. Thread-safe.
 */
public final class Denials {
    private record Key(OrganizationId organization, String actor, String operation, Instant minute) {}

    /** Beyond that many people and operations in a minute, further ones are counted together. */
    private static final int MOST = 10_000;

    private static final String FURTHER = "SYSTEM:others";

    private final Clock clock;
    private final Map<Key, Long> counts = new HashMap<>();

    public Denials(Clock clock) {
        this.clock = clock;
    }

    void note(Caller caller, Operation operation) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Key key = new Key(caller.organization(), AuditLog.actorOf(caller), operation.name(), minute);
        synchronized (counts) {
            boolean full = counts.size() >= MOST && !counts.containsKey(key);
            counts.merge(full ? new Key(key.organization(), FURTHER, "ANY", minute) : key, 1L, Long::sum);
        }
    }

    /** Writes down the minutes that are over, each in a transaction of its own, and says how many events that took. */
    public int flush(Transactions transactions, Storage storage, AuditLog audit) {
        Map<Key, Long> over = takeOver(clock.instant().truncatedTo(ChronoUnit.MINUTES));
        over.forEach((key, count) -> transactions.requiresNew(() -> {
            if (storage.organizations().find(key.organization()).isPresent()) {
                audit.security(
                        key.organization(),
                        "access.denied",
                        key.actor(),
                        Map.of(
                                "operation",
                                key.operation(),
                                "count",
                                count,
                                "minute",
                                key.minute().toString()));
            }
            return count;
        }));
        return over.size();
    }

    private Map<Key, Long> takeOver(Instant minute) {
        Map<Key, Long> over = new HashMap<>();
        synchronized (counts) {
            Iterator<Map.Entry<Key, Long>> each = counts.entrySet().iterator();
            while (each.hasNext()) {
                Map.Entry<Key, Long> entry = each.next();
                if (entry.getKey().minute().isBefore(minute)) {
                    over.put(entry.getKey(), entry.getValue());
                    each.remove();
                }
            }
        }
        return over;
    }
}
