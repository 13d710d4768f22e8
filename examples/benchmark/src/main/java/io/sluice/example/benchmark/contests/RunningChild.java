package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.contest.Answer;
import io.sluice.example.benchmark.contest.Database;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A contestant in a JVM of its own. */
final class RunningChild implements AutoCloseable {
    private final Entry entry;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final Path log;
    private final Answer ready;
    private final long startNanos;

    private RunningChild(Entry entry, ProcessBuilder builder, Path log) throws IOException {
        this.entry = entry;
        this.log = log;
        long begun = System.nanoTime();
        this.process = builder.start();
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.ready = await();
        this.startNanos = System.nanoTime() - begun;
    }

    /** Starts it, and waits until it is ready. */
    static RunningChild start(Entry entry, Database database, Workshop workshop, List<String> more) {
        Path log = workshop.file(entry.name() + ".log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.addAll(workshop.options());
        if (entry.name().equals(Entry.SLUICE.name())) {
            command.addAll(workshop.profiling());
        }
        command.addAll(List.of("-cp", workshop.classPath(entry), entry.program().mainClass()));
        command.addAll(List.of(database.url(), database.user(), database.password()));
        command.addAll(entry.options());
        command.addAll(more);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return new RunningChild(entry, builder, log);
        } catch (IOException e) {
            throw new UncheckedIOException(entry.name() + " did not start.", e);
        }
    }

    Entry entry() {
        return entry;
    }

    /** What it said when it was ready. */
    Answer ready() {
        return ready;
    }

    /** From the start of the JVM until it was ready. */
    long startNanos() {
        return startNanos;
    }

    /** Has it do something, and waits for the answer. */
    Answer tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            return await();
        } catch (IOException e) {
            throw new UncheckedIOException(entry.name() + " is gone; its last words are in " + log, e);
        }
    }

    private Answer await() throws IOException {
        String line = answers.readLine();
        while (line != null && !Answer.isOne(line)) {
            line = answers.readLine();
        }
        if (line == null) {
            process.destroyForcibly();
            throw new IOException(entry.name() + " ended:\n" + lastWords());
        }
        return Answer.parse(line);
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    @Override
    public void close() {
        try {
            commands.write("quit\n");
            commands.flush();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
