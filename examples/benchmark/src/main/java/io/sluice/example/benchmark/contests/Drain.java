package io.sluice.example.benchmark.contests;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What became of timers that were due at once.
 *
 * @param due how many were
 * @param done how many of them until patience ended
 * @param seconds until the last of those
 * @param reminded reminders that were delivered until patience ended
 * @param remindedSeconds until the last of those
 */
record Drain(long due, long done, double seconds, long reminded, double remindedSeconds) {
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** From the moment at which reminders are due until all are done and everybody was reminded. */
    static Drain reminders(Population population, int first, int number, int patience) {
        long before = reminded(population);
        long due = population.due("reminder", first, number);
        return watch(population, due, before, before + due, patience);
    }

    /** From the moment at which deadlines are due until all are done. */
    static Drain deadlines(Population population, int first, int number, int patience) {
        long due = population.due("overdue", first, number);
        return watch(population, due, 0, 0, patience);
    }

    private static Drain watch(Population population, long due, long before, long wanted, int patience) {
        long begun = System.nanoTime();
        long left = due;
        long reminded = before;
        double seconds = 0;
        double remindedSeconds = 0;
        double now = 0;
        while ((left > 0 || reminded < wanted) && now < patience) {
            long asked = System.nanoTime();
            long leftNow = population.tell("left").number("count");
            now = seconds(begun);
            seconds = leftNow < left ? now : seconds;
            left = leftNow;
            long remindedNow = reminded < wanted ? reminded(population) : reminded;
            remindedSeconds = remindedNow > reminded ? now : remindedSeconds;
            reminded = remindedNow;
            // Counting takes an engine without an index some time, which must not be taken from what it counts.
            LockSupport.parkNanos(Math.max(SHORTEST_PAUSE, 10 * (System.nanoTime() - asked)));
        }
        return new Drain(due, due - left, seconds, reminded - before, remindedSeconds);
    }

    private static long reminded(Population population) {
        return population.tell("reminders").number("count");
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    double perSecond() {
        return done == 0 ? 0 : done / seconds;
    }

    double remindedPerSecond() {
        return reminded == 0 ? 0 : reminded / remindedSeconds;
    }
}
