package io.sluice.promotion.gate;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a stage is: the largest assignment of distinct persons to the slots of its rules, so that a person who holds
 * two roles is never spent on the wrong one. Found by augmenting paths (Kuhn's algorithm for maximum bipartite matching).
 *
 * @param counts one entry for each rule of the stage, in its order
 */
public record Tally(List<Count> counts) {
    /**
     * How far one rule is.
     *
     * @param rule the rule
     * @param given how many persons the assignment gives it
     */
    public record Count(ApprovalRule rule, int given) {
        /** How many are missing. */
        public int missing() {
            return rule.required() - given;
        }
    }

    /** Copies the counts. */
    public Tally {
        counts = List.copyOf(counts);
    }

    /**
     * Counts the persons who said yes.
     *
     * @param stage the rules
     * @param voters for every person who said yes the roles they count for
     */
    public static Tally of(ApprovalStage stage, Map<PersonId, Set<RoleId>> voters) {
        return of(stage.rules(), voters);
    }

    /** Counts the persons who said yes for any rules, of one stage or of several: each person still counts once. */
    static Tally of(List<ApprovalRule> rules, Map<PersonId, Set<RoleId>> voters) {
        List<Standing> standings = new ArrayList<>();
        voters.forEach((person, roles) -> standings.add(new Standing(person, roles, true)));
        return of(rules, standings, false);
    }

    /**
     * Counts what people said yes as.
     *
     * @param shared whether one person may fill a slot of every rule; then each rule is counted for itself
     */
    static Tally of(List<ApprovalRule> rules, List<Standing> voters, boolean shared) {
        if (shared) {
            return new Tally(rules.stream()
                    .map(rule -> new Count(rule, (int) Math.min(
                            rule.required(),
                            voters.stream().filter(voter -> voter.fills(rule)).count())))
                    .toList());
        }
        Assignment assignment = new Assignment(rules);
        byName(voters).forEach(assignment::place);
        return new Tally(assignment.counts());
    }

    /** Whether every rule has all its persons. */
    public boolean isComplete() {
        return counts.stream().allMatch(count -> count.missing() == 0);
    }

    /** How many persons count. */
    public int given() {
        return counts.stream().mapToInt(Count::given).sum();
    }

    /** How many persons are needed. */
    public int required() {
        return counts.stream().mapToInt(count -> count.rule().required()).sum();
    }

    /** In an order that does not change, so that the same votes always count for the same rules. */
    private static List<Standing> byName(List<Standing> voters) {
        return voters.stream()
                .sorted(Comparator.comparing(voter -> voter.person().value()))
                .toList();
    }

    /** Persons and the rules they are given to. */
    private static final class Assignment {
        private final List<ApprovalRule> rules;
        private final List<List<Standing>> given = new ArrayList<>();

        Assignment(List<ApprovalRule> rules) {
            this.rules = rules;
            rules.forEach(rule -> given.add(new ArrayList<>()));
        }

        void place(Standing person) {
            place(person, new boolean[rules.size()]);
        }

        List<Count> counts() {
            List<Count> counts = new ArrayList<>();
            for (int rule = 0; rule < rules.size(); rule++) {
                counts.add(new Count(rules.get(rule), given.get(rule).size()));
            }
            return counts;
        }

        /** Takes a free place, or the place of somebody who can be given to another rule; no rule is tried twice. */
        private boolean place(Standing person, boolean[] tried) {
            for (int rule = 0; rule < rules.size(); rule++) {
                if (tried[rule] || !person.fills(rules.get(rule))) {
                    continue;
                }
                tried[rule] = true;
                List<Standing> holders = given.get(rule);
                if (holders.size() < rules.get(rule).required()) {
                    return holders.add(person);
                }
                for (int place = 0; place < holders.size(); place++) {
                    if (place(holders.get(place), tried)) {
                        holders.set(place, person);
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
