package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.Bypasses;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Optional;

/**
 * Emergencies, where the policy allows them: the approvals of one promotion are passed by, once, for a short time, and
 * reviewed afterwards. Checks, path, content, a person's no and everything else stay. All auditors are told at once.
 * Thread-safe.
 */
public final class Emergencies {
    private record Declared(PromotionId promotion, String subjectHash, String reason, Optional<String> ticket) {}

    private record Reviewed(PromotionId promotion, boolean justified, String note) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Bypasses bypasses;

    Emergencies(Core core, Bypasses bypasses) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.bypasses = bypasses;
    }

    /**
     * Asks to pass by the approvals of a promotion. Where the policy takes two persons, nothing happens until a second
     * one confirms it.
     *
     * @param subjectHash {@link PromotionRequest#subjectHash()} as the person saw it
     * @param reason why, at least 20 characters that say something
     * @param ticket where it is written up, if anywhere; at most 128 characters
     * @throws InvalidInputException {@code reason.tooShort} or {@code reason.meaningless}
     * @throws ForbiddenException {@code bypass.off} or {@code approver.notHuman}
     * @throws ConflictException {@code bypass.open}, {@code bypass.reviewOverdue}, {@code approval.subjectChanged},
     *     {@code promotion.alreadyDecided} or {@code promotion.deploying}
     */
    public PromotionRequest declare(
            Actor actor,
            OrganizationId organization,
            PromotionId id,
            String subjectHash,
            String reason,
            Optional<String> ticket,
            IdempotencyKey key) {
        String checked = Text.requireMeaning("reason", reason, 20);
        Optional<String> known = ticket.map(text -> Text.requireOpaque("ticket", text, 128));
        Call call = new Call(
                actor, organization, Operation.REQUEST_BYPASS, key, new Declared(id, subjectHash, checked, known));
        return pipeline.onPromotion(
                call, id, (caller, unit) -> bypasses.request(caller, unit, subjectHash, checked, known));
    }

    /**
     * Confirms, as the second person, that the approvals of a promotion are passed by: nobody is asked any more, and the
     * promotion goes on at once.
     *
     * @param subjectHash {@link PromotionRequest#subjectHash()} as the person saw it
     * @throws ForbiddenException {@code bypass.samePerson}, {@code bypass.off} or {@code approver.notHuman}
     * @throws ConflictException {@code bypass.notOpen}, {@code bypass.expired}, {@code bypass.reviewOverdue},
     *     {@code approval.subjectChanged}, {@code promotion.alreadyDecided} or {@code promotion.deploying}
     */
    public PromotionRequest confirm(
            Actor actor, OrganizationId organization, PromotionId id, String subjectHash, IdempotencyKey key) {
        Declared input = new Declared(id, subjectHash, "", Optional.empty());
        Call call = new Call(actor, organization, Operation.CONFIRM_BYPASS, key, input);
        return pipeline.onPromotion(call, id, (caller, unit) -> bypasses.confirm(caller, unit, subjectHash));
    }

    /**
     * Says afterwards whether it was right to pass approvals by. An auditor does who had no part in it.
     *
     * @param note what was found, mandatory
     * @throws ForbiddenException {@code bypass.ownReview} or {@code approver.notHuman}
     * @throws ConflictException {@code bypass.nothingToReview}
     */
    public PromotionRequest review(
            Actor actor,
            OrganizationId organization,
            PromotionId id,
            boolean justified,
            String note,
            IdempotencyKey key) {
        String checked = Text.requireReason("note", note);
        Call call = new Call(actor, organization, Operation.REVIEW_BYPASS, key, new Reviewed(id, justified, checked));
        return pipeline.onPromotion(call, id, (caller, unit) -> bypasses.review(caller, unit, justified, checked));
    }

    /** The emergencies of a promotion, the newest first. */
    public List<Bypass> ofPromotion(Actor actor, OrganizationId organization, PromotionId id) {
        return pipeline.read(actor, organization, caller -> {
            PromotionRequest request = pipeline.promotion(organization, id);
            authorization.require(caller, Operation.VIEW_BYPASS, request, catalog.demands(request));
            return storage.bypasses().ofPromotion(organization, id);
        });
    }

    /** The emergencies of a workspace that wait for a review, the oldest first. */
    public List<Bypass> toReview(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_BYPASS, workspace);
            return storage.bypasses().toReview(organization, workspace);
        });
    }
}
