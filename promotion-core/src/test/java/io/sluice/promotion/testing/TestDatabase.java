package io.sluice.promotion.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * An empty database of its own for one test class. Closing it closes the pools that it gave and drops what it made, and
 * nothing else.
 */
public final class TestDatabase implements AutoCloseable {
    /** How to get rid of what was made. */
    private interface Drop {
        void run() throws SQLException, IOException;
    }

    /** One server for all tests of this JVM, on a free port and in its own directory; it ends with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off") // Nothing here outlives the test.
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("The PostgreSQL server for tests did not start.", e);
            }
        }
    }

    /** H2 gives up after two seconds, in which a busy machine may not get round to the transaction that is waited for. */
    private static final String PATIENT = ";LOCK_TIMEOUT=10000";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String url;
    private final String user;
    private final Drop drop;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final HikariDataSource pool;

    private TestDatabase(String url, String user, Drop drop) {
        this.url = url;
        this.user = user;
        this.drop = drop;
        this.pool = pool(10);
    }

    /** H2 in memory. */
    public static TestDatabase h2Memory() {
        String url = "jdbc:h2:mem:" + uniqueName() + ";DB_CLOSE_DELAY=-1" + PATIENT;
        return new TestDatabase(url, "sa", () -> shutDown(url));
    }

    /** H2 in a file, which confirms a commit only when it is on the disk. */
    public static TestDatabase h2File() {
        try {
            Path directory = Files.createTempDirectory("sluice-h2");
            String url = "jdbc:h2:file:" + directory.resolve("sluice") + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1" + PATIENT;
            return new TestDatabase(url, "sa", () -> {
                shutDown(url);
                delete(directory);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database of its own on a real PostgreSQL server. */
    public static TestDatabase postgres() {
        String name = uniqueName();
        try {
            onServer("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database could not be created.", e);
        }
        String url = Server.POSTGRES.getJdbcUrl("postgres", name);
        return new TestDatabase(url, "postgres", () -> onServer("DROP DATABASE " + name + " WITH (FORCE)"));
    }

    /** A database that another program made, with which this one begins anew; it is not dropped. */
    public static TestDatabase at(String url, String user) {
        return new TestDatabase(url, user, () -> {});
    }

    /** The pool that a program would use. */
    public DataSource dataSource() {
        return pool;
    }

    /** Another pool on the same database, as another node would have it. */
    public HikariDataSource pool(int size) {
        return pool(size, Duration.ofSeconds(5));
    }

    /** Another pool on the same database, in which nobody waits longer than that for a connection. */
    public HikariDataSource pool(int size, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(patience.toMillis());
        config.setPoolName("test-" + COUNT.incrementAndGet());
        HikariDataSource another = new HikariDataSource(config);
        pools.add(another);
        return another;
    }

    /** The address, without credentials. */
    public String url() {
        return url;
    }

    /** The user, who has no password. */
    public String user() {
        return user;
    }

    /** Whether it runs on PostgreSQL. */
    public boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** Runs a statement and commits it. */
    public void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of all rows, as text. */
    public List<String> texts(String query) {
        try (Connection connection = pool.getConnection();
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

    /** Whether a transaction waits at this moment for a lock that another one holds. */
    public boolean somebodyWaits() {
        String waiting = isPostgres()
                ? "SELECT pid FROM pg_stat_activity WHERE datname = CURRENT_DATABASE() AND wait_event_type = 'Lock'"
                : "SELECT session_id FROM information_schema.sessions WHERE blocker_id IS NOT NULL";
        return !texts(waiting).isEmpty();
    }

    /** The tables of Sluice in the present schema, but for the history of the schema itself. */
    public List<String> tables() {
        return texts("""
                SELECT LOWER(table_name)
                  FROM information_schema.tables
                 WHERE table_schema = CURRENT_SCHEMA AND LOWER(table_name) LIKE 'sluice#_%' ESCAPE '#'
                   AND LOWER(table_name) <> 'sluice_schema'
                 ORDER BY 1""");
    }

    /** Empties all tables of Sluice, so that no test sees what another left. */
    public void clear() {
        if (isPostgres()) {
            execute("TRUNCATE TABLE " + String.join(", ", tables()));
        } else {
            execute("SET REFERENTIAL_INTEGRITY FALSE");
            tables().forEach(table -> execute("TRUNCATE TABLE " + table));
            execute("SET REFERENTIAL_INTEGRITY TRUE");
        }
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
        try {
            drop.run();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The test database could not be dropped.", e);
        }
    }

    private static String uniqueName() {
        return "sluice_test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    }

    private static void onServer(String sql) throws SQLException {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void shutDown(String h2) throws SQLException {
        try (Connection connection = DriverManager.getConnection(h2, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
