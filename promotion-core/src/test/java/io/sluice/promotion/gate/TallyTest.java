package io.sluice.promotion.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.gate.Tally.Count;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void isIncompleteWithoutVotes() {
        Tally tally = Tally.of(stage("lead:1", "security:2"), votes());

        assertThat(tally.isComplete()).isFalse();
        assertThat(tally.given()).isZero();
        assertThat(tally.required()).isEqualTo(3);
        assertThat(tally.counts()).extracting(Count::missing).containsExactly(1, 2);
    }

    @Test
    void isCompleteWhenEveryRuleHasItsPersons() {
        Tally tally = Tally.of(stage("lead:1", "security:2"), votes("ann:lead", "bob:security", "cid:security"));

        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.given()).isEqualTo(3);
        assertThat(tally.counts()).extracting(Count::missing).containsExactly(0, 0);
    }

    @Test
    void countsOnePersonOnceHoweverManyRolesTheyHold() {
        Tally tally = Tally.of(stage("lead:1", "security:1"), votes("ann:lead,security"));

        assertThat(tally.isComplete()).isFalse();
        assertThat(tally.given()).isEqualTo(1);
    }

    @Test
    void neverSpendsAPersonOnTheWrongRole() {
        ApprovalStage stage = stage("lead:1", "security:1");

        assertThat(Tally.of(stage, votes("ann:lead,security", "bob:lead")).isComplete())
                .isTrue();
        assertThat(Tally.of(stage, votes("bob:lead", "ann:lead,security")).isComplete())
                .isTrue();
        assertThat(Tally.of(stage, votes("ann:lead,security", "bob:security")).isComplete())
                .isTrue();
    }

    @Test
    void reassignsAlongAChain() {
        ApprovalStage stage = stage("a:1", "b:1", "c:1", "d:1");

        assertThat(Tally.of(stage, votes("p1:a,b", "p2:b,c", "p3:c,d", "p4:a")).isComplete())
                .isTrue();
        assertThat(Tally.of(stage, votes("p1:a,b", "p2:a,b", "p3:a,b", "p4:c,d"))
                        .given())
                .isEqualTo(3);
    }

    @Test
    void countsOnePersonOnceOverSeveralStages() {
        List<ApprovalRule> rules = new ArrayList<>(stage("lead:1").rules());
        rules.addAll(stage("lead:1", "security:1").rules());

        assertThat(Tally.of(rules, votes("ann:lead,security", "bob:lead")).given())
                .isEqualTo(2);
        assertThat(Tally.of(rules, votes("ann:lead,security", "bob:lead", "cid:lead"))
                        .isComplete())
                .isTrue();
    }

    @Test
    void ignoresRolesThatNobodyAskedFor() {
        Tally tally = Tally.of(stage("lead:1"), votes("ann:intern", "bob:"));

        assertThat(tally.given()).isZero();
    }

    @Test
    void doesNotCountMorePersonsThanARuleAsksFor() {
        Tally tally = Tally.of(stage("lead:1", "security:1"), votes("ann:lead", "bob:lead", "cid:lead"));

        assertThat(tally.isComplete()).isFalse();
        assertThat(tally.counts()).extracting(Count::given).containsExactly(1, 0);
    }

    @Test
    void countsTheSameWhateverTheOrderOfTheVotes() {
        ApprovalStage stage = stage("a:1", "b:1", "c:1");
        List<String> voters = new ArrayList<>(List.of("p1:a,b", "p2:a,c"));
        Tally first = Tally.of(stage, votes(voters.toArray(String[]::new)));

        Collections.reverse(voters);

        assertThat(Tally.of(stage, votes(voters.toArray(String[]::new)))).isEqualTo(first);
    }

    @Test
    void findsTheLargestAssignmentInEverySeededCase() {
        Random random = new Random(5_000);
        for (int i = 0; i < 5_000; i++) {
            ApprovalStage stage = randomStage(random);
            Map<PersonId, Set<RoleId>> votes = randomVotes(random);

            Tally tally = Tally.of(stage, votes);

            assertThat(tally.given()).as("%s with %s", stage, votes).isEqualTo(largest(stage, votes));
            assertThat(tally.isComplete()).isEqualTo(tally.given() == stage.required());
            assertThat(tally.counts()).allSatisfy(count -> {
                assertThat(count.given()).isBetween(0, count.rule().required());
                assertThat((long) count.given())
                        .isLessThanOrEqualTo(votes.values().stream()
                                .filter(roles -> count.rule().approvers().askedRoles().stream()
                                        .anyMatch(roles::contains))
                                .count());
            });
        }
    }

    @Test
    void judgesTheLargestStage() {
        List<ApprovalRule> rules = new ArrayList<>();
        Map<PersonId, Set<RoleId>> votes = new LinkedHashMap<>();
        for (int role = 0; role < 100; role++) {
            rules.add(new ApprovalRule(role(role), 50));
            for (int person = 0; person < 50; person++) {
                votes.put(new PersonId("p-" + role + "-" + person), Set.of(role(role), role(role + 1)));
            }
        }

        assertThat(Tally.of(new ApprovalStage("s", rules), votes).isComplete()).isTrue();
    }

    @Test
    void keepsEqualRulesOfTwoStagesApart() {
        ApprovalRule rule = new ApprovalRule(new RoleId("lead"), 1);

        Tally tally = Tally.of(List.of(rule, rule), votes("ann:lead"));

        assertThat(tally.counts()).extracting(Count::given).containsExactly(1, 0);
    }

    /** Tries every slot, or none, for every person. */
    private static int largest(ApprovalStage stage, Map<PersonId, Set<RoleId>> votes) {
        int[] free = stage.rules().stream().mapToInt(ApprovalRule::required).toArray();
        return largest(stage, List.copyOf(votes.values()), 0, free);
    }

    private static int largest(ApprovalStage stage, List<Set<RoleId>> persons, int person, int[] free) {
        if (person == persons.size()) {
            return 0;
        }
        int best = largest(stage, persons, person + 1, free);
        for (int rule = 0; rule < free.length; rule++) {
            if (free[rule] > 0
                    && stage.rules().get(rule).approvers().admit(new PersonId("p" + person), persons.get(person))) {
                free[rule]--;
                best = Math.max(best, 1 + largest(stage, persons, person + 1, free));
                free[rule]++;
            }
        }
        return best;
    }

    private static ApprovalStage randomStage(Random random) {
        List<ApprovalRule> rules = new ArrayList<>();
        for (int role = 0; role <= random.nextInt(4); role++) {
            rules.add(new ApprovalRule(role(role), 1 + random.nextInt(2)));
        }
        return new ApprovalStage("s", rules);
    }

    private static Map<PersonId, Set<RoleId>> randomVotes(Random random) {
        Map<PersonId, Set<RoleId>> votes = new LinkedHashMap<>();
        int persons = random.nextInt(7);
        for (int person = 0; person < persons; person++) {
            Set<RoleId> roles = new HashSet<>();
            for (int role = 0; role < 5; role++) {
                if (random.nextInt(5) < 2) {
                    roles.add(role(role));
                }
            }
            votes.put(new PersonId("p" + person), roles);
        }
        return votes;
    }

    private static RoleId role(int number) {
        return new RoleId("r" + number);
    }

    private static ApprovalStage stage(String... rules) {
        return new ApprovalStage(
                "s",
                Arrays.stream(rules)
                        .map(rule -> rule.split(":", 2))
                        .map(parts -> new ApprovalRule(new RoleId(parts[0]), Integer.parseInt(parts[1])))
                        .toList());
    }

    private static Map<PersonId, Set<RoleId>> votes(String... votes) {
        Map<PersonId, Set<RoleId>> byPerson = new LinkedHashMap<>();
        for (String vote : votes) {
            String[] parts = vote.split(":", 2);
            Set<RoleId> roles = new HashSet<>();
            for (String role : parts[1].split(",", -1)) {
                if (!role.isEmpty()) {
                    roles.add(new RoleId(role));
                }
            }
            byPerson.put(new PersonId(parts[0]), roles);
        }
        return byPerson;
    }
}
