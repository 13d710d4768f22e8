package io.sluice.promotion.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LoopTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void goesOnAtOnceWhileThereIsSomething() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(5);

        try (Loop loop = new Loop("test", LONG, LONG, () -> {
            rounds.countDown();
            return true;
        })) {
            loop.start();

            assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void looksAgainWhenItIsWoken() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);

        try (Loop loop = new Loop("test", LONG, LONG, () -> {
            first.countDown();
            second.countDown();
            return false;
        })) {
            loop.start();
            assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
            loop.wake();

            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void survivesWhateverGoesWrong() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(3);
        AtomicInteger round = new AtomicInteger();

        try (Loop loop = new Loop("test", Duration.ofMillis(1), Duration.ofMillis(1), () -> {
            rounds.countDown();
            if (round.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("com/example/Scanner");
            }
            throw new IllegalStateException("The database is gone.");
        })) {
            loop.start();

            assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsWhenItIsClosedInTheMiddleOfAPause() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger rounds = new AtomicInteger();
        Loop loop = new Loop("test-pause", LONG, LONG, () -> {
            rounds.incrementAndGet();
            first.countDown();
            return false;
        });
        loop.start();
        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();

        loop.close();

        assertThat(rounds).hasValue(1);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("test-pause");
    }
}
