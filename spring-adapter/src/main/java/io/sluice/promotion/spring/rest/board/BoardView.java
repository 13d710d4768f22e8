package io.sluice.promotion.spring.rest.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.promotion.LiveView;
import io.sluice.promotion.spring.rest.promotion.PromotionSummary;
import io.sluice.promotion.workspace.EnvironmentType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which version is where. */
record BoardView(List<Row> items, Optional<String> next, List<Column> columns, Instant now) {
    /** One artifact in all workspaces. */
    record Row(ArtifactView artifact, Map<String, Cell> cells) {}

    /** One workspace. */
    record Column(
            String id,
            String name,
            EnvironmentType environmentType,
            @JsonProperty("protected") boolean isProtected,
            String description,
            Optional<String> promotionFrom,
            int waitingForYou,
            Optional<Frozen> freeze,
            Optional<Stopped> stopped) {}

    /** Nothing goes live there for a time. */
    record Frozen(String id, String title, String reason, Instant until) {}

    /** Nothing goes live there until a person says so. */
    record Stopped(String reason, Person by, Instant since) {}

    /** One artifact in one workspace. */
    record Cell(
            Optional<LiveView> live,
            long behind,
            Optional<PromotionSummary> pending,
            Optional<Drifted> drift,
            Optional<Stopped> pinned) {}

    /** Something else is live than what was recorded. */
    record Drifted(String words, Instant since) {}
}
