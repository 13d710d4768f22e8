package io.sluice.promotion.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.promotion.spi.WebhookSecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A receiver of webhooks on this machine, with a certificate for {@code hooks.example.org} that only tests trust. */
public final class LocalReceiver implements AutoCloseable {
    /** A call that came in. */
    public record Received(String requestLine, Map<String, String> headers, String body) {}

    private static final String PASSWORD = "changeit";

    private final ServerSocket listener;
    private final SSLContext tls;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String answer = "HTTP/1.1 204 No Content\r\n\r\n";
    private volatile boolean hangs;
    private volatile boolean drips;

    /** Begins to listen. */
    public LocalReceiver() {
        try {
            tls = Certificate.OF_HOOKS;
            listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Its address. */
    public String url(String path) {
        return "https://hooks.example.org:" + listener.getLocalPort() + path;
    }

    /** Settings under which it can be called, and nothing else can. */
    public WebhookSettings settings() {
        return settings(Duration.ofSeconds(10));
    }

    WebhookSettings settings(Duration timeout) {
        return builder().timeout(timeout).build();
    }

    WebhookSettings.Builder builder() {
        return WebhookSettings.builder(WebhookSecrets.derivedFrom(new byte[32]))
                .sslContext(tls)
                .loopback(host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    }

    /** Answers with this status from now on. */
    public LocalReceiver answers(String statusAndHeaders) {
        answer = "HTTP/1.1 " + statusAndHeaders + "\r\n\r\n";
        return this;
    }

    LocalReceiver saysRaw(String bytes) {
        answer = bytes;
        return this;
    }

    LocalReceiver hangs() {
        hangs = true;
        return this;
    }

    LocalReceiver drips() {
        drips = true;
        return this;
    }

    /** What came in. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private void serve(Socket raw) {
        try (Socket connection = tls.getSocketFactory().createSocket(raw, null, true)) {
            if (hangs) {
                closed.await();
                return;
            }
            received.add(read(connection.getInputStream()));
            OutputStream out = connection.getOutputStream();
            if (drips) {
                drip(out);
            }
            out.write(answer.getBytes(UTF_8));
            out.flush();
        } catch (IOException e) {
            // The caller hung up, which is what many tests are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drip(OutputStream out) throws IOException, InterruptedException {
        out.write("HTTP/1.1 100 Continue\r\nX: ".getBytes(UTF_8));
        while (!closed.await(20, TimeUnit.MILLISECONDS)) {
            out.write('x');
            out.flush();
        }
    }

    private static Received read(InputStream in) throws IOException {
        String first = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Received(first, headers, new String(in.readNBytes(length), UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(UTF_8).stripTrailing();
    }

    /** Made once: the tool of the JDK takes its time. */
    private static final class Certificate {
        private static final SSLContext OF_HOOKS = make();

        private static SSLContext make() {
            try {
                return certificate("hooks.example.org");
            } catch (IOException | GeneralSecurityException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static SSLContext certificate(String host)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("receiver");
        Path file = folder.resolve("receiver.p12");
        generate(file, host);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        Files.delete(file);
        Files.delete(folder);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("receiver", store.getCertificate("receiver"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return context;
    }

    private static void generate(Path file, String host) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "receiver",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool ended with " + process.exitValue());
        }
    }
}
