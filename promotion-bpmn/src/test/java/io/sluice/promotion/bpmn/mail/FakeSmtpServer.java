package io.sluice.promotion.bpmn.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that behaves at every step as a test tells it to. */
final class FakeSmtpServer implements AutoCloseable {
    enum Step {
        GREETING("220 fake ready"),
        EHLO("250 fake"),
        STARTTLS("220 go ahead"),
        AUTH("235 welcome"),
        MAIL("250 sender ok"),
        RCPT("250 recipient ok"),
        DATA("354 go on"),
        CONTENT("250 taken"),
        RSET("250 forgotten"),
        QUIT("221 bye");

        private final String usualReply;

        Step(String usualReply) {
            this.usualReply = usualReply;
        }
    }

    private static final String HANG = "hang";
    private static final String DROP = "drop";
    private static final String DRIP = "drip";

    private final Map<Step, String> replies = new EnumMap<>(Step.class);
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> contents = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket listener;
    private @Nullable SSLContext tls;
    private final AtomicInteger connections = new AtomicInteger();
    private boolean tlsFromTheStart;
    private boolean stopsReading;

    FakeSmtpServer() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    FakeSmtpServer answers(Step step, String reply) {
        replies.put(step, reply);
        return this;
    }

    FakeSmtpServer hangsAt(Step step) {
        return answers(step, HANG);
    }

    FakeSmtpServer dropsAt(Step step) {
        return answers(step, DROP);
    }

    /** Answers with one character after the other, without an end, each well within any patience. */
    FakeSmtpServer dripsAt(Step step) {
        return answers(step, DRIP);
    }

    /** Asks for the content of a message and then reads nothing of it. */
    FakeSmtpServer stopsReading() {
        stopsReading = true;
        return this;
    }

    FakeSmtpServer speaksTls(SSLContext context) {
        tls = context;
        tlsFromTheStart = true;
        return this;
    }

    FakeSmtpServer offersStartTls(SSLContext context) {
        tls = context;
        return answers(Step.EHLO, "250-fake\r\n250 STARTTLS");
    }

    int connections() {
        return connections.get();
    }

    /** The commands so far, in upper case up to the first space or colon. */
    List<String> verbs() {
        return commands.stream().map(FakeSmtpServer::verb).toList();
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    List<String> contents() {
        return List.copyOf(contents);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (Socket connection = tlsFromTheStart ? secured(accepted) : accepted) {
            new Conversation(connection).hold();
        } catch (IOException | UncheckedIOException e) {
            // The client hung up, which is what many tests are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket secured(Socket plain) throws IOException {
        SSLContext context = tls;
        if (context == null) {
            throw new IllegalStateException("no certificate");
        }
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private static String verb(String command) {
        return command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
    }

    private final class Conversation {
        private Socket socket;
        private BufferedReader in;
        private OutputStream out;

        Conversation(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            this.out = socket.getOutputStream();
        }

        void hold() throws IOException, InterruptedException {
            boolean goesOn = reply(Step.GREETING);
            while (goesOn) {
                String command = in.readLine();
                goesOn = command != null && obey(command);
            }
        }

        private boolean obey(String command) throws IOException, InterruptedException {
            commands.add(command);
            Step step = step(verb(command));
            if (step == Step.STARTTLS) {
                return reply(step) && secure();
            }
            if (step == Step.DATA) {
                return reply(step) && (!replyTo(step).startsWith("354") || (takeContent() && reply(Step.CONTENT)));
            }
            return reply(step) && step != Step.QUIT;
        }

        private boolean secure() throws IOException {
            socket = secured(socket);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            out = socket.getOutputStream();
            answers(Step.EHLO, Step.EHLO.usualReply);
            return true;
        }

        private boolean takeContent() throws IOException, InterruptedException {
            if (stopsReading) {
                return hang();
            }
            StringBuilder content = new StringBuilder();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals(".")) {
                    contents.add(content.toString());
                    return true;
                }
                content.append(line).append('\n');
            }
            return false;
        }

        private boolean reply(Step step) throws IOException, InterruptedException {
            String reply = replyTo(step);
            if (reply.equals(HANG)) {
                return hang();
            }
            if (reply.equals(DRIP)) {
                return drip();
            }
            if (reply.equals(DROP)) {
                return false;
            }
            out.write((reply + "\r\n").getBytes(UTF_8));
            out.flush();
            return true;
        }

        private boolean drip() throws IOException, InterruptedException {
            out.write("250-".getBytes(UTF_8));
            while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
            return false;
        }

        private boolean hang() throws InterruptedException {
            closed.await();
            return false;
        }

        private String replyTo(Step step) {
            return replies.getOrDefault(step, step.usualReply);
        }

        private static Step step(String verb) {
            return verb.equals("HELO") ? Step.EHLO : Step.valueOf(verb);
        }
    }
}
