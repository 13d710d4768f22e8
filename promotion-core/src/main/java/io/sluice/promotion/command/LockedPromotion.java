package io.sluice.promotion.command;

import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One promotion whose row is locked: collects what changes, writes it once, and only then tells the flow. Every unit
 * that changed something grows the revision by one.
 */
public final class LockedPromotion {
    private static final String CHAIN = "promotion:";

    private final Storage storage;
    private final AuditLog audit;
    private final String actor;
    private final PromotionRequest original;
    private final List<Runnable> followUps = new ArrayList<>();
    private PromotionRequest request;
    private ChainHead head;
    private final ChainHead begun;
    private boolean changed;

    public LockedPromotion(Storage storage, AuditLog audit, String actor, PromotionRequest request, ChainHead head) {
        this.storage = storage;
        this.audit = audit;
        this.actor = actor;
        this.original = request;
        this.request = request;
        this.head = head;
        this.begun = head;
    }

    public PromotionRequest request() {
        return request;
    }

    public void record(String type, Map<String, Object> data) {
        head = audit.append(
                request.organization(),
                chain(request.id()),
                head,
                type,
                actor,
                cause(),
                Optional.of(request.subjectHash()),
                data);
        changed = true;
    }

    /** Writes the row of a new request together with the first event of its chain. */
    public void recordFirst(String type, Map<String, Object> data) {
        ChainHead first = audit.append(
                request.organization(),
                chain(request.id()),
                head,
                type,
                actor,
                cause(),
                Optional.of(request.subjectHash()),
                data);
        storage.promotions().insert(request, first);
    }

    /** What Sluice does by itself is led to by what was recorded last before it began. */
    private Optional<String> cause() {
        boolean itself = actor.startsWith("SYSTEM:") && begun.seq() > 0;
        return itself ? Optional.of(chain(request.id()) + ":" + begun.seq()) : Optional.empty();
    }

    public void become(PromotionStatus status, PromotionPhase phase, String detail) {
        requireTransition(status);
        request = original.advancedTo(status, phase, Text.foreign(detail));
        changed = true;
    }

    public void enter(PromotionPhase phase, String detail) {
        become(request.status(), phase, detail);
    }

    /** Plans the deployment anew; the status stays. */
    public void schedule(Optional<Instant> earliest, PromotionPhase phase, String detail) {
        requireTransition(request.status());
        request = original.advancedTo(request.status(), phase, Text.foreign(detail))
                .scheduled(earliest);
        changed = true;
    }

    public void end(PromotionStatus status, String why, Instant at, Optional<PersonId> by) {
        requireTransition(status);
        request = original.ended(status, Text.foreign(why), at, by);
        changed = true;
    }

    /** Runs after the rows are written, still inside the transaction: the place for calling the flow. */
    public void afterwards(Runnable followUp) {
        followUps.add(followUp);
    }

    public void save() {
        if (changed) {
            if (request.revision() == original.revision()) {
                request = original.advancedTo(original.status(), original.phase(), original.detail());
            }
            storage.promotions().update(request, head, audit.now());
        }
        followUps.forEach(Runnable::run);
    }

    /** Whether the flow was told: then it may have taken further steps already, and {@link #request} is out of date. */
    public boolean hasFollowUps() {
        return !followUps.isEmpty();
    }

    public static String chain(PromotionId promotion) {
        return CHAIN + promotion;
    }

    /** The promotion whose audit chain that is, if it is one's. */
    public static Optional<PromotionId> ofChain(String chain) {
        return chain.startsWith(CHAIN)
                ? Optional.of(new PromotionId(chain.substring(CHAIN.length())))
                : Optional.empty();
    }

    private void requireTransition(PromotionStatus next) {
        boolean stays = request.isOpen() && request.status() == next;
        if (!stays && !request.status().canBecome(next)) {
            throw new ConflictException(
                    "promotion.transition", "A promotion that is " + request.status() + " cannot become " + next + ".");
        }
    }
}
