package io.sluice.example.faults.node;

import io.sluice.example.faults.node.Moment.Kind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Deployment;
import java.util.List;
import java.util.Optional;

/** Deploys to a place outside of the node and of the database. Versions whose label ends in "-bad" do not work there. */
final class OutsideDeployer implements Deployer {
    private final ProductionClient production;
    private final Fuse fuse;

    OutsideDeployer(ProductionClient production, Fuse fuse) {
        this.production = production;
        this.fuse = fuse;
    }

    @Override
    public Result deploy(Deployment deployment) {
        return call("deploy", deployment, deployment.digest().value());
    }

    @Override
    public Result verify(Deployment deployment) {
        return call("verify", deployment, deployment.version().value());
    }

    @Override
    public Result restore(Deployment deployment) {
        String before = deployment.previous().map(live -> live.digest().value()).orElse("-");
        return call("restore", deployment, before);
    }

    @Override
    public Optional<Digest> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        String found =
                production.ask("current", workspace.value(), artifact.id()).get(0);
        return found.equals("-") ? Optional.empty() : Optional.of(new Digest(found));
    }

    private Result call(String verb, Deployment deployment, String what) {
        fuse.at(Kind.BEFORE_CALL, verb);
        List<String> answer = production.ask(
                verb,
                deployment.promotion().value(),
                deployment.workspace().id().value(),
                deployment.artifact().id(),
                what,
                String.valueOf(deployment.fence()));
        fuse.at(Kind.AFTER_CALL, verb);
        return answer.get(0).equals("done") ? Result.done() : Result.failed(answer.get(1));
    }
}
