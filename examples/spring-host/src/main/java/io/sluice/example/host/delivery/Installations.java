package io.sluice.example.host.delivery;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What runs where, in a table of this application. */
@Repository
public class Installations {
    /**
     * One line of the table.
     *
     * @param artifact what runs
     * @param version which version of it
     * @param digest its content
     * @param fence of the deployment that put it there; one with a lower number came too late
     */
    public record Installation(ArtifactRef artifact, String version, Digest digest, long fence) {}

    private static final String FIND = """
            SELECT version, digest, fence FROM host_installation
             WHERE organization = :organization AND workspace = :workspace AND artifact = :artifact""";

    private static final String REPLACE = """
            UPDATE host_installation SET version = :version, digest = :digest, fence = :fence
             WHERE organization = :organization AND workspace = :workspace AND artifact = :artifact
               AND fence <= :fence""";

    private static final String INSERT = """
            INSERT INTO host_installation (organization, workspace, artifact, version, digest, fence)
            VALUES (:organization, :workspace, :artifact, :version, :digest, :fence)""";

    private static final String DELETE = """
            DELETE FROM host_installation
             WHERE organization = :organization AND workspace = :workspace AND artifact = :artifact""";

    private final JdbcClient database;

    Installations(JdbcClient database) {
        this.database = database;
    }

    /** What of an artifact runs in a workspace. */
    public Optional<Installation> find(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return at(FIND, organization, workspace, artifact)
                .query((row, number) -> new Installation(
                        artifact, row.getString("version"), new Digest(row.getString("digest")), row.getLong("fence")))
                .optional();
    }

    /**
     * Lets a version run, unless a deployment with a higher fence was there.
     *
     * @return whether it runs now
     */
    public boolean put(OrganizationId organization, WorkspaceId workspace, Installation wanted) {
        boolean known = find(organization, workspace, wanted.artifact()).isPresent();
        return at(known ? REPLACE : INSERT, organization, workspace, wanted.artifact())
                        .param("version", wanted.version())
                        .param("digest", wanted.digest().value())
                        .param("fence", wanted.fence())
                        .update()
                == 1;
    }

    /** Takes an artifact away. */
    void remove(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        at(DELETE, organization, workspace, artifact).update();
    }

    private JdbcClient.StatementSpec at(
            String sql, OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return database.sql(sql)
                .param("organization", organization.value())
                .param("workspace", workspace.value())
                .param("artifact", artifact.toString());
    }
}
