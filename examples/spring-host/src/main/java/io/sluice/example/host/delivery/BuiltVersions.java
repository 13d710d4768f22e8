package io.sluice.example.host.delivery;

import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * What the build has built, in folders {@code artifacts/kind/id/version}: definitions, handlers, and the reports of the
 * tests, the security scan and the benchmarks. A build server puts it there; the demonstration brings its own along, in a
 * folder that is deleted at the end.
 */
@Component
public final class BuiltVersions implements DisposableBean {
    private final Path root;

    BuiltVersions() {
        try {
            this.root = Files.createTempDirectory("spring-host");
            unpack("artifacts");
            unpack("environments");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack(String folder) throws IOException {
        for (Resource resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "/**/*.*")) {
            String address = resource.getURL().toString();
            Path file = root.resolve(address.substring(address.lastIndexOf("/" + folder + "/") + 1));
            if (resource.isReadable()) {
                Files.createDirectories(file.getParent());
                try (InputStream content = resource.getInputStream()) {
                    Files.copy(content, file);
                }
            }
        }
    }

    /** Where the artifacts lie. */
    public Path artifacts() {
        return root.resolve("artifacts");
    }

    /** What a workspace offers to what runs in it: models and secrets, by name. */
    Path environment(String workspace) {
        return root.resolve("environments").resolve(workspace + ".json");
    }

    /** The folder of one version. */
    Path folder(ArtifactRef artifact, String version) {
        return folder(artifact).resolve(version);
    }

    /** The same artifact under another name, as one copies a project: for trying things without touching the others. */
    public ArtifactRef copy(ArtifactRef artifact, String name) {
        ArtifactRef copy = new ArtifactRef(artifact.kind(), name);
        try {
            FileSystemUtils.copyRecursively(folder(artifact), folder(copy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    private Path folder(ArtifactRef artifact) {
        return artifacts().resolve(folder(artifact.kind())).resolve(artifact.id());
    }

    private static String folder(ArtifactKind kind) {
        return kind.value().toLowerCase(Locale.ROOT);
    }

    /** SHA-256 over names and contents of everything that makes up the version; reports are about it, not part of it. */
    public Digest digest(ArtifactRef artifact, String version) {
        Path folder = folder(artifact, version);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("reports")))
                    .sorted()
                    .toList();
            for (Path file : files) {
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

    @Override
    public void destroy() throws IOException {
        FileSystemUtils.deleteRecursively(root);
    }
}
