package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Samples;
import io.sluice.example.benchmark.contest.Answer;

/**
 * What the rounds of one contestant came to with one number of clients, per promotion.
 *
 * @param throughput promotions in a second
 * @param statements SQL statements
 * @param transactions of the contestant, as its data source sees them
 * @param allocated kilobytes
 */
record Tally(Samples throughput, Samples statements, Samples transactions, Samples allocated) {
    static Tally none() {
        return new Tally(Samples.none(), Samples.none(), Samples.none(), Samples.none());
    }

    /** One more round, in which nothing was counted. */
    Tally with(Answer run) {
        double promotions = run.number("promotions");
        return new Tally(
                throughput.with(promotions * 1e9 / run.number("nanos")),
                statements,
                transactions,
                allocated.with(run.number("allocated") / promotions / 1024));
    }

    /** What was counted in a round of its own. */
    Tally counted(Answer run) {
        double promotions = run.number("promotions");
        return new Tally(
                throughput,
                statements.with(run.number("statements") / promotions),
                transactions.with(run.number("transactions") / promotions),
                allocated);
    }
}
