package io.sluice.example.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one piece of work costs.
 *
 * @param nanos of each round that counts, the shortest first
 * @param allocated bytes that one round asks the heap for
 * @param peak bytes by which the heap is fuller at most while one round runs, garbage that was not collected yet included
 * @param answer what the work came to
 */
public record Measurement<T>(List<Long> nanos, long allocated, long peak, T answer) {
    /** Copies the times. */
    public Measurement {
        nanos = List.copyOf(nanos);
    }

    /** Does the work again and again on this thread; it must do all of it on this thread. */
    public static <T> Measurement<T> of(Supplier<T> work, Effort effort) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < effort.warmUp().toNanos()) {
            work.get();
        }
        long[] nanos = new long[effort.rounds()];
        int round = 0;
        begun = System.nanoTime();
        while (round == 0
                || (round < nanos.length
                        && System.nanoTime() - begun < effort.patience().toNanos())) {
            long before = System.nanoTime();
            work.get();
            nanos[round++] = System.nanoTime() - before;
        }
        List<Long> sorted = Arrays.stream(nanos, 0, round).sorted().boxed().toList();
        return weighed(work, sorted);
    }

    /** One more round that nobody times, on an empty heap. */
    private static <T> Measurement<T> weighed(Supplier<T> work, List<Long> nanos) {
        System.gc();
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long usedBefore =
                heap.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();

        T answer = work.get();

        long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Measurement<>(nanos, allocated, Math.max(0, peak - usedBefore), answer);
    }

    /** The time in the middle. */
    public double medianMillis() {
        return millis(nanos.get(nanos.size() / 2));
    }

    /** The shortest time. */
    public double minMillis() {
        return millis(nanos.get(0));
    }

    /** The longest time. */
    public double maxMillis() {
        return millis(nanos.get(nanos.size() - 1));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
