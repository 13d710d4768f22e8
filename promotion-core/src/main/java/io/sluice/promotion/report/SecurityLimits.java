package io.sluice.promotion.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a policy demands of security.
 *
 * @param most the most findings of each weight; a weight that is missing is not limited
 */
record SecurityLimits(Map<FindingWeight, Integer> most) {
    static SecurityLimits of(Map<String, String> given) throws CannotTellException {
        Settings settings = new Settings(given);
        Map<FindingWeight, Integer> most = new EnumMap<>(FindingWeight.class);
        for (FindingWeight weight : FindingWeight.values()) {
            OptionalDouble number = settings.whole(weight.setting(), 0, 1_000_000);
            if (number.isPresent()) {
                most.put(weight, (int) number.getAsDouble());
            } else if (weight.isRefusedUnlessSet()) {
                most.put(weight, 0);
            }
        }
        settings.finish();
        return new SecurityLimits(most);
    }

    /** What exceeds a limit, the weightiest first. */
    List<FindingWeight> exceeded(FindingTally tally) {
        List<FindingWeight> exceeded = new ArrayList<>();
        for (FindingWeight weight : FindingWeight.values()) {
            Integer limit = most.get(weight);
            if (limit != null && tally.count(weight) > limit) {
                exceeded.add(weight);
            }
        }
        return exceeded;
    }
}
