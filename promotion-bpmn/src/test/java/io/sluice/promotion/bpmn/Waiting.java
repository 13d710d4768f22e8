package io.sluice.promotion.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what the engine's own threads bring about. */
final class Waiting {
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private Waiting() {}

    static <T> T until(T wanted, Supplier<T> now) {
        long end = System.nanoTime() + LONGEST.toNanos();
        T found = now.get();
        while (!found.equals(wanted) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            found = now.get();
        }
        assertThat(found).isEqualTo(wanted);
        return found;
    }
}
