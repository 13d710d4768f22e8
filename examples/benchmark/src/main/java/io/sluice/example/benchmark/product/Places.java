package io.sluice.example.benchmark.product;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.workspace.EnvironmentType;
import java.time.Duration;

/** The organizations of the benchmark, made once in each database. */
final class Places {
    /** In which promotions run: development, and a production that asks two of three approvers. */
    static final OrganizationId RUNS = new OrganizationId("acme");

    /** Whose board is looked at. */
    static final OrganizationId BOARD = new OrganizationId("globex");

    static final WorkspaceId DEVELOPMENT = new WorkspaceId("dev");
    static final WorkspaceId PRODUCTION = new WorkspaceId("prod");

    private static final int BOARD_WORKSPACES = 5;

    private final Sluice sluice;
    private final Actor administrator;

    Places(Sluice sluice) {
        this.sluice = sluice;
        this.administrator = sluice.actors().human(Staff.ADMINISTRATOR);
    }

    /** Makes the organization in which promotions run, unless it is there. */
    void open(Duration deadline) {
        try {
            sluice.workspaces().list(administrator, RUNS);
        } catch (NotFoundException e) {
            sluice.organizations().create(administrator, RUNS, "Acme", IdempotencyKey.unique());
            create(RUNS, NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT));
            create(
                    RUNS,
                    NewWorkspace.of("prod", "Production", EnvironmentType.PRODUCTION)
                            .after("dev")
                            .demanding(PromotionPolicy.standard(EnvironmentType.PRODUCTION)
                                    .withApprovalDeadline(deadline)));
        }
    }

    /** Makes the organization of the board, with so many artifacts in five workspaces each. */
    void openBoard(int artifacts) {
        sluice.organizations().create(administrator, BOARD, "Globex", IdempotencyKey.unique());
        for (int i = 1; i <= BOARD_WORKSPACES; i++) {
            create(BOARD, NewWorkspace.of("w" + i, "Workspace " + i, EnvironmentType.DEVELOPMENT));
            for (int j = 1; j <= artifacts; j++) {
                register(BOARD, new WorkspaceId("w" + i), "agent-" + j, "1." + i + ".0");
            }
        }
    }

    /** Registers the only version of an artifact, live in development. */
    void register(String artifact) {
        register(RUNS, DEVELOPMENT, artifact, "1.0.0");
    }

    private void register(OrganizationId organization, WorkspaceId workspace, String artifact, String version) {
        NewVersion wanted = NewVersion.of(
                workspace, ArtifactRef.agent(artifact), version, Surroundings.CONTENT, new PersonId(Staff.AUTHOR));
        sluice.artifacts().register(sluice.actors().human(Staff.AUTHOR), organization, wanted, IdempotencyKey.unique());
    }

    private void create(OrganizationId organization, NewWorkspace wanted) {
        sluice.workspaces().create(administrator, organization, wanted, IdempotencyKey.unique());
    }
}
