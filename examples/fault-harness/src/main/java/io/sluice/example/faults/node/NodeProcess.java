package io.sluice.example.faults.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** A running node, seen from the harness. Ends with the harness. */
public final class NodeProcess implements AutoCloseable {
    /** On a machine that has much else to do a JVM takes minutes to come up. */
    private static final Duration START = Duration.ofMinutes(10);

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        // A node that stands still does not notice that the harness is gone.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final OutputStream in;
    private final Map<String, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final CompletableFuture<Optional<String>> started = new CompletableFuture<>();
    private final CountDownLatch standsStill = new CountDownLatch(1);
    private volatile boolean gone;
    private final CompletableFuture<Long> death = new CompletableFuture<>();

    private NodeProcess(Process process) {
        this.process = process;
        RUNNING.add(process);
        this.in = process.getOutputStream();
        Thread reader = new Thread(this::read, "node-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a node and returns at once.
     *
     * @param log where its log goes
     */
    public static NodeProcess launch(NodeSettings settings, Path log) {
        return launch(settings, log, System.getProperty("java.class.path"));
    }

    /** The same with another class path, for a node of another version. */
    public static NodeProcess launch(NodeSettings settings, Path log, String classPath) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                classPath));
        command.addAll(settings.arguments());
        command.add(Node.class.getName());
        try {
            return new NodeProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the node serves, or is gone.
     *
     * @return the code with which it refused to start; empty when it serves or died
     */
    public Optional<String> awaitStart() {
        try {
            return started.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The node did not start within " + START + ".", e);
        }
    }

    /** Asks it to do something and waits for the answer. */
    public Answer call(Duration patience, List<String> words) {
        String number = String.valueOf(numbers.incrementAndGet());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        open.put(number, answer);
        if (gone) {
            answer.complete(new Answer.Unknown());
        } else {
            write(number, words);
        }
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unknown();
        } catch (ExecutionException | TimeoutException e) {
            return new Answer.Unknown();
        } finally {
            open.remove(number);
        }
    }

    private void write(String number, List<String> words) {
        List<String> line = new ArrayList<>(List.of(number));
        line.addAll(words);
        byte[] bytes = (Lines.join(line) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (in) {
            try {
                in.write(bytes);
                in.flush();
            } catch (IOException e) {
                gone = true;
                open.values().forEach(waiting -> waiting.complete(new Answer.Unknown()));
            }
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(Lines.split(line));
            }
        } catch (IOException e) {
            // A process that was killed ends like this, too.
        } finally {
            gone = true;
            death.complete(System.nanoTime());
            started.complete(Optional.empty());
            open.values().forEach(waiting -> waiting.complete(new Answer.Unknown()));
        }
    }

    private void hear(List<String> words) {
        switch (words.get(0)) {
            case "ready" -> started.complete(Optional.empty());
            case "refused" -> started.complete(Optional.of(words.get(1)));
            case "event" -> standsStill.countDown();
            case "answer" -> {
                CompletableFuture<Answer> waiting = open.get(words.get(1));
                if (waiting != null) {
                    waiting.complete(Answer.parse(words.subList(2, words.size())));
                }
            }
            default -> throw new IllegalStateException("A node does not say " + words.get(0) + ".");
        }
    }

    /** Whether the process is there, even if it stands still. */
    public boolean isAlive() {
        return !gone && process.isAlive();
    }

    /** Since when it is gone, in nanoseconds of this JVM; empty while it is there. */
    public Optional<Long> goneSince() {
        return Optional.ofNullable(death.getNow(null));
    }

    /** Waits until the process is gone; false when it is still there. */
    public boolean awaitEnd(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits until the node has stopped itself at its moment; false when it did not. */
    public boolean awaitStandstill(Duration patience) {
        try {
            return standsStill.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops the process where it is, as a long pause of its machine would. */
    public void pause() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void resume() {
        signal("-CONT");
    }

    /** {@code kill -9}. */
    public void kill() {
        gone = true;
        process.destroyForcibly();
        RUNNING.remove(process);
        awaitEnd(Duration.ofSeconds(30));
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
