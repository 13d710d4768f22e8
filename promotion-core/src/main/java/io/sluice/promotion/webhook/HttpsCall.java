package io.sluice.promotion.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST over TLS to an address that was checked before. The JDK's HTTP client resolves the host name a second time and
 * so could be led elsewhere between check and call (DNS rebinding); this connects to exactly the given address, while
 * certificate and SNI belong to the host name. Follows no redirect, reads no body, ends in time whatever the other side does.
 */
final class HttpsCall {
    /** More than any server needs for its headers. */
    private static final int MAX_HEAD = 64 * 1024;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final Pattern INTERIM = Pattern.compile("HTTP/1\\.1 1\\d\\d(?: .*)?");

    private final SSLSocketFactory tls;
    private final Duration timeout;

    HttpsCall(SSLSocketFactory tls, Duration timeout) {
        this.tls = tls;
        this.timeout = timeout;
    }

    /** The status of the answer. */
    int post(WebhookUrl url, InetAddress address, Map<String, String> headers, byte[] body) throws IOException {
        Socket raw = new Socket();
        // Time limits on single reads do not end an endpoint that says one byte at a time; this does.
        CompletableFuture<Void> watch = CompletableFuture.runAsync(
                () -> close(raw), CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
        try {
            raw.setSoTimeout((int) timeout.toMillis());
            raw.connect(new InetSocketAddress(address, url.port()), (int) timeout.toMillis());
            SSLSocket secure = (SSLSocket) tls.createSocket(raw, url.host(), url.port(), true);
            secure.setSSLParameters(verifying(secure.getSSLParameters(), url.host()));
            secure.startHandshake();
            send(secure.getOutputStream(), url, headers, body);
            return status(secure.getInputStream());
        } finally {
            watch.cancel(false);
            close(raw);
        }
    }

    private static SSLParameters verifying(SSLParameters parameters, String host) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(List.of(new SNIHostName(host)));
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return parameters;
    }

    private static void send(OutputStream out, WebhookUrl url, Map<String, String> headers, byte[] body)
            throws IOException {
        StringBuilder head = new StringBuilder("POST " + url.target() + " HTTP/1.1\r\n");
        head.append("Host: ").append(url.authority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        out.write(head.toString().getBytes(US_ASCII));
        out.write(body);
        out.flush();
    }

    private static int status(InputStream in) throws IOException {
        int left = MAX_HEAD;
        while (true) {
            String first = line(in, left);
            left -= first.length() + 2;
            if (!INTERIM.matcher(first).matches()) {
                Matcher status = STATUS.matcher(first);
                if (!status.matches()) {
                    throw new IOException("The answer is not HTTP.");
                }
                return Integer.parseInt(status.group(1));
            }
            for (String header = line(in, left); !header.isEmpty(); header = line(in, left)) {
                left -= header.length() + 2;
            }
        }
    }

    private static String line(InputStream in, int limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("The connection ended before the answer.");
            }
            if (line.size() >= limit) {
                throw new IOException("The answer is too long.");
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with it.
        }
    }
}
