package io.sluice.example.faults.outside;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of the harness's own, with the standard settings for durability, which it may stop in every way.
 * The process is the server itself, so that signals reach it.
 */
public final class PostgresServer implements Database {
    /** How the server is stopped. */
    public enum Stop {
        /** Ends sessions, then itself. */
        FAST("-INT"),
        /** Leaves everything as it is; the next start recovers. */
        IMMEDIATE("-QUIT"),
        /** {@code kill -9}. */
        KILLED("-KILL");

        private final String signal;

        Stop(String signal) {
            this.signal = signal;
        }
    }

    /** A server that is told to stop while it recovers finishes that first; on a busy machine that takes minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final Path program;
    private final int port;
    private volatile @Nullable Process process;

    private PostgresServer(Path folder, Path program, int port) {
        this.folder = folder;
        this.program = program;
        this.port = port;
    }

    /** Makes and starts one in this folder. */
    public static PostgresServer in(Path folder) {
        try {
            Files.createDirectories(folder);
            Path data = folder.resolve("data");
            Path program;
            try (EmbeddedPostgres first = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(PATIENCE)
                    .start()) {
                program = program(first);
            }
            PostgresServer server = new PostgresServer(folder, program, freePort());
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::leaveNothing));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("The PostgreSQL server did not start.", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The PostgreSQL server did not say where its programs are.", e);
        }
    }

    /** Where the archive was unpacked, which happens once for all that run on this machine. */
    private static Path program(EmbeddedPostgres running) throws SQLException {
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT setting FROM pg_config WHERE name = 'BINDIR'")) {
            row.next();
            return Path.of(row.getString(1), "postgres");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it and waits until it takes connections. */
    public void start() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U")); // The server refuses to run as root.
        }
        command.addAll(List.of(
                program.toString(),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200",
                "-c",
                "idle_in_transaction_session_timeout=20s"));
        long until = System.nanoTime() + PATIENCE.toNanos();
        Process running = run(command);
        while (!answers()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("PostgreSQL did not start; see " + folder.resolve("server.log") + ".");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            if (!running.isAlive()) {
                running = run(command); // Children of the one before may still hold its memory.
            }
        }
    }

    private Process run(List<String> command) {
        try {
            Process running = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("server.log").toFile()))
                    .start();
            process = running;
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it takes connections. */
    public boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Stops it and waits until it is gone. */
    public void stop(Stop how) {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            new ProcessBuilder("kill", how.signal, String.valueOf(running.pid()))
                    .start()
                    .waitFor();
            if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("PostgreSQL does not stop.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    /** Not even when the harness is interrupted. */
    private void leaveNothing() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly(); // A gentler stop would wait for nodes that stand still.
        }
    }

    /** A connection of the harness's own. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), "");
    }

    /** Runs statements, each of which commits by itself. */
    public void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of all rows. */
    public List<String> texts(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(String.valueOf(row.getString(1)));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies the data folder while the server works, the way its documentation describes for online backups. */
    public void backUp(Path copy) {
        execute("ALTER SYSTEM SET wal_keep_size = '1GB'", "SELECT pg_reload_conf()");
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('fault harness', true)");
            Folders.copy(data(), copy, Set.of("pg_wal", "postmaster.pid", "postmaster.opts"));
            try (ResultSet row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                row.next();
                Files.writeString(copy.resolve("backup_label"), row.getString(1));
            }
            Folders.copy(data().resolve("pg_wal"), copy.resolve("pg_wal"), Set.of());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops at once, and starts with what was copied. */
    public void restore(Path copy) {
        stop(Stop.IMMEDIATE);
        try {
            Folders.delete(data());
            Folders.copy(copy, data(), Set.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** Where it keeps its data. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Where it listens, on loopback. */
    public int port() {
        return port;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public String url() {
        return url(port);
    }

    /** The address by way of another port. The driver notices silence, as the documentation recommends. */
    public String url(int through) {
        return "jdbc:postgresql://127.0.0.1:" + through
                + "/postgres?connectTimeout=5&socketTimeout=30&tcpKeepAlive=true";
    }

    @Override
    public String user() {
        return "postgres";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean showsBeforeItKeeps() {
        return false;
    }

    @Override
    public void close() {
        stop(Stop.IMMEDIATE);
    }
}
