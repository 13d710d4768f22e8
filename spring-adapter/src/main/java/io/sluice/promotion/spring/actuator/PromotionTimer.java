package io.sluice.promotion.spring.actuator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.promotion.spring.event.PromotionEvent;
import java.time.Duration;
import java.util.Locale;
import org.springframework.context.event.EventListener;

/** How long promotions take from request to end. */
final class PromotionTimer {
    private final MeterRegistry registry;

    PromotionTimer(MeterRegistry registry) {
        this.registry = registry;
    }

    @EventListener
    void ended(PromotionEvent.Ended event) {
        Timer.builder("sluice.promotions.duration")
                .description("From request to end")
                .tag("status", event.status().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .record(Duration.between(event.promotion().requestedAt(), event.at()));
    }
}
