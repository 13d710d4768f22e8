package io.sluice.example.quickstart;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Optional;

/** Where the chapters happen: the doors of Sluice, and what its people, environments and mails look like from outside. */
record Scene(
        Sluice sluice,
        OrganizationId organization,
        Deeds deeds,
        FolderDeployer deployer,
        Mailbox mailbox,
        Terminal terminal) {
    static final ArtifactRef ASSISTANT = ArtifactRef.agent("support-assistant");
    static final ArtifactRef REFUNDS = ArtifactRef.orchestration("refund-flow");
    static final WorkspaceId DEV = new WorkspaceId("dev");
    static final WorkspaceId STAGING = new WorkspaceId("staging");
    static final WorkspaceId PRODUCTION = new WorkspaceId("production");

    Actor actor(String person) {
        return sluice.actors().human(person);
    }

    /** Looks into the folders, not at what Sluice believes. */
    void requireLive(WorkspaceId workspace, ArtifactRef artifact, String version) {
        Deeds.require(
                deployer.liveVersion(workspace, artifact).equals(Optional.of(version)),
                artifact + " " + version + " is live in " + workspace);
    }
}
