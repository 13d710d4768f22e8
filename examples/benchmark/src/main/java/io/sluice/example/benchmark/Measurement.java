package io.sluice.example.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;

/**
 * What one piece of work costs.
 *
 * @param nanos that passed in each round that counts, the shortest first
 * @param processor nanos for which each round had a processor, the shortest first: what else runs on the machine shows less
 * @param allocated bytes that one round asks the heap for
 * @param peak bytes by which the heap is fuller at most while one round runs, garbage that was not collected yet included
 * @param answer what the work came to
 */
public record Measurement<T>(List<Long> nanos, List<Long> processor, long allocated, long peak, T answer) {
    /** What is measured. */
    public interface Work<T> {
        /** Does all of it, and says what it came to. */
        T run();
    }

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Copies the times. */
    public Measurement {
        nanos = List.copyOf(nanos);
        processor = List.copyOf(processor);
    }

    /** Does the work again and again on this thread; it must do all of it on this thread. */
    public static <T> Measurement<T> of(Work<T> work, Effort effort) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < effort.warmUp().toNanos()) {
            work.run();
        }
        List<Long> nanos = new ArrayList<>();
        List<Long> processor = new ArrayList<>();
        begun = System.nanoTime();
        do {
            long processorBefore = THREADS.getCurrentThreadCpuTime();
            long before = System.nanoTime();
            work.run();
            nanos.add(System.nanoTime() - before);
            processor.add(THREADS.getCurrentThreadCpuTime() - processorBefore);
        } while (nanos.size() < effort.rounds()
                && System.nanoTime() - begun < effort.patience().toNanos());
        nanos.sort(null);
        processor.sort(null);
        return weighed(work, nanos, processor);
    }

    /** One more round that nobody times, on an empty heap. */
    private static <T> Measurement<T> weighed(Work<T> work, List<Long> nanos, List<Long> processor) {
        System.gc();
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long usedBefore =
                heap.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
        long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();

        T answer = work.run();

        long allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        return new Measurement<>(nanos, processor, allocated, Math.max(0, peak - usedBefore), answer);
    }

    /** The time in the middle. */
    public double medianMillis() {
        return millis(nanos.get(nanos.size() / 2));
    }

    /** The processor time in the middle. */
    public double processorMillis() {
        return millis(processor.get(processor.size() / 2));
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
