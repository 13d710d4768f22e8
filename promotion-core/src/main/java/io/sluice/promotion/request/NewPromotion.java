package io.sluice.promotion.request;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A promotion that somebody asks for.
 *
 * @param artifact what
 * @param version which version
 * @param source where it is live
 * @param target where it shall go
 * @param reason why, 1 to 4,000 characters
 * @param notBefore the earliest time of the deployment; people may approve earlier
 * @param skipping why workspaces between source and target are passed over; empty when the target follows the source
 * @param others what goes live together with it, in the order of deployment; empty for a single artifact
 */
public record NewPromotion(
        ArtifactRef artifact,
        VersionLabel version,
        WorkspaceId source,
        WorkspaceId target,
        String reason,
        Optional<Instant> notBefore,
        Optional<String> skipping,
        List<Member> others) {
    /**
     * A further version that shall go live together with the first one.
     *
     * @param artifact what
     * @param version which version
     */
    public record Member(ArtifactRef artifact, VersionLabel version) {}

    /** How many artifacts one promotion can move. */
    public static final int MOST_ITEMS = 20;

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * Refuses a missing reason, a time that no database can hold, and with {@code unit.tooMany} or {@code unit.duplicate} a
     * unit of more than {@link #MOST_ITEMS} artifacts or with one artifact twice.
     */
    public NewPromotion {
        reason = Text.requireReason("reason", reason);
        skipping = skipping.map(why -> Text.requireReason("skipping", why));
        requireStorable(notBefore);
        others = List.copyOf(others);
        requireUnit(artifact, others);
    }

    /**
     * Checks that a database can hold the time.
     *
     * @throws InvalidInputException {@code date.range}
     */
    public static void requireStorable(Optional<Instant> notBefore) {
        if (notBefore.filter(LATEST::isBefore).isPresent()) {
            throw new InvalidInputException("notBefore", "date.range", "notBefore lies after the year 9999.");
        }
    }

    /** A promotion of a single artifact that passes over nothing. */
    public NewPromotion(
            ArtifactRef artifact,
            VersionLabel version,
            WorkspaceId source,
            WorkspaceId target,
            String reason,
            Optional<Instant> notBefore) {
        this(artifact, version, source, target, reason, notBefore, Optional.empty(), List.of());
    }

    /** A promotion as soon as it is allowed. */
    public static NewPromotion of(
            ArtifactRef artifact, String version, WorkspaceId source, WorkspaceId target, String reason) {
        return new NewPromotion(artifact, new VersionLabel(version), source, target, reason, Optional.empty());
    }

    /** The same promotion, not before that time. */
    public NewPromotion notBefore(Instant earliest) {
        return new NewPromotion(artifact, version, source, target, reason, Optional.of(earliest), skipping, others);
    }

    /**
     * The same promotion past the workspaces that lie between source and target on the path. Takes the permission
     * {@code SKIP_WORKSPACE} in the target, and every version must be live in the source.
     *
     * @param why mandatory, shown to those who approve
     */
    public NewPromotion skipping(String why) {
        return new NewPromotion(artifact, version, source, target, reason, notBefore, Optional.of(why), others);
    }

    /**
     * The same promotion, which moves one more artifact: requested, checked and approved as one, deployed in the order in
     * which they are added, and put back in the reverse order when one of them fails.
     */
    public NewPromotion andAlso(ArtifactRef another, String itsVersion) {
        List<Member> more = Stream.concat(others.stream(), Stream.of(new Member(another, new VersionLabel(itsVersion))))
                .toList();
        return new NewPromotion(artifact, version, source, target, reason, notBefore, skipping, more);
    }

    private static void requireUnit(ArtifactRef first, List<Member> others) {
        if (others.size() >= MOST_ITEMS) {
            throw new InvalidInputException(
                    "others", "unit.tooMany", "One promotion moves at most " + MOST_ITEMS + " artifacts.");
        }
        Set<ArtifactRef> seen = new HashSet<>(Set.of(first));
        for (Member member : others) {
            if (!seen.add(member.artifact())) {
                throw new InvalidInputException(
                        "others", "unit.duplicate", "Artifact " + member.artifact() + " is there twice.");
            }
        }
    }
}
