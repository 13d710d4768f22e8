package io.sluice.promotion.report;

import static io.sluice.promotion.report.Candidates.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryReportsTest {
    @TempDir
    private Path place;

    @Test
    void findsReportsByKindIdVersionAndCheck() throws IOException {
        write("agent/support-assistant/1.4.0/reports/tests/TEST-b.xml", "b");
        write("agent/support-assistant/1.4.0/reports/tests/TEST-a.xml", "a");
        write("agent/support-assistant/1.4.0/reports/security/scan.sarif", "s");
        write("agent/support-assistant/1.5.0/reports/tests/TEST-c.xml", "c");
        write("my_kind/x/1/reports/performance/jmh.json", "j");
        ReportSource source = ReportSource.directory(place);

        assertThat(source.reports(version("1.4.0"), CheckName.TESTS))
                .extracting(Report::name)
                .containsExactly("TEST-a.xml", "TEST-b.xml");
        assertThat(source.reports(version("1.4.0"), CheckName.SECURITY))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.link()).isEqualTo("agent/support-assistant/1.4.0/reports/security/scan.sarif");
                    try (InputStream in = report.content().open()) {
                        assertThat(in.readAllBytes()).asString().isEqualTo("s");
                    }
                });
        assertThat(source.reports(
                        version(new ArtifactRef(new ArtifactKind("MY_KIND"), "x"), "1"), CheckName.PERFORMANCE))
                .hasSize(1);
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(ReportSource.directory(place).reports(version("1.4.0"), CheckName.TESTS))
                .isEmpty();
        assertThat(ReportSource.directory(place.resolve("absent")).reports(version("1.4.0"), CheckName.TESTS))
                .isEmpty();
    }

    @Test
    void readsNeitherFoldersNorHiddenFilesNorTheTextFilesOfSurefire() throws IOException {
        write("agent/support-assistant/1.4.0/reports/tests/TEST-a.xml", "a");
        write("agent/support-assistant/1.4.0/reports/tests/a.txt", "text");
        write("agent/support-assistant/1.4.0/reports/tests/.hidden.xml", "h");
        write("agent/support-assistant/1.4.0/reports/tests/folder.xml/nested.xml", "n");
        write("agent/support-assistant/1.4.0/reports/security/notes.txt", "unknown, so it must not be passed over");

        assertThat(ReportSource.directory(place).reports(version("1.4.0"), CheckName.TESTS))
                .extracting(Report::name)
                .containsExactly("TEST-a.xml");
        assertThat(ReportSource.directory(place).reports(version("1.4.0"), CheckName.SECURITY))
                .extracting(Report::name)
                .containsExactly("notes.txt");
    }

    @Test
    void followsNoLinkOutOfTheRoot() throws IOException {
        Path root = Files.createDirectory(place.resolve("root"));
        Path outside = Files.createDirectories(place.resolve("outside"));
        Files.writeString(outside.resolve("secret.xml"), "secret");
        Path reports = Files.createDirectories(root.resolve("agent/support-assistant/1.4.0/reports"));
        Files.createSymbolicLink(reports.resolve("tests"), outside);
        Files.createDirectory(reports.resolve("security"));
        Files.createSymbolicLink(reports.resolve("security/secret.sarif"), outside.resolve("secret.xml"));
        ReportSource source = ReportSource.directory(root);

        assertThat(source.reports(version("1.4.0"), CheckName.TESTS)).isEmpty();
        assertThat(source.reports(version("1.4.0"), CheckName.SECURITY)).isEmpty();
    }

    @Test
    void doesNotOpenAFileThatWasReplacedByALinkMeanwhile() throws IOException {
        Path file = write("agent/support-assistant/1.4.0/reports/security/a.sarif", "a");
        Report report = ReportSource.directory(place)
                .reports(version("1.4.0"), CheckName.SECURITY)
                .get(0);
        Path secret = Files.writeString(place.resolve("secret"), "secret");

        Files.delete(file);
        Files.createSymbolicLink(file, secret);

        assertThatThrownBy(() -> report.content().open()).isInstanceOf(IOException.class);
    }

    @Test
    void followsALinkThatStaysBelowTheRoot() throws IOException {
        write("agent/support-assistant/1.4.0/reports/tests/TEST-a.xml", "a");
        Files.createSymbolicLink(
                place.resolve("agent/support-assistant/1.4.0-final"), place.resolve("agent/support-assistant/1.4.0"));

        assertThat(ReportSource.directory(place).reports(version("1.4.0-final"), CheckName.TESTS))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../x", "a/../../b", "/etc", "a\\b", ".", "%2e%2e"})
    void hasNoNameThatLeadsUpwards(String name) {
        assertThatThrownBy(() -> version(ArtifactRef.agent(name), "1")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> version(name)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new CheckName(name)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void listsNoMoreFilesThanTellThatThereAreTooMany() throws IOException {
        for (int i = 0; i < 510; i++) {
            write("agent/support-assistant/1.4.0/reports/performance/" + i + ".json", "{}");
        }

        assertThat(ReportSource.directory(place).reports(version("1.4.0"), CheckName.PERFORMANCE))
                .hasSize(501);
    }

    private Path write(String path, String content) throws IOException {
        Path file = place.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
