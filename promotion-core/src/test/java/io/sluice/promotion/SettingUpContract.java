package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.SANDBOX;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Organizations, workspaces, policies and versions: everything that is there before the first promotion. */
abstract class SettingUpContract extends SluiceContract {
    @Test
    void workspacesAreListedInTheOrderOfThePath() {
        assertThat(sluice().workspaces().list(acme().human("vic"), ACME))
                .extracting(Workspace::id)
                .containsExactly(DEV, STAGING, PROD, SANDBOX);
    }

    @Test
    void whoeverSeesOneWorkspaceIsShownOne() {
        directory().member(ACME, "otto").grantIn(ACME, STAGING, "otto", "viewer");

        assertThat(sluice().workspaces().list(acme().human("otto"), ACME))
                .extracting(Workspace::id)
                .containsExactly(STAGING);
        assertRefused(
                NotFoundException.class, "notFound", () -> sluice().workspaces().get(acme().human("otto"), ACME, PROD));
    }

    @Test
    void aPathHasNoCycleNoSandboxAndNoGap() {
        NewWorkspace wanted = NewWorkspace.of("new", "New", EnvironmentType.STAGING);

        assertRefused(InvalidInputException.class, "path.cycle", () -> acme().create(ACME, wanted.after("new")));
        assertRefused(InvalidInputException.class, "path.sandbox", () -> acme().create(ACME, wanted.after("sandbox")));
        assertRefused(
                InvalidInputException.class,
                "path.sandbox",
                () -> acme().create(
                                ACME,
                                NewWorkspace.of("new", "New", EnvironmentType.SANDBOX)
                                        .after("dev")));
        assertRefused(NotFoundException.class, "notFound", () -> acme().create(ACME, wanted.after("nowhere")));
        assertRefused(
                ConflictException.class,
                "workspace.exists",
                () -> acme().create(ACME, NewWorkspace.of("dev", "Again", EnvironmentType.DEVELOPMENT)));
    }

    @Test
    void aProtectedWorkspaceIsNeverWithoutApprovals() {
        assertRefused(
                InvalidInputException.class,
                "policy.empty",
                () -> acme().create(
                                ACME,
                                NewWorkspace.of("live", "Live", EnvironmentType.PRODUCTION)
                                        .approvedBy(Map.of())));
        assertRefused(
                InvalidInputException.class,
                "policy.empty",
                () -> acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of())));
    }

    @Test
    void aPolicyThatTooFewPeopleCanMeetIsNotPutInForce() {
        assertRefused(
                InvalidInputException.class,
                "policy.unsatisfiable",
                () -> acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(new RoleId("approver"), 4))));
        assertRefused(
                InvalidInputException.class,
                "policy.unknownRole",
                () -> acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(new RoleId("nobody"), 1))));
    }

    @Test
    void everyRevisionOfAPolicyIsKept() {
        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(new RoleId("approver"), 3)));

        List<PolicyRevision> history = sluice().policies().history(acme().human("vic"), ACME, PROD);

        assertThat(history).extracting(PolicyRevision::revision).containsExactly(2, 1);
        assertThat(history.get(0).createdBy()).isEqualTo(new PersonId("pia"));
        assertThat(sluice().audit().ofPolicy(acme().human("audrey"), ACME, PROD))
                .extracting(AuditEvent::type)
                .containsExactly("policy.replaced");
    }

    @Test
    void aPolicyIsReplacedBySomebodyWhoSawTheOneInForce() {
        acme().replacePolicy(PROD, policy -> policy.approvedBy(Map.of(new RoleId("approver"), 3)));

        assertRefused(
                ConflictException.class,
                "policy.stale",
                () -> sluice().policies()
                        .replace(acme().human("pia"), ACME, PROD, 1, acme().policy(PROD), "late", key()));
    }

    @Test
    void aVersionIsRegisteredOnceAtTheHeadOfAPathAndIsLiveThere() {
        ArtifactVersion version = acme().register("1.0.0");

        assertThat(sluice().releases().current(acme().human("vic"), ACME, DEV, AGENT))
                .map(Release::digest)
                .contains(version.digest());
        assertThat(sluice().releases().current(acme().human("vic"), ACME, DEV, AGENT))
                .map(Release::cause)
                .contains(ReleaseCause.REGISTERED);
        assertRefused(ConflictException.class, "version.exists", () -> acme().register("1.0.0"));
        assertRefused(InvalidInputException.class, "path.notHead", () -> register(STAGING, "2.0.0"));
        assertRefused(NotFoundException.class, "notFound", () -> register(new WorkspaceId("nowhere"), "2.0.0"));
    }

    private void register(WorkspaceId workspace, String label) {
        sluice().artifacts()
                .register(
                        acme().human("alice"),
                        ACME,
                        NewVersion.of(workspace, AGENT, label, digest(label), new PersonId("alice")),
                        key());
    }

    @Test
    void anOrganizationIsCreatedOnce() {
        assertRefused(
                ConflictException.class,
                "organization.exists",
                () -> sluice().organizations().create(acme().human("olga"), ACME, "Again", key()));
    }

    @Test
    void whatHappensToAWorkspaceIsInItsTrail() {
        acme().register("1.0.0");

        assertThat(sluice().audit().ofWorkspace(acme().human("audrey"), ACME, DEV))
                .extracting(AuditEvent::type)
                .containsExactly("workspace.created", "version.registered");
    }
}
