package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.transaction.Transactions;
import java.util.List;

/** Who did what, when and why. Append-only; each promotion has a hash chain of its own. Thread-safe. */
public final class AuditTrail {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Transactions transactions;

    AuditTrail(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.transactions = core.transactions();
    }

    /** All events of a promotion, the first one first. */
    public List<AuditEvent> ofPromotion(Actor actor, OrganizationId organization, PromotionId promotion) {
        return pipeline.read(actor, organization, caller -> {
            requireAuditor(caller, promotion);
            return storage.audit().chain(organization, LockedPromotion.chain(promotion));
        });
    }

    private void requireAuditor(Caller caller, PromotionId promotion) {
        PromotionRequest request = storage.promotions()
                .find(caller.organization(), promotion)
                .orElseThrow(() -> new NotFoundException("promotion"));
        authorization.require(caller, Operation.VIEW_AUDIT, request, catalog.demands(request));
    }

    /** All events of a workspace itself, the first one first: its creation, registrations, reported checks. */
    public List<AuditEvent> ofWorkspace(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_AUDIT, workspace);
            return storage.audit().chain(organization, "workspace:" + workspace);
        });
    }

    /** All events of a workspace's policy, the first one first. */
    public List<AuditEvent> ofPolicy(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_AUDIT, workspace);
            return storage.audit().chain(organization, "policy:" + workspace);
        });
    }

    /**
     * Computes a promotion's chain anew and compares it with its last known head: finds what was changed or removed. The
     * promotion stands still meanwhile, so that an event that is being added is no false alarm.
     */
    public ChainVerdict verify(Actor actor, OrganizationId organization, PromotionId promotion) {
        return pipeline.read(actor, organization, caller -> {
            requireAuditor(caller, promotion);
            return transactions.required(() -> {
                ChainHead head = storage.promotions()
                        .lock(organization, promotion)
                        .orElseThrow(() -> new NotFoundException("promotion"))
                        .head();
                String chain = LockedPromotion.chain(promotion);
                return AuditChain.verify(
                        storage.audit().chain(organization, chain),
                        new AuditChain.Head(organization, chain, head.seq(), head.hash()));
            });
        });
    }
}
