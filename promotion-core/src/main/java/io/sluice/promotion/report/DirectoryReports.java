package io.sluice.promotion.report;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.check.CheckName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reports in a tree of folders. The names that make up a path are identifiers, so none can lead upwards. */
final class DirectoryReports implements ReportSource {
    private final Path root;

    DirectoryReports(Path root) {
        this.root = root;
    }

    @Override
    public List<Report> reports(ArtifactVersion version, CheckName check) {
        Path folder = root.resolve(version.artifact().kind().value().toLowerCase(Locale.ROOT))
                .resolve(version.artifact().id())
                .resolve(version.label().value())
                .resolve("reports")
                .resolve(check.value());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            Path real = folder.toRealPath();
            Path realRoot = root.toRealPath();
            return real.startsWith(realRoot) ? files(real, realRoot, check) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The reports below " + folder.getFileName() + " cannot be listed.", e);
        }
    }

    private static List<Report> files(Path folder, Path root, CheckName check) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> isReport(file, check))
                    .limit(ReportReader.MOST_FILES + 1L)
                    .sorted()
                    .map(file -> report(file, root))
                    .toList();
        }
    }

    private static boolean isReport(Path file, CheckName check) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && (name.endsWith(".xml") || !check.equals(CheckName.TESTS));
    }

    private static Report report(Path file, Path root) {
        String link = root.relativize(file).toString().replace('\\', '/');
        return new Report(
                String.valueOf(file.getFileName()), () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), link);
    }
}
