package io.sluice.example.faults.outside;

import io.sluice.example.faults.outside.DeployCall.Effect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The place that versions are deployed to: a server inside of the harness, which survives nodes and databases, keeps
 * attempts off whose fence is old, and writes down every call.
 */
public final class Production implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService hands = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "production");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, String> live = new HashMap<>();
    private final Map<String, Long> fences = new HashMap<>();
    private final List<DeployCall> calls = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<String> checkpoints = new ArrayList<>();
    private final Map<String, String> newest = new HashMap<>();
    private volatile boolean open = true;

    /** Opens it on a free port of loopback. */
    public Production() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hands.execute(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Makes a version live without a promotion, as those in development come to be. */
    public synchronized void install(String workspace, String artifact, String digest) {
        live.put(workspace + "/" + artifact, digest);
    }

    /** The digest that is live. */
    public synchronized Optional<String> live(String workspace, String artifact) {
        return Optional.ofNullable(live.get(workspace + "/" + artifact));
    }

    /** Every call of the deployer, the first one first. */
    public synchronized List<DeployCall> calls() {
        return List.copyOf(calls);
    }

    /** Every message that arrived. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** How many checkpoints arrived. */
    public synchronized int checkpoints() {
        return checkpoints.size();
    }

    private void accept() {
        while (open) {
            try {
                Socket socket = server.accept();
                hands.execute(() -> serve(socket));
            } catch (IOException e) {
                if (open) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            if (line != null) {
                String answer = answer(List.of(line.split("\t", -1)));
                socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The node is gone; what it asked for has happened all the same.
        }
    }

    private synchronized String answer(List<String> words) {
        return switch (words.get(0)) {
            case "deploy", "restore", "verify" -> called(words);
            case "current" -> live.getOrDefault(words.get(1) + "/" + words.get(2), "-");
            case "check" -> "passed";
            case "message" -> {
                messages.add(new Message(words.get(1), words.get(2), words.get(3), words.get(4)));
                yield "ok";
            }
            case "checkpoint" -> {
                checkpoints.add(words.get(2));
                newest.put(words.get(1), words.get(2));
                yield "ok";
            }
            case "newest" -> newest.getOrDefault(words.get(1), "-");
            default -> throw new IllegalArgumentException(words.get(0));
        };
    }

    private String called(List<String> words) {
        String verb = words.get(0);
        String place = words.get(2) + "/" + words.get(3);
        long fence = Long.parseLong(words.get(5));
        Effect effect = effect(verb, place, words.get(4), fence);
        calls.add(new DeployCall(
                calls.size() + 1,
                verb,
                words.get(1),
                words.get(2),
                words.get(3),
                words.get(4),
                fence,
                Instant.now(),
                effect));
        return switch (effect) {
            case CHANGED, NOTHING_NEW -> "done";
            case FENCED -> "failed\tA newer attempt was here already.";
            case DOES_NOT_WORK -> "failed\tIt does not work.";
        };
    }

    private Effect effect(String verb, String place, String what, long fence) {
        if (fence < fences.getOrDefault(place, 0L)) {
            return Effect.FENCED;
        }
        fences.put(place, fence);
        if (verb.equals("verify")) {
            return what.endsWith("-bad") ? Effect.DOES_NOT_WORK : Effect.NOTHING_NEW;
        }
        String before = live.getOrDefault(place, "-");
        if (what.equals("-")) {
            live.remove(place);
        } else {
            live.put(place, what);
        }
        return before.equals(what) ? Effect.NOTHING_NEW : Effect.CHANGED;
    }

    @Override
    public void close() {
        open = false;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hands.shutdownNow();
    }
}
