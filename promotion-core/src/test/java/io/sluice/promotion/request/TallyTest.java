package io.sluice.promotion.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final RoleId A = new RoleId("a");
    private static final RoleId B = new RoleId("b");
    private static final RoleId C = new RoleId("c");

    private static ApprovalStage stage(ApprovalRule... rules) {
        return new ApprovalStage("stage", List.of(rules));
    }

    private static Map<PersonId, Set<RoleId>> voters(Object... personsAndRoles) {
        Map<PersonId, Set<RoleId>> voters = new LinkedHashMap<>();
        for (int i = 0; i < personsAndRoles.length; i += 2) {
            @SuppressWarnings("unchecked")
            Set<RoleId> roles = (Set<RoleId>) personsAndRoles[i + 1];
            voters.put(new PersonId((String) personsAndRoles[i]), roles);
        }
        return voters;
    }

    @Test
    void countsOnePersonOnce() {
        Tally tally = Tally.of(stage(new ApprovalRule(A, 1), new ApprovalRule(B, 1)), voters("bob", Set.of(A, B)));

        assertThat(tally.given()).isEqualTo(1);
        assertThat(tally.isComplete()).isFalse();
    }

    @Test
    void movesAPersonToTheRuleThatOnlyTheyCanMeet() {
        Tally tally = Tally.of(
                stage(new ApprovalRule(A, 1), new ApprovalRule(B, 1), new ApprovalRule(C, 1)),
                voters("bob", Set.of(A, B, C), "carol", Set.of(A, B), "dave", Set.of(A)));

        assertThat(tally.isComplete()).isTrue();
    }

    @Test
    void ignoresRolesThatNobodyAskedFor() {
        Tally tally = Tally.of(stage(new ApprovalRule(A, 1)), voters("bob", Set.of(B)));

        assertThat(tally.given()).isZero();
        assertThat(tally.counts().get(0).missing()).isEqualTo(1);
    }

    @Test
    void countsNoMoreThanAsked() {
        Tally tally = Tally.of(stage(new ApprovalRule(A, 1)), voters("bob", Set.of(A), "carol", Set.of(A)));

        assertThat(tally.given()).isEqualTo(1);
        assertThat(tally.required()).isEqualTo(1);
    }

    @Test
    void keepsEqualRulesOfTwoStagesApart() {
        ApprovalRule rule = new ApprovalRule(A, 1);

        Tally tally = Tally.of(List.of(rule, rule), voters("bob", Set.of(A)));

        assertThat(tally.counts()).extracting(Tally.Count::given).containsExactly(1, 0);
    }

    @Test
    void findsAnAssignmentWheneverTryingAllOfThemDoes() {
        Random random = new Random(20_260_302);
        List<RoleId> roles = List.of(A, B, C);
        for (int round = 0; round < 2_000; round++) {
            List<ApprovalRule> rules = new ArrayList<>();
            roles.forEach(role -> rules.add(new ApprovalRule(role, 1 + random.nextInt(2))));
            Map<PersonId, Set<RoleId>> voters = new HashMap<>();
            int persons = random.nextInt(7);
            for (int person = 0; person < persons; person++) {
                Set<RoleId> held = new HashSet<>();
                roles.stream().filter(role -> random.nextBoolean()).forEach(held::add);
                voters.put(new PersonId("person-" + person), held);
            }

            Tally tally = Tally.of(rules, voters);

            List<RoleId> slots = new ArrayList<>();
            rules.forEach(rule -> {
                for (int slot = 0; slot < rule.required(); slot++) {
                    slots.add(rule.role());
                }
            });
            assertThat(tally.given())
                    .as("%s by %s", rules, voters)
                    .isEqualTo(most(slots, 0, new ArrayList<>(voters.values())));
        }
    }

    /** The most slots that can be filled, found by trying every person for every slot. */
    private static int most(List<RoleId> slots, int slot, List<Set<RoleId>> persons) {
        if (slot == slots.size()) {
            return 0;
        }
        int best = most(slots, slot + 1, persons);
        for (Set<RoleId> person : List.copyOf(persons)) {
            if (person.contains(slots.get(slot))) {
                List<Set<RoleId>> others = new ArrayList<>(persons);
                others.remove(person);
                best = Math.max(best, 1 + most(slots, slot + 1, others));
            }
        }
        return best;
    }
}
