package io.sluice.promotion.governance;

import io.sluice.promotion.command.Core;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.transaction.Transactions;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends proposals whose time is over, each in a unit of work of its own. */
public final class ProposalTimes {
    private static final Logger LOG = LoggerFactory.getLogger(ProposalTimes.class);

    private final Transactions transactions;
    private final Storage storage;
    private final Proposals proposals;
    private final Clock clock;

    public ProposalTimes(Core core, Proposals proposals) {
        this.transactions = core.transactions();
        this.storage = core.storage();
        this.proposals = proposals;
        this.clock = core.clock();
    }

    /** Ends so many at most and says how many. */
    public int expire(int limit) {
        return storage.policyChanges().overdue(clock.instant(), limit).stream()
                .mapToInt(change -> attempt(
                        "proposal " + change.id(),
                        () -> transactions.requiresNew(() -> {
                            proposals.expire(change.organization(), change.id());
                            return change;
                        })))
                .sum();
    }

    /** One that cannot be done now must not keep the others waiting. */
    private static int attempt(String what, Runnable work) {
        try {
            work.run();
            return 1;
        } catch (RuntimeException e) {
            LOG.warn("What is due for {} could not be done.", what, e);
            return 0;
        }
    }
}
