package io.sluice.promotion.spring.rest.promotion;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.workspace.EnvironmentType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A promotion in a list. */
public record PromotionSummary(
        String id,
        PromotionKind kind,
        ArtifactView artifact,
        String version,
        Optional<String> replaces,
        List<Item> others,
        Source source,
        Target target,
        PromotionStatus status,
        PromotionPhase phase,
        String detail,
        Person requestedBy,
        Instant requestedAt,
        String reason,
        Optional<Instant> notBefore,
        Optional<Instant> endedAt,
        Optional<Person> endedBy,
        Optional<Approval> approval,
        Optional<Boolean> incident) {
    /** A further artifact that goes together with the first one. */
    public record Item(ArtifactView artifact, String version) {}

    /** Where it comes from. */
    public record Source(String id, String name) {}

    /** Where it goes. */
    public record Target(
            String id,
            String name,
            EnvironmentType environmentType,
            @JsonProperty("protected") boolean isProtected) {}

    /** The open approval stage. */
    public record Approval(String stage, int given, int required, Optional<Instant> due) {}
}
