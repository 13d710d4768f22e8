package io.sluice.promotion.bpmn.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * Databases for tests: H2 in memory, or a schema of its own on a PostgreSQL server that this JVM starts once and takes
 * with it. Nothing is shared between two of them.
 */
public final class TestDatabases {
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "60")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private TestDatabases() {}

    /** An empty database in memory, gone when it is closed. */
    public static TestDatabase h2(int connections) {
        String url = "jdbc:h2:mem:" + uniqueName() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
        return new TestDatabase(url, connections, "shutdown");
    }

    /** An empty schema on the server, dropped when it is closed. */
    public static TestDatabase postgres(int connections) {
        String schema = uniqueName();
        String url = Server.POSTGRES.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
        TestDatabase database = new TestDatabase(url, connections, "drop schema " + schema + " cascade");
        database.execute("create schema " + schema);
        return database;
    }

    private static String uniqueName() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }
}
