package io.sluice.example.quickstart;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The versions that come with the quickstart: definitions, handlers and the reports that real tools wrote about them. */
final class Samples {
    private final Path root;

    private Samples(Path root) {
        this.root = root;
    }

    /** The samples among this program's own resources. */
    static Samples included() {
        try {
            URL artifacts = Objects.requireNonNull(Samples.class.getResource("/artifacts"), "artifacts");
            return new Samples(Path.of(artifacts.toURI()).resolveSibling("."));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Resources have proper addresses.", e);
        }
    }

    /** Where the artifacts lie, as {@code kind/id/version}. */
    Path artifacts() {
        return root.resolve("artifacts");
    }

    /** What a workspace offers to what runs in it. */
    Path environment(String workspace) {
        return root.resolve("environments").resolve(workspace + ".json");
    }

    /** The folder of one version. */
    Path version(ArtifactRef artifact, String version) {
        String kind = artifact.kind().value().toLowerCase(Locale.ROOT);
        return artifacts().resolve(kind).resolve(artifact.id()).resolve(version);
    }

    /** SHA-256 over names and contents of everything that makes up the version; reports are about it, not part of it. */
    Digest digest(ArtifactRef artifact, String version) {
        return digest(version(artifact, version));
    }

    /** The same for any folder with the content of a version. */
    static Digest digest(Path folder) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            for (Path file : files(folder)) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                byte[] bytes = Files.readAllBytes(file);
                content.write((name + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
                content.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(content.toByteArray());
    }

    /** The files that make up a version, in a fixed order. */
    static List<Path> files(Path folder) throws IOException {
        Path reports = folder.resolve("reports");
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(reports))
                    .sorted()
                    .toList();
        }
    }
}
