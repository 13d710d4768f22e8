package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.transaction.Transactions;
import java.util.Map;
import java.util.TreeMap;

/**
 * For parts of Sluice outside of core that do something for a caller, such as deploying a process file: they ask here
 * whether the caller may, and what they did is written down in the transaction in which they do it. Thread-safe.
 */
public final class Acts {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final AuditLog audit;
    private final Transactions transactions;

    Acts(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.audit = core.audit();
        this.transactions = core.transactions();
    }

    /** Returns when the caller holds the operation's permission in all of the organization, and throws when not. */
    public void require(Actor actor, OrganizationId organization, Operation operation) {
        pipeline.read(actor, organization, caller -> allowed(caller, operation));
    }

    /**
     * Does something for a caller who holds the operation's permission in all of the organization.
     *
     * @param type of the audit event, such as {@code process.deployed}
     * @param facts what the event says
     * @param act joins the transaction; what it throws rolls back the event as well
     */
    public void perform(
            Actor actor,
            OrganizationId organization,
            Operation operation,
            String type,
            Map<String, String> facts,
            Runnable act) {
        pipeline.read(
                actor,
                organization,
                caller -> transactions.required(() -> {
                    allowed(caller, operation);
                    act.run();
                    audit.record(caller, "organization:" + organization, type, new TreeMap<>(facts));
                    return caller;
                }));
    }

    private Caller allowed(Caller caller, Operation operation) {
        catalog.organization(caller.organization());
        authorization.require(caller, operation);
        return caller;
    }
}
