package io.sluice.promotion.request;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One attempt to move one version, or several as a unit, into one workspace.
 *
 * @param organization the tenant
 * @param id names the request
 * @param kind forward, or back to an earlier release
 * @param artifact what; of a unit the first item
 * @param version which version
 * @param digest its content; this is what is approved and deployed
 * @param source where it comes from; for a rollback the target itself
 * @param target where it goes
 * @param policyRevision the target's policy revision when it was requested
 * @param process key of the process definition it runs on
 * @param subjectHash fingerprint of everything a decision is about, see {@link Subject}
 * @param restores the release that was live in the target when it was requested and that a rollback puts back
 * @param status where it stands
 * @param phase what is going on, for people
 * @param revision grows by one with every change
 * @param requestedBy the person who asked
 * @param reason why, in the requester's words
 * @param requestedAt when
 * @param notBefore the earliest time of the deployment, if scheduled
 * @param detail what a person should know about the present state or the end, may be empty
 * @param endedAt when it ended
 * @param endedBy the person who ended it; empty when the process did
 * @param skip the workspaces of the path that it passes over; empty for a promotion into the next workspace
 * @param others the further items of a unit, in the order of their deployment; empty for a single artifact
 */
public record PromotionRequest(
        OrganizationId organization,
        PromotionId id,
        PromotionKind kind,
        ArtifactRef artifact,
        VersionLabel version,
        Digest digest,
        WorkspaceId source,
        WorkspaceId target,
        int policyRevision,
        String process,
        String subjectHash,
        Optional<ReleaseId> restores,
        PromotionStatus status,
        PromotionPhase phase,
        int revision,
        PersonId requestedBy,
        String reason,
        Instant requestedAt,
        Optional<Instant> notBefore,
        String detail,
        Optional<Instant> endedAt,
        Optional<PersonId> endedBy,
        Optional<Skip> skip,
        List<PromotionItem> others) {
    /** Copies the list; times are in whole microseconds, as a database keeps them. */
    public PromotionRequest {
        others = List.copyOf(others);
        requestedAt = requestedAt.truncatedTo(ChronoUnit.MICROS);
        notBefore = notBefore.map(time -> time.truncatedTo(ChronoUnit.MICROS));
        endedAt = endedAt.map(time -> time.truncatedTo(ChronoUnit.MICROS));
    }

    /** Everything that it moves, in the order of deployment. */
    public List<PromotionItem> items() {
        return Stream.concat(Stream.of(new PromotionItem(artifact, version, digest, restores)), others.stream())
                .toList();
    }

    /** Whether it moves several artifacts, all or none of them. */
    public boolean isUnit() {
        return !others.isEmpty();
    }

    /** Its item of that artifact, if it has one. */
    public Optional<PromotionItem> item(ArtifactRef wanted) {
        return items().stream().filter(item -> item.artifact().equals(wanted)).findFirst();
    }

    /** Whether it has not ended. */
    public boolean isOpen() {
        return !status.isEnd();
    }

    /** Whether it waits until another request has ended, and has not begun. */
    public boolean isInLine() {
        return status == PromotionStatus.PENDING && phase == PromotionPhase.IN_LINE;
    }

    /**
     * The same request about another subject, because something else is live now. Only before anybody decided on it.
     *
     * @param itemsNow the same items, with what each of them would put back now
     */
    public PromotionRequest rebound(List<PromotionItem> itemsNow, String subjectHashNow) {
        return new PromotionRequest(
                organization,
                id,
                kind,
                artifact,
                version,
                digest,
                source,
                target,
                policyRevision,
                process,
                subjectHashNow,
                itemsNow.get(0).restores(),
                status,
                phase,
                revision,
                requestedBy,
                reason,
                requestedAt,
                notBefore,
                detail,
                endedAt,
                endedBy,
                skip,
                itemsNow.subList(1, itemsNow.size()));
    }

    /** The same request one revision later, in this status and phase. */
    public PromotionRequest advancedTo(PromotionStatus nextStatus, PromotionPhase nextPhase, String nextDetail) {
        return next(nextStatus, nextPhase, nextDetail, endedAt, endedBy);
    }

    /** The same request and revision, scheduled anew. */
    public PromotionRequest scheduled(Optional<Instant> earliest) {
        return new PromotionRequest(
                organization,
                id,
                kind,
                artifact,
                version,
                digest,
                source,
                target,
                policyRevision,
                process,
                subjectHash,
                restores,
                status,
                phase,
                revision,
                requestedBy,
                reason,
                requestedAt,
                earliest,
                detail,
                endedAt,
                endedBy,
                skip,
                others);
    }

    /** The same request one revision later, ended. */
    public PromotionRequest ended(PromotionStatus end, String why, Instant at, Optional<PersonId> by) {
        return next(end, PromotionPhase.ENDED, why, Optional.of(at), by);
    }

    private PromotionRequest next(
            PromotionStatus nextStatus,
            PromotionPhase nextPhase,
            String nextDetail,
            Optional<Instant> nextEndedAt,
            Optional<PersonId> nextEndedBy) {
        return new PromotionRequest(
                organization,
                id,
                kind,
                artifact,
                version,
                digest,
                source,
                target,
                policyRevision,
                process,
                subjectHash,
                restores,
                nextStatus,
                nextPhase,
                revision + 1,
                requestedBy,
                reason,
                requestedAt,
                notBefore,
                nextDetail,
                nextEndedAt,
                nextEndedBy,
                skip,
                others);
    }
}
