package io.sluice.example.faults.outside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A mail server that can behave badly in every way that mail servers do. */
public final class MailServer implements AutoCloseable {
    /** How it behaves. */
    public enum Manner {
        /** As it should. */
        GOOD,
        /** Nobody listens. */
        REFUSES,
        /** It takes the connection and says nothing. */
        SILENT,
        /** It says "not now" to every recipient. */
        TEMPORARY_ERROR,
        /** It does not know any recipient. */
        PERMANENT_ERROR,
        /** It takes the mail and hangs up before it says so: the sender cannot know. */
        HANGS_UP_AFTER_DATA,
        /** It says one character each second. */
        SLOW,
        /** It offers TLS and then does not speak it. */
        BREAKS_TLS
    }

    private final int port;
    private final List<String> taken = new ArrayList<>();
    private final AtomicInteger met = new AtomicInteger();
    private volatile Manner manner = Manner.GOOD;
    private @Nullable ServerSocket door;

    /** Opens it on a free port of loopback. */
    public MailServer() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            port = door.getLocalPort();
            listen(door);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The message ids of the mails that it took, repetitions included. */
    public synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    /** How many connections it did not treat as it should; those that it refuses it does not see. */
    public int met() {
        return met.get();
    }

    /** Behaves like this from now on. */
    public synchronized void behave(Manner next) {
        manner = next;
        try {
            if (next == Manner.REFUSES) {
                close();
            } else if (door == null) {
                ServerSocket again = new ServerSocket();
                again.setReuseAddress(true);
                again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                door = again;
                listen(again);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(ServerSocket open) {
        thread(() -> {
            while (!open.isClosed()) {
                try {
                    Socket client = open.accept();
                    thread(() -> serve(client));
                } catch (IOException e) {
                    // It was closed; the loop ends.
                }
            }
        });
    }

    private void serve(Socket client) {
        Manner now = manner;
        if (now != Manner.GOOD) {
            met.incrementAndGet();
        }
        try (client) {
            client.setSoTimeout(60_000);
            if (now == Manner.SILENT) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20));
                return;
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = client.getOutputStream();
            say(out, "220 mail.example.org", now);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!talk(lines, out, line.toUpperCase(Locale.ROOT), now)) {
                    return;
                }
            }
        } catch (IOException e) {
            // The sender has hung up.
        }
    }

    private boolean talk(BufferedReader lines, OutputStream out, String line, Manner now) throws IOException {
        if (line.startsWith("EHLO")) {
            say(out, now == Manner.BREAKS_TLS ? "250-mail.example.org\r\n250 STARTTLS" : "250 mail.example.org", now);
        } else if (line.startsWith("STARTTLS")) {
            say(out, "220 go ahead", now);
            say(out, "this is no TLS", now);
            return false;
        } else if (line.startsWith("RCPT")) {
            say(out, recipient(now), now);
        } else if (line.startsWith("DATA")) {
            say(out, "354 go ahead", now);
            take(lines);
            if (now == Manner.HANGS_UP_AFTER_DATA) {
                return false;
            }
            say(out, "250 taken", now);
        } else {
            say(out, line.startsWith("QUIT") ? "221 bye" : "250 well", now);
        }
        return !line.startsWith("QUIT");
    }

    private static String recipient(Manner now) {
        return switch (now) {
            case TEMPORARY_ERROR -> "451 not now";
            case PERMANENT_ERROR -> "550 nobody of that name";
            default -> "250 well";
        };
    }

    private void take(BufferedReader lines) throws IOException {
        String id = "";
        for (String line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
            if (id.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith("message-id:")) {
                String rest = line.substring("message-id:".length()).strip();
                id = rest.isEmpty() ? String.valueOf(lines.readLine()).strip() : rest;
            }
        }
        synchronized (this) {
            taken.add(id);
        }
    }

    private static void say(OutputStream out, String text, Manner now) throws IOException {
        for (byte one : (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1)) {
            out.write(one);
            if (now == Manner.SLOW) {
                out.flush();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
        out.flush();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void close() {
        ServerSocket open = door;
        door = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
