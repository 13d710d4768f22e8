package io.sluice.promotion.request;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
        List<ApprovalRule> slots = new ArrayList<>();
        rules.forEach(rule -> slots.addAll(Collections.nCopies(rule.required(), rule)));
        List<Set<RoleId>> persons = List.copyOf(byName(voters).values());
        int[] personOfSlot = new int[slots.size()];
        Arrays.fill(personOfSlot, -1);
        for (int person = 0; person < persons.size(); person++) {
            place(person, persons, slots, personOfSlot, new boolean[slots.size()]);
        }
        List<Count> counts = new ArrayList<>();
        int first = 0;
        for (ApprovalRule rule : rules) {
            int end = first + rule.required();
            counts.add(new Count(rule, (int) Arrays.stream(personOfSlot, first, end)
                    .filter(person -> person >= 0)
                    .count()));
            first = end;
        }
        return new Tally(counts);
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
    private static Map<String, Set<RoleId>> byName(Map<PersonId, Set<RoleId>> voters) {
        Map<String, Set<RoleId>> sorted = new TreeMap<>();
        voters.forEach((person, roles) -> sorted.put(person.value(), roles));
        return sorted;
    }

    private static boolean place(
            int person, List<Set<RoleId>> persons, List<ApprovalRule> slots, int[] personOfSlot, boolean[] tried) {
        for (int slot = 0; slot < slots.size(); slot++) {
            if (tried[slot] || !persons.get(person).contains(slots.get(slot).role())) {
                continue;
            }
            tried[slot] = true;
            if (personOfSlot[slot] < 0 || place(personOfSlot[slot], persons, slots, personOfSlot, tried)) {
                personOfSlot[slot] = person;
                return true;
            }
        }
        return false;
    }
}
