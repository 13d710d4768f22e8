package io.sluice.example.faults.outside;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The network between nodes and a server, which can be slow, deaf, or cut off in the middle of an answer. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile long delayMillis;
    private volatile boolean deaf;
    private volatile boolean open = true;

    /** Opens it on a free port of loopback. */
    public TcpProxy(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread("proxy", this::accept);
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** Everything that the server says takes so much longer. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    /** Nothing passes any more, in no direction, and nobody is told. */
    public void deaf(boolean value) {
        deaf = value;
    }

    /** Cuts every connection, whatever is on its way. */
    public void cut() {
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    private void accept() {
        while (open) {
            try {
                Socket client = door.accept();
                thread("proxy-connect", () -> connect(client));
            } catch (IOException e) {
                if (open) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            thread("proxy-there", () -> pass(client, server, false));
            thread("proxy-back", () -> pass(server, client, true));
        } catch (IOException e) {
            close(client);
        }
    }

    private void pass(Socket from, Socket to, boolean back) {
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (deaf && open) {
                    pause(20);
                }
                if (back && delayMillis > 0) {
                    pause(delayMillis);
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // One side is gone; the other one is told below.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
            close(from);
            close(to);
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed as far as anybody can tell.
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        open = false;
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
