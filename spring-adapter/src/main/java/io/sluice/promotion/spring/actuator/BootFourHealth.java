package io.sluice.promotion.spring.actuator;

import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** The same for Spring Boot 4, which moved the types. */
final class BootFourHealth implements HealthIndicator {
    private final Supplier<Wellbeing> judge;

    BootFourHealth(Supplier<Wellbeing> judge) {
        this.judge = judge;
    }

    @Override
    public Health health() {
        Wellbeing found = judge.get();
        return (found.well() ? Health.up() : Health.down())
                .withDetails(found.details())
                .build();
    }
}
