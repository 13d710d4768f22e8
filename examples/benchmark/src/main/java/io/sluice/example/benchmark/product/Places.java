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
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import java.time.Duration;
import java.util.List;

/** The organizations of the benchmark, made once in each database. */
final class Places {
    /** In which promotions run: development, and a production that asks two of three approvers. */
    static final OrganizationId RUNS = new OrganizationId("acme");

    /** Whose board is looked at. */
    static final OrganizationId BOARD = new OrganizationId("globex");

    /** As much as a workspace may hold. */
    private static final Limits MANY = new Limits(100_000, 100_000);

    private static final int BOARD_WORKSPACES = 5;

    private final Sluice sluice;
    private final Actor administrator;
    private final OrganizationId organization;
    private final String path;
    private final WorkspaceId development;
    private final WorkspaceId production;

    /** An organization, and the path that these promotions take in it; other paths of the same organization are for other promotions. */
    Places(Sluice sluice, OrganizationId organization, String path) {
        this.sluice = sluice;
        this.organization = organization;
        this.path = path.isEmpty() ? "" : " on path " + path;
        this.development = new WorkspaceId("dev" + path);
        this.production = new WorkspaceId("prod" + path);
        this.administrator = sluice.actors().human(Staff.ADMINISTRATOR);
    }

    /** Makes the organization in which promotions run, and their path, unless they are there. */
    void open(Duration deadline) {
        List<WorkspaceId> there = sluice.workspaces().list(administrator, organization).stream()
                .map(Workspace::id)
                .toList();
        if (there.contains(production)) {
            return;
        }
        if (there.isEmpty()) {
            sluice.organizations().create(administrator, organization, "Acme", IdempotencyKey.unique());
        }
        create(organization, NewWorkspace.of(development.value(), "Development" + path, EnvironmentType.DEVELOPMENT));
        create(
                organization,
                NewWorkspace.of(production.value(), "Production" + path, EnvironmentType.PRODUCTION)
                        .after(development.value())
                        .demanding(PromotionPolicy.standard(EnvironmentType.PRODUCTION)
                                .withApprovalDeadline(deadline)));
    }

    /** Makes the organization of the board, with so many artifacts in five workspaces each. */
    void openBoard(int artifacts) {
        sluice.organizations().create(administrator, BOARD, "Globex", IdempotencyKey.unique());
        for (int i = 1; i <= BOARD_WORKSPACES; i++) {
            create(BOARD, NewWorkspace.of("w" + i, "Workspace " + i, EnvironmentType.DEVELOPMENT));
            for (int j = 1; j <= artifacts; j++) {
                register(BOARD, new WorkspaceId("w" + i), "agent-" + j, i);
            }
        }
    }

    /** Registers the next version of an artifact, live in development. */
    void register(Subject subject) {
        register(organization, development, subject.artifact(), subject.number());
    }

    /** The wish to take it to production. */
    NewPromotion wanted(Subject subject) {
        return NewPromotion.of(
                ArtifactRef.agent(subject.artifact()), subject.version(), development, production, "because");
    }

    private void register(OrganizationId organization, WorkspaceId workspace, String artifact, int number) {
        Subject subject = new Subject(artifact, number);
        NewVersion wanted = NewVersion.of(
                workspace,
                ArtifactRef.agent(artifact),
                subject.version(),
                Surroundings.content(number),
                new PersonId(Staff.AUTHOR));
        sluice.artifacts().register(sluice.actors().human(Staff.AUTHOR), organization, wanted, IdempotencyKey.unique());
    }

    private void create(OrganizationId organization, NewWorkspace wanted) {
        sluice.workspaces().create(administrator, organization, wanted.limitedTo(MANY), IdempotencyKey.unique());
    }
}
