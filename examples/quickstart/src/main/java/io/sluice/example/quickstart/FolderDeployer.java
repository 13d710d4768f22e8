package io.sluice.example.quickstart;

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
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes versions live in folders. The content of each version is copied beside the others, and a small file named
 * {@code live} says which one counts; replacing that file is atomic, so nobody ever sees half a version.
 */
final class FolderDeployer implements Deployer {
    private final Path environments;
    private final Samples samples;

    FolderDeployer(Path environments, Samples samples) {
        this.environments = environments;
        this.samples = samples;
    }

    /** Puts a version into a workspace without a promotion: how versions come to live in development. */
    void install(WorkspaceId workspace, ArtifactRef artifact, String version) {
        Path place = place(workspace, artifact);
        copy(samples.version(artifact, version), place.resolve(version));
        pointTo(place, version, samples.digest(artifact, version), 0);
    }

    @Override
    public Result deploy(Deployment deployment) {
        Path place = place(deployment.workspace().id(), deployment.artifact());
        if (deployment.fence() < fence(place)) {
            return Result.failed("A newer deployment was here already.");
        }
        String version = deployment.version().value();
        Path copied = place.resolve(version);
        copy(samples.version(deployment.artifact(), version), copied);
        if (!Samples.digest(copied).equals(deployment.digest())) {
            return Result.failed("The content of " + version + " is not what was approved.");
        }
        pointTo(place, version, deployment.digest(), deployment.fence());
        return Result.done();
    }

    @Override
    public Result verify(Deployment deployment) {
        Path live = place(deployment.workspace().id(), deployment.artifact())
                .resolve(deployment.version().value());
        Path environment = samples.environment(deployment.workspace().id().value());
        return SmokeTest.run(live, environment).map(Result::failed).orElseGet(Result::done);
    }

    @Override
    public Result restore(Deployment deployment) {
        Path place = place(deployment.workspace().id(), deployment.artifact());
        if (deployment.previous().isPresent()) {
            Deployment.Live previous = deployment.previous().get();
            pointTo(place, previous.version().value(), previous.digest(), deployment.fence());
        } else {
            remove(place.resolve("live"));
        }
        return Result.done();
    }

    @Override
    public Optional<Digest> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
        return read(place(workspace, artifact)).map(line -> new Digest(line[1]));
    }

    /** The label of what is live, for showing it. */
    Optional<String> liveVersion(WorkspaceId workspace, ArtifactRef artifact) {
        return read(place(workspace, artifact)).map(line -> line[0]);
    }

    private static long fence(Path place) {
        return read(place).map(line -> Long.parseLong(line[2])).orElse(0L);
    }

    private Path place(WorkspaceId workspace, ArtifactRef artifact) {
        String kind = artifact.kind().value().toLowerCase(Locale.ROOT);
        return environments.resolve(workspace.value()).resolve(kind).resolve(artifact.id());
    }

    private static Optional<String[]> read(Path place) {
        Path live = place.resolve("live");
        try {
            return Files.exists(live)
                    ? Optional.of(Files.readString(live).strip().split(" "))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pointTo(Path place, String version, Digest digest, long fence) {
        try {
            Path next = Files.createTempFile(place, "live", ".next");
            Files.writeString(next, version + " " + digest + " " + fence + "\n");
            Files.move(
                    next, place.resolve("live"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            for (Path file : Samples.files(from)) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
