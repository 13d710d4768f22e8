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
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
 * @param freezes the freezes, past and to come, of this target and everything that goes there together, that it has no
 *     exception from
 * @param stays when this content was live in the source, in order; only as far as a soak is demanded
 * @param together what follows from promoting other artifacts together with this one
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
        List<Stay> stays,
        Together together) {
    /**
     * What concerns all items of a unit.
     *
     * @param authors the authors of every version in it
     * @param newcomers how many of its artifacts are not live in the target yet, this one included
     * @param executions how many executions the other items take up beyond those that they replace
     * @param others the facts of the further items, in order; empty for a single artifact, and inside of this list
     */
    public record Together(Set<PersonId> authors, int newcomers, int executions, List<GateFacts> others) {
        /** Copies the collections. */
        public Together {
            authors = Set.copyOf(authors);
            others = List.copyOf(others);
        }

        /** One artifact alone. */
        public static Together alone(ArtifactVersion version) {
            return new Together(version.authors(), 1, 0, List.of());
        }

        private Together with(UnaryOperator<GateFacts> change) {
            return new Together(
                    authors, newcomers, executions, others.stream().map(change).toList());
        }
    }

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
        return with(others, exemptions, together.with(item -> item.under(others)));
    }

    /** The same facts without the emergency. */
    GateFacts withoutBypass() {
        return with(policies, exemptions.withoutBypass(), together.with(GateFacts::withoutBypass));
    }

    private GateFacts with(List<PolicyRevision> revisions, Exemptions allowed, Together unit) {
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
                stays,
                unit);
    }

    /** What of it is about time. */
    Timing timing() {
        return new Timing(now, kind, source, target, policies, notBefore, freezes, stays);
    }

    /** Whether the promotion that is judged holds the target. */
    public boolean holdsTarget() {
        return heldBy.isPresent() && heldBy.equals(request.map(PromotionRequest::id));
    }

    /** The version as an item of a request that is made now. */
    public PromotionItem item() {
        return new PromotionItem(version.artifact(), version.label(), version.digest(), current.map(Release::id));
    }

    /** The facts of every item, in order: these, and those of the further items of a unit. */
    public List<GateFacts> items() {
        return Stream.concat(Stream.of(this), together.others().stream()).toList();
    }

    /** Whether several artifacts are promoted together. */
    public boolean isUnit() {
        return !together.others().isEmpty();
    }

    /** The authors of everything that is promoted together; none of them approves any of it. */
    public Set<PersonId> authors() {
        return together.authors();
    }
}
