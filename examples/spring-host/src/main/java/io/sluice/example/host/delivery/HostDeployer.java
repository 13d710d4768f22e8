package io.sluice.example.host.delivery;

import io.sluice.example.host.delivery.Installations.Installation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Deployment;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The one bean that Sluice cannot do without: it makes versions run, proves that they work, and puts them back. */
@Component
class HostDeployer implements Deployer {
    private final BuiltVersions built;
    private final Installations installations;

    HostDeployer(BuiltVersions built, Installations installations) {
        this.built = built;
        this.installations = installations;
    }

    @Override
    public Result deploy(Deployment deployment) {
        String version = deployment.version().value();
        if (!built.digest(deployment.artifact(), version).equals(deployment.digest())) {
            return Result.failed("The content of " + version + " is not what was approved.");
        }
        return put(deployment, version, deployment.digest())
                ? Result.done()
                : Result.failed("A newer deployment was here already.");
    }

    @Override
    public Result verify(Deployment deployment) {
        return SmokeTest.run(
                        built.folder(deployment.artifact(), deployment.version().value()),
                        built.environment(deployment.workspace().id().value()))
                .map(Result::failed)
                .orElseGet(Result::done);
    }

    @Override
    public Result restore(Deployment deployment) {
        if (deployment.previous().isEmpty()) {
            installations.remove(organization(deployment), workspace(deployment), deployment.artifact());
            return Result.done();
        }
        Deployment.Live previous = deployment.previous().get();
        return put(deployment, previous.version().value(), previous.digest())
                ? Result.done()
                : Result.failed("A newer deployment was here already.");
    }

    @Override
    public Optional<Digest> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return installations.find(organization, workspace, artifact).map(Installation::digest);
    }

    private boolean put(Deployment deployment, String version, Digest digest) {
        return installations.put(
                organization(deployment),
                workspace(deployment),
                new Installation(deployment.artifact(), version, digest, deployment.fence()));
    }

    private static OrganizationId organization(Deployment deployment) {
        return deployment.workspace().organization();
    }

    private static WorkspaceId workspace(Deployment deployment) {
        return deployment.workspace().id();
    }
}
