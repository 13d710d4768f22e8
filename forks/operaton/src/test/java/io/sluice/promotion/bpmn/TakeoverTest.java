package io.sluice.promotion.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promotions that a program with Camunda 7.24 began, in tables that it made, are finished by the same code on Operaton:
 * one from each place where the shipped process waits.
 */
class TakeoverTest {
    /** What promotion-bpmn was compiled to, against Camunda; tests run in its folder. */
    private static final Path CAMUNDA = Path.of("target");

    @TempDir
    private Path folder;

    @Test
    void onPostgres() throws Exception {
        TestDatabase database = TestDatabase.postgres();
        beginOnCamunda(database.url(), database.user());
        finishHere(database);
    }

    @Test
    void onH2() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("sluice");
        beginOnCamunda(url, "sa");
        finishHere(TestDatabase.at(url, "sa"));
    }

    private static void finishHere(TestDatabase database) {
        try (ProcessFixture here = ProcessFixture.on(database)) {
            assertThat(here.engine().getClass().getPackageName()).doesNotContain("camunda");
            new EveryWaitState(here).finish();
        }
    }

    private void beginOnCamunda(String url, String user) throws IOException, InterruptedException {
        String classPath = String.join(
                File.pathSeparator,
                CAMUNDA.resolve("classes").toString(),
                CAMUNDA.resolve("test-classes").toString(),
                Files.readString(CAMUNDA.resolve("test-classpath.txt")));
        Path output = folder.resolve("camunda.txt");
        Process camunda = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        "io.sluice.promotion.bpmn.EveryWaitState",
                        url,
                        user)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(camunda.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            camunda.destroyForcibly();
        }
        assertThat(camunda.exitValue()).as(Files.readString(output)).isZero();
    }
}
