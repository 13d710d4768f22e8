package io.sluice.promotion.process;

import java.util.List;

/**
 * How far one approval stage of a promotion is, such as 2 of 3.
 *
 * @param stage its name
 * @param given how many approvals count
 * @param required how many it takes
 * @param steps ids of the steps of the process that ask for it now
 */
public record StageCount(String stage, int given, int required, List<String> steps) {
    /** Copies the list. */
    public StageCount {
        steps = List.copyOf(steps);
    }
}
