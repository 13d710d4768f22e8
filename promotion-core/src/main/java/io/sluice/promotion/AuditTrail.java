package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;

/** Who did what, when and why. Append-only; each promotion has a hash chain of its own. Thread-safe. */
public final class AuditTrail {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Storage storage;

    AuditTrail(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.storage = core.storage();
    }

    /** All events of a promotion, the first one first. */
    public List<AuditEvent> ofPromotion(Actor actor, OrganizationId organization, PromotionId promotion) {
        return pipeline.read(actor, organization, caller -> {
            PromotionRequest request = storage.promotions()
                    .find(organization, promotion)
                    .orElseThrow(() -> new NotFoundException("promotion"));
            authorization.require(caller, Operation.VIEW_AUDIT, request.target());
            return storage.audit().chain(organization, PromotionUnit.chain(request));
        });
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

    /** Computes a promotion's chain anew and compares it with its last known head: finds what was changed or removed. */
    public ChainVerdict verify(Actor actor, OrganizationId organization, PromotionId promotion) {
        List<AuditEvent> events = ofPromotion(actor, organization, promotion);
        return storage.promotions()
                .head(organization, promotion)
                .map(head -> AuditChain.verify(
                        events, new AuditChain.Head(organization, "promotion:" + promotion, head.seq(), head.hash())))
                .orElseThrow(() -> new NotFoundException("promotion"));
    }
}
