package io.sluice.promotion.bpmn.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window: what a page looks like once its script has run. */
final class Chromium {
    private static final List<String> QUIET = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--virtual-time-budget=10000",
            "--window-size=1600,900");

    private final Path program;
    private final Path profile;

    private Chromium(Path program, Path profile) {
        this.program = program;
        this.profile = profile;
    }

    /** The one that {@code CHROMIUM} names, or on the path; empty when there is none. */
    static Optional<Chromium> onThisMachine(Path profile) {
        Stream<String> path = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .map(folder -> folder + File.separator + "chromium");
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), path)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Chromium(program, profile));
    }

    /** The page's elements, as HTML. */
    String dom(String address) throws IOException, InterruptedException {
        Path out = Files.createTempFile(profile, "dom", ".html");
        Path log = Files.createTempFile(profile, "log", ".txt");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(QUIET);
        command.addAll(List.of("--user-data-dir=" + profile, "--dump-dom", address));
        Process browser = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(browser.waitFor(90, TimeUnit.SECONDS))
                    .as("Chromium ended")
                    .isTrue();
        } finally {
            browser.destroyForcibly();
        }
        assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                .as("the browser's console")
                .doesNotContain("CONSOLE");
        return Files.readString(out);
    }
}
