package io.sluice.example.faults.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks the place that versions are deployed to; one connection for each question. */
final class ProductionClient {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;

    ProductionClient(int port) {
        this.port = port;
    }

    List<String> ask(String... words) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write((Lines.join(List.of(words)) + "\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("Production hung up.");
            }
            return Lines.split(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
