package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.access.Permission;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names for the ids that everything else tells. */
abstract class PeopleContract extends SluiceContract {
    private static final PersonId BOB = new PersonId("bob");
    private static final PersonId CAROL = new PersonId("carol");

    @Test
    void tellsTheNamesOfMembersAndLeavesOutStrangers() {
        directory().deactivate(ACME, "carol");

        assertThat(names("vic", BOB, new PersonId("stranger"), CAROL))
                .containsExactly(Map.entry(BOB, "Bob"), Map.entry(CAROL, "Carol"));
    }

    @Test
    void tellsNamesToWhoeverHoldsARoleSomewhere() {
        directory().member(ACME, "ava", "approver");

        assertThat(names("ava", BOB)).containsEntry(BOB, "Bob");
        assertRefused(NotFoundException.class, "notFound", () -> names("nora", BOB));
    }

    @Test
    void tellsNoMoreThan200AtOnce() {
        PersonId[] many = IntStream.rangeClosed(0, 200)
                .mapToObj(i -> new PersonId("p" + i))
                .toArray(PersonId[]::new);

        assertRefused(InvalidInputException.class, "bulk.size", () -> names("vic", many));
        assertThat(names("vic", Stream.generate(() -> BOB).limit(300).toArray(PersonId[]::new)))
                .hasSize(1);
    }

    @Test
    void findsActivePeopleByName() {
        directory().member(ACME, "bobby", "viewer").program(ACME, "bob-bot", "viewer");
        directory().member(ACME, "bobo", "viewer").deactivate(ACME, "bobo");

        assertThat(sluice().people().search(acme().human("vic"), ACME, " BOB ", 10))
                .containsExactly(Map.entry(BOB, "Bob"), Map.entry(new PersonId("bobby"), "Bobby"));
        assertThat(sluice().people().search(acme().human("vic"), ACME, "bob", 1))
                .containsOnlyKeys(BOB);
        assertThat(sluice().people().search(acme().human("vic"), ACME, "  ", 10))
                .isEmpty();
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().people().search(acme().human("nora"), ACME, "bob", 10));
    }

    @Test
    void tellsCallersWhoTheyAreAndWhatTheyMay() {
        directory().member(ACME, "zoe").grantIn(ACME, STAGING, "zoe", "deployer");

        People.Myself vic = sluice().people().me(acme().human("vic"), ACME);
        People.Myself zoe = sluice().people().me(acme().human("zoe"), ACME);

        assertThat(vic).isEqualTo(new People.Myself(new PersonId("vic"), "Vic", Set.of(Permission.VIEW)));
        assertThat(zoe.permissions()).isEmpty();
        assertThat(sluice().people().permissions(acme().human("zoe"), ACME, STAGING))
                .contains(Permission.VIEW, Permission.OPERATE)
                .doesNotContain(Permission.MANAGE_POLICY);
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().people().permissions(acme().human("zoe"), ACME, PROD));
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().people().permissions(acme().human("vic"), ACME, new WorkspaceId("absent")));
    }

    @Test
    void tellsWhoHoldsARoleInAWorkspace() {
        directory()
                .member(ACME, "otto")
                .grantIn(ACME, PROD, "otto", "approver")
                .deactivate(ACME, "dave")
                .program(ACME, "robot", "approver");

        assertThat(holding(PROD)).containsOnlyKeys(BOB, CAROL, new PersonId("otto"));
        assertThat(holding(STAGING)).containsOnlyKeys(BOB, CAROL).containsEntry(BOB, "Bob");
    }

    private Map<PersonId, String> holding(WorkspaceId workspace) {
        return sluice().people().holding(acme().human("vic"), ACME, workspace, new RoleId("approver"));
    }

    @Test
    void saysWhenTheDirectoryDoesNotAnswer() {
        directory().unavailable();

        assertRefused(UnavailableException.class, "directory.unavailable", () -> names("vic", BOB));
    }

    private Map<PersonId, String> names(String caller, PersonId... persons) {
        return sluice().people().names(acme().human(caller), ACME, List.of(persons));
    }
}
