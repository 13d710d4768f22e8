package io.sluice.promotion.gate;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.policy.CheckRequirement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the required checks of a request stand, judged as the gate judges them. Every check is in one of the lists, ordered by
 * name.
 *
 * @param passed passed, recently enough, for this content; of a unit for every artifact
 * @param failed did not pass, or could not tell
 * @param missing have not run for this content, are too old to count, or were revoked
 */
public record CheckTally(List<CheckName> passed, List<CheckName> failed, List<CheckName> missing) {
    private enum Standing {
        PASSED,
        MISSING,
        FAILED
    }

    /** Copies the lists. */
    public CheckTally {
        passed = List.copyOf(passed);
        failed = List.copyOf(failed);
        missing = List.copyOf(missing);
    }

    /**
     * Judges the checks of one content, or of every content that a unit moves.
     *
     * @param required what policies require; a check that several of them require must meet each
     * @param contents for each artifact the newest results for its content
     */
    public static CheckTally of(
            Collection<CheckRequirement> required, List<Map<CheckName, CheckResult>> contents, Instant now) {
        Map<String, Standing> worst = new TreeMap<>();
        for (CheckRequirement check : required) {
            for (Map<CheckName, CheckResult> newest : contents) {
                worst.merge(check.name().value(), standing(check, newest, now), CheckTally::worse);
            }
        }
        return new CheckTally(
                names(worst, Standing.PASSED), names(worst, Standing.FAILED), names(worst, Standing.MISSING));
    }

    private static Standing standing(CheckRequirement check, Map<CheckName, CheckResult> newest, Instant now) {
        CheckResult result = newest.get(check.name());
        if (result == null || result.revoked().isPresent() || !CheckRules.isFresh(check, result, now)) {
            return Standing.MISSING;
        }
        return result.outcome().verdict() == CheckVerdict.PASSED ? Standing.PASSED : Standing.FAILED;
    }

    private static Standing worse(Standing one, Standing other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static List<CheckName> names(Map<String, Standing> all, Standing standing) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue() == standing)
                .map(entry -> new CheckName(entry.getKey()))
                .toList();
    }
}
