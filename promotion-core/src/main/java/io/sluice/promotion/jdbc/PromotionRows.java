package io.sluice.promotion.jdbc;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The promotion requests, each with the head of its audit chain. Internal: used by the entry package. */
@SuppressWarnings("DoNotCallSuggester")
public final class PromotionRows {
    PromotionRows() {}

    /**
     * A request whose row is locked.
     *
     * @param request the request
     * @param head the newest event of its audit chain
     */
    public record Locked(PromotionRequest request, ChainHead head) {}

    /** Adds a request; refuses a second one in flight for its artifact and target with {@code promotion.inFlight}. */
    public void insert(PromotionRequest request, ChainHead head) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The request, if there is one. */
    public Optional<PromotionRequest> find(OrganizationId organization, PromotionId id) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The request, locked until the unit of work ends. */
    public Optional<Locked> lock(OrganizationId organization, PromotionId id) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The newest event of its audit chain. */
    public Optional<ChainHead> head(OrganizationId organization, PromotionId id) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Writes the next revision; refuses with {@code request.stale} when somebody else was faster. */
    public void update(PromotionRequest changed, ChainHead head) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** The request in flight for an artifact and target, if one is. */
    public Optional<PromotionRequest> inFlight(OrganizationId organization, ArtifactRef artifact, WorkspaceId target) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Requests that match what is given, newest first. */
    public List<PromotionRequest> list(
            OrganizationId organization,
            Optional<PromotionStatus> status,
            Optional<PersonId> requestedBy,
            Optional<WorkspaceId> target,
            Optional<PromotionId> before,
            int limit) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Notes since when the gate of a request should be judged again; empty takes the note away. */
    public void markRecheck(OrganizationId organization, PromotionId id, Optional<Instant> since) {
        throw new IllegalStateException("Not filled in yet.");
    }

    /** Noted requests of any organization, longest waiting first. */
    public List<PromotionRequest> needingRecheck(int limit) {
        throw new IllegalStateException("Not filled in yet.");
    }
}
