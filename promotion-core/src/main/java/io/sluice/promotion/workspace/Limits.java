package io.sluice.promotion.workspace;

import io.sluice.promotion.problem.InvalidInputException;

/**
 * How much may live in a workspace.
 *
 * @param maxAgents most distinct artifacts live at a time, 1 to 100,000
 * @param maxConcurrentExecutions most executions at a time that the live versions declare together, 1 to
 *     100,000
 */
public record Limits(int maxAgents, int maxConcurrentExecutions) {
    /** The limits of a workspace for which nobody chose any: 100 artifacts, 10 executions. */
    public static final Limits STANDARD = new Limits(100, 10);

    private static final int MOST = 100_000;

    /** Refuses numbers outside the bounds with {@code limit.range}. */
    public Limits {
        require("limits.maxAgents", maxAgents);
        require("limits.maxConcurrentExecutions", maxConcurrentExecutions);
    }

    private static void require(String field, int value) {
        if (value < 1 || value > MOST) {
            throw new InvalidInputException(
                    field, "limit.range", field + " must be 1 to " + MOST + ", was " + value + ".");
        }
    }
}
