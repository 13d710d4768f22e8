package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.OpenRequests;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pending requests that give way to a new one. */
final class Superseding {
    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final Decisions decisions;
    private final RequestQueue queue;

    Superseding(Core core, Decisions decisions, RequestQueue queue) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.decisions = decisions;
        this.queue = queue;
    }

    /** Ends what gives way to a new request, and returns it. */
    List<PromotionRequest> by(FactsReader.Question question, String actor, Optional<PersonId> person) {
        List<PromotionRequest> ahead = ahead(question);
        List<PromotionRequest> gone = new ArrayList<>();
        for (PromotionRequest other : ahead) {
            boolean yields = givesWay(other, question);
            if (!yields && question.others().isEmpty()) {
                continue;
            }
            // A unit locks them all, so that none of them ends, and others begin, while it waits for its targets.
            LockedPromotion unit = pipeline.lock(question.organization(), other.id(), actor);
            if (yields && unit.request().status() == PromotionStatus.PENDING) {
                decisions.endByCore(
                        unit,
                        PromotionStatus.SUPERSEDED,
                        "Superseded by a request for version "
                                + question.version().label() + ".",
                        person);
                unit.save();
                gone.add(other);
            }
        }
        return gone;
    }

    /** Whether everything that is open for the same artifacts and target would give way. */
    boolean clears(FactsReader.Question question) {
        return ahead(question).stream().allMatch(other -> givesWay(other, question));
    }

    private List<PromotionRequest> ahead(FactsReader.Question question) {
        return question.versions().stream()
                .map(ArtifactVersion::artifact)
                .flatMap(artifact ->
                        storage
                                .promotions()
                                .inFlight(
                                        question.organization(),
                                        artifact,
                                        question.target().id())
                                .stream())
                .distinct()
                .sorted(Comparator.comparing(other -> other.id().value()))
                .toList();
    }

    /**
     * Going back takes precedence over everything that is still undecided. Otherwise a request gives way only where the
     * policy says so and nothing that people are deciding on gets lost: every artifact of it is in the newer one, none as an
     * earlier version.
     */
    private boolean givesWay(PromotionRequest other, FactsReader.Question question) {
        if (other.status() != PromotionStatus.PENDING || other.kind() == PromotionKind.ROLLBACK) {
            return false;
        }
        if (question.kind() == PromotionKind.ROLLBACK) {
            return true;
        }
        if (queue.rule(question) != OpenRequests.SUPERSEDE) {
            return false;
        }
        Map<ArtifactRef, ArtifactVersion> newer =
                question.versions().stream().collect(Collectors.toMap(ArtifactVersion::artifact, version -> version));
        List<ArtifactVersion> asked = catalog.versions(other);
        long same = asked.stream()
                .filter(version -> version.equals(newer.get(version.artifact())))
                .count();
        long overtaken = asked.stream()
                .filter(version -> isEarlier(version, newer.get(version.artifact())))
                .count();
        return overtaken > 0 && same + overtaken == asked.size();
    }

    private static boolean isEarlier(ArtifactVersion asked, @Nullable ArtifactVersion newer) {
        return newer != null && asked.registeredAt().isBefore(newer.registeredAt());
    }
}
