package io.sluice.promotion.spring.actuator;

import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Health for Spring Boot 3. */
final class BootThreeHealth implements HealthIndicator {
    private final Supplier<Wellbeing> judge;

    BootThreeHealth(Supplier<Wellbeing> judge) {
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
