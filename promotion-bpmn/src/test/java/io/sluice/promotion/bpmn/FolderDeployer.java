package io.sluice.promotion.bpmn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

// snippet: deployer
/** What is live in a workspace is said by one small file for each artifact: the fence, and the digest or "nothing". */
record FolderDeployer(Path builds, Path live) implements Deployer {
    @Override
    public Result deploy(Deployment deployment) {
        Digest built = Digest.of(read(builds.resolve(deployment.artifact().id() + "-" + deployment.version())));
        if (!built.equals(deployment.digest())) {
            return Result.failed("The build of " + deployment.version() + " is not the one that was approved.");
        }
        return makeLive(deployment, deployment.digest().value());
    }

    @Override
    public Result restore(Deployment deployment) {
        return makeLive(
                deployment,
                deployment.previous().map(before -> before.digest().value()).orElse("nothing"));
    }

    @Override
    public Optional<Digest> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return entry(workspace, artifact)
                .map(entry -> entry.get(1))
                .filter(digest -> !digest.equals("nothing"))
                .map(Digest::new);
    }

    private synchronized Result makeLive(Deployment deployment, String digest) {
        WorkspaceId workspace = deployment.workspace().id();
        long newest = entry(workspace, deployment.artifact())
                .map(entry -> Long.parseLong(entry.get(0)))
                .orElse(0L);
        if (deployment.fence() < newest) {
            return Result.failed("A newer attempt was here already.");
        }
        Path file = file(workspace, deployment.artifact());
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), "next", "");
            Files.write(draft, List.of(Long.toString(deployment.fence()), digest));
            Files.move(draft, file, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Nobody knows how far it came: Sluice asks current().
        }
        return Result.done();
    }

    private Optional<List<String>> entry(WorkspaceId workspace, ArtifactRef artifact) {
        Path file = file(workspace, artifact);
        return Files.exists(file)
                ? Optional.of(new String(read(file), UTF_8).lines().toList())
                : Optional.empty();
    }

    private Path file(WorkspaceId workspace, ArtifactRef artifact) {
        return live.resolve(workspace.value()).resolve(artifact.id());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
// end of snippet
