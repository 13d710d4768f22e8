package io.sluice.promotion.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.overview.Figures.Spread;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void percentilesAreDurationsThatOccurred() {
        List<Duration> hours =
                IntStream.rangeClosed(1, 10).mapToObj(Duration::ofHours).toList();

        assertThat(Spread.of(hours))
                .isEqualTo(new Spread(10, Duration.ofHours(5), Duration.ofHours(9), Duration.ofHours(10)));
        assertThat(Spread.of(List.of(Duration.ofMinutes(7))))
                .isEqualTo(new Spread(1, Duration.ofMinutes(7), Duration.ofMinutes(7), Duration.ofMinutes(7)));
        assertThat(Spread.of(List.of())).isEqualTo(Spread.NONE);
    }

    @Test
    void aChangeThatPeopleRolledBackLaterFailed() {
        assertThat(figures(Map.of(PromotionStatus.COMPLETED, 8, PromotionStatus.ROLLED_BACK, 1), 1)
                        .changeFailureRate())
                .isEqualTo(2.0 / 9);
        assertThat(figures(Map.of(PromotionStatus.REJECTED, 3), 0).changeFailureRate())
                .isZero();
    }

    private static Figures figures(Map<PromotionStatus, Integer> ended, int rollbacks) {
        return new Figures(
                new WorkspaceId("prod"),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                ended,
                rollbacks,
                Spread.NONE,
                Spread.NONE,
                false);
    }
}
