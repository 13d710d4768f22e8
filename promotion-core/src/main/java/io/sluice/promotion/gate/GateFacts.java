package io.sluice.promotion.gate;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the gate looks at; nothing else plays a part.
 *
 * @param now the moment of judging
 * @param kind forward or back
 * @param version the version that wants in
 * @param source where it comes from
 * @param target where it goes
 * @param policies the revision captured when it was requested and the one in force, if they differ: both must be met
 * @param wasLiveInSource whether this digest is or was live in the source
 * @param wasLiveInTarget whether this digest is or was live in the target
 * @param current what is live in the target
 * @param heldBy the promotion that holds the target
 * @param inFlight another open request for the same artifact and target
 * @param liveArtifacts how many artifacts are live in the target
 * @param promisedPlaces how many more are about to be, because a promotion holds their target
 * @param surroundings what the target's workspace is like, apart from the promotion
 * @param checks the newest result of each check for this digest and target
 * @param votes the decisions so far
 * @param candidates the holders of the asked roles and the persons asked by name, as far as they are active; empty when
 *     nobody was asked about
 * @param requester who asks
 * @param notBefore the scheduled time
 * @param request the request itself; empty in a dry run
 * @param exemptions what people with a special permission allowed for it
 * @param controls what people put in the way: those in force that can matter to this version and target
 * @param freezes the freezes, past and to come, of this artifact and target that it has no exception from
 * @param stays when this content was live in the source, in order; only as far as a soak is demanded
 */
public record GateFacts(
        Instant now,
        PromotionKind kind,
        ArtifactVersion version,
        Workspace source,
        Workspace target,
        List<PolicyRevision> policies,
        boolean wasLiveInSource,
        boolean wasLiveInTarget,
        Optional<Release> current,
        Optional<PromotionId> heldBy,
        Optional<PromotionRequest> inFlight,
        int liveArtifacts,
        int promisedPlaces,
        Surroundings surroundings,
        Map<CheckName, CheckResult> checks,
        List<Vote> votes,
        Optional<List<Presence>> candidates,
        PersonId requester,
        Optional<Instant> notBefore,
        Optional<PromotionRequest> request,
        Exemptions exemptions,
        List<Control> controls,
        List<Freeze> freezes,
        List<Stay> stays) {
    /** Copies the collections. */
    public GateFacts {
        policies = List.copyOf(policies);
        checks = Map.copyOf(checks);
        votes = List.copyOf(votes);
        candidates = candidates.map(List::copyOf);
        controls = List.copyOf(controls);
        freezes = List.copyOf(freezes);
        stays = List.copyOf(stays);
    }

    /** The same facts judged by other revisions. */
    public GateFacts under(List<PolicyRevision> others) {
        return with(others, exemptions);
    }

    /** The same facts without the emergency. */
    GateFacts withoutBypass() {
        return with(policies, exemptions.withoutBypass());
    }

    private GateFacts with(List<PolicyRevision> revisions, Exemptions allowed) {
        return new GateFacts(
                now,
                kind,
                version,
                source,
                target,
                revisions,
                wasLiveInSource,
                wasLiveInTarget,
                current,
                heldBy,
                inFlight,
                liveArtifacts,
                promisedPlaces,
                surroundings,
                checks,
                votes,
                candidates,
                requester,
                notBefore,
                request,
                allowed,
                controls,
                freezes,
                stays);
    }

    /** What of it is about time. */
    Timing timing() {
        return new Timing(now, kind, source, target, policies, notBefore, freezes, stays);
    }
}
