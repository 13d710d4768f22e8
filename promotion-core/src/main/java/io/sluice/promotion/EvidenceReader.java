package io.sluice.promotion;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.trail.Evidence;
import io.sluice.promotion.transaction.Transactions;
import java.util.List;
import java.util.Optional;

/** Puts together what auditors ask about one promotion. Asks nobody for a permission. */
final class EvidenceReader {
    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final Transactions transactions;
    private final Evidence evidence;

    EvidenceReader(Core core, Evidence evidence) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.transactions = core.transactions();
        this.evidence = evidence;
    }

    EvidencePack read(OrganizationId organization, PromotionId promotion) {
        ChainVerdict verdict = verify(organization, promotion);
        PromotionRequest request = pipeline.promotion(organization, promotion);
        List<AuditEvent> events = storage.audit().chain(organization, LockedPromotion.chain(promotion));
        return new EvidencePack(
                request,
                catalog.versions(request),
                catalog.policy(organization, request.target(), request.policyRevision()),
                request.items().stream()
                        .flatMap(item -> storage
                                .checks()
                                .history(organization, item.artifact(), item.digest(), request.target(), 1_000)
                                .stream())
                        .toList(),
                storage.approvals().list(organization, promotion),
                storage.attempts().gateRecord(organization, promotion),
                storage.attempts().list(organization, promotion),
                request.items().stream()
                        .flatMap(item -> item.restores().stream())
                        .flatMap(id -> storage.releases().find(organization, id).stream())
                        .toList(),
                events,
                verdict,
                events.isEmpty() ? Optional.empty() : evidence.covering(events.get(events.size() - 1)));
    }

    /** The promotion stands still meanwhile, so that an event that is being added is no false alarm. */
    ChainVerdict verify(OrganizationId organization, PromotionId promotion) {
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
    }
}
