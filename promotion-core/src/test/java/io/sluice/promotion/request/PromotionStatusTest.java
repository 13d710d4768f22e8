package io.sluice.promotion.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromotionStatusTest {
    private static final Set<PromotionStatus> OPEN = EnumSet.of(PromotionStatus.PENDING, PromotionStatus.APPROVED);

    @Test
    void allowsTheStepsOfTheTableAndNoOther() {
        List<String> allowed = new ArrayList<>();
        for (PromotionStatus from : PromotionStatus.values()) {
            for (PromotionStatus to : PromotionStatus.values()) {
                if (from.canBecome(to)) {
                    allowed.add(from + " to " + to);
                }
            }
        }

        assertThat(allowed)
                .containsExactlyInAnyOrder(
                        "PENDING to APPROVED",
                        "PENDING to REJECTED",
                        "PENDING to EXPIRED",
                        "PENDING to CANCELLED",
                        "PENDING to FAILED",
                        "PENDING to SUPERSEDED",
                        "APPROVED to COMPLETED",
                        "APPROVED to REJECTED",
                        "APPROVED to CANCELLED",
                        "APPROVED to FAILED",
                        "APPROVED to ROLLED_BACK");
    }

    @ParameterizedTest
    @EnumSource(PromotionStatus.class)
    void leavesNoWayOutOfAnEnd(PromotionStatus status) {
        assertThat(status.isEnd()).isEqualTo(!OPEN.contains(status));
        if (status.isEnd()) {
            assertThat(PromotionStatus.values()).noneMatch(status::canBecome);
        }
    }

    @ParameterizedTest
    @EnumSource(PromotionStatus.class)
    void reachesEveryStatusFromTheFirst(PromotionStatus status) {
        assertThat(status == PromotionStatus.PENDING || OPEN.stream().anyMatch(from -> from.canBecome(status)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void endsWithEveryOutcome(Outcome outcome) {
        assertThat(outcome.status().isEnd()).isTrue();
        assertThat(OPEN).anyMatch(from -> from.canBecome(outcome.status()));
    }

    @Test
    void hasTheEndsOfTheContract() {
        assertThat(Arrays.stream(PromotionStatus.values()).filter(PromotionStatus::isEnd))
                .extracting(PromotionStatus::name)
                .containsExactlyInAnyOrder(
                        "COMPLETED", "REJECTED", "EXPIRED", "CANCELLED", "FAILED", "ROLLED_BACK", "SUPERSEDED");
    }
}
