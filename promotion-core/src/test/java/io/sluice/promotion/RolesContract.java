package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.People.Grant;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.CheckRequirement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What screens say that a person may do. */
abstract class RolesContract extends SluiceContract {
    @Test
    void aRoleInOneWorkspaceGivesNothingElsewhere() {
        directory().member(ACME, "stan").grantIn(ACME, STAGING, "stan", "deployer");

        assertThat(sluice().people().me(acme().human("stan"), ACME).permissions())
                .isEmpty();
        assertThat(sluice().people().permissions(acme().human("stan"), ACME, STAGING))
                .containsExactlyInAnyOrder(
                        Permission.VIEW,
                        Permission.ROLL_BACK,
                        Permission.OPERATE,
                        Permission.STOP_LINE,
                        Permission.HOLD_BACK,
                        Permission.READ_CONFIGURATION);
    }

    @Test
    void whoeverAsksIsNotWrittenDownAsDenied() {
        sluice().people().permissions(acme().human("vic"), ACME, PROD);
        clock().advance(Duration.ofMinutes(2));
        sluice().anchoring().run(100);

        assertThat(sluice().audit().ofSecurity(acme().human("audrey"), ACME))
                .noneMatch(event -> event.type().equals("access.denied"));
    }

    @Test
    void rolesAreThoseThatGiveSomethingAndThoseThatThePolicyAsks() {
        directory().member(ACME, "judy", "jury");
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withRollback(Optional.of(
                                new ApprovalStage("undo", List.of(new ApprovalRule(new RoleId("jury"), 1))))));
        List<Grant> roles = sluice().people().roles(acme().human("vic"), ACME, STAGING);

        assertThat(roles).extracting(grant -> grant.role().value()).isSorted().contains("viewer", "jury", "deployer");
        assertThat(of(roles, "deployer").people()).containsExactly(new PersonId("dan"));
        assertThat(of(roles, "deployer").permissions()).contains(Permission.OPERATE);
        assertThat(of(roles, "jury").permissions()).isEmpty();
        assertThat(of(roles, "jury").people()).containsExactly(new PersonId("judy"));
        assertThat(of(roles, "break-glass").people()).isEmpty();
    }

    @Test
    void namesOfChecksAreThoseThatRunHereAndThoseThatThePolicyAsks() {
        acme().replacePolicy(DEV, policy -> policy.withChecks(List.of(CheckRequirement.of(new CheckName("licences")))));

        assertThat(sluice().checks().names(acme().human("vic"), ACME, DEV))
                .extracting(CheckName::value)
                .containsExactly("licences", "performance", "security", "tests");
    }

    private static Grant of(List<Grant> roles, String role) {
        return roles.stream()
                .filter(grant -> grant.role().value().equals(role))
                .findFirst()
                .orElseThrow();
    }
}
