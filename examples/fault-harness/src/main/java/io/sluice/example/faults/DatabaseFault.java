package io.sluice.example.faults;

import io.sluice.example.faults.outside.PostgresServer;
import io.sluice.example.faults.outside.PostgresServer.Stop;
import io.sluice.example.faults.outside.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What can happen to a PostgreSQL server and to the way there. Each comes, stays for a while, and is over. */
enum DatabaseFault {
    /** An administrator ends every session, several times. */
    SESSIONS_ENDED("every session ended by an administrator, 5 times") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            for (int i = 0; i < 5; i++) {
                server.execute(END_SESSIONS);
                Client.pause(400);
            }
        }
    },
    /** A restart that ends sessions. */
    FAST_RESTART("fast restart of the server") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            restart(server, Stop.FAST, 1_500);
        }
    },
    /** A stop after which the server recovers. */
    IMMEDIATE_STOP("immediate stop, recovery") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            restart(server, Stop.IMMEDIATE, 1_500);
        }
    },
    /** The server dies. */
    SERVER_KILLED("kill -9 of the server, recovery") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            restart(server, Stop.KILLED, 1_500);
        }
    },
    /** One of its processes dies, and all others start anew. */
    BACKEND_KILLED("kill -9 of a backend") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            server.texts("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                            + " AND pid <> pg_backend_pid() ORDER BY state_change DESC LIMIT 1")
                    .forEach(DatabaseFault::kill);
            Client.pause(2_000);
        }
    },
    /** Connections are cut while answers are under way. */
    CUT_OFF("connections cut in the middle of answers, 8 times") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            for (int i = 0; i < 8; i++) {
                way.cut();
                Client.pause(350);
            }
        }
    },
    /** Every answer takes long. */
    SLOW("2 s for every answer") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            way.delay(2_000);
            Client.pause(15_000);
            way.delay(0);
        }
    },
    /** Nothing passes, and nobody is told. */
    SILENT("35 s of silence on the way") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            way.deaf(true);
            Client.pause(35_000);
            way.deaf(false);
        }
    },
    /** Like a standby after a failover. */
    READ_ONLY("the server only reads, for 6 s") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            server.execute("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
            Client.pause(6_000);
            server.execute(
                    "SET default_transaction_read_only = off",
                    "ALTER SYSTEM RESET default_transaction_read_only",
                    "SELECT pg_reload_conf()");
        }
    },
    /** Somebody holds a lock that everybody needs, and nobody waits long. */
    LOCKED("a lock on the promotions held for 7 s, lock_timeout 1 s") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            limited(server, "lock_timeout", "1s", 7_000);
        }
    },
    /** Statements are ended when they take too long. */
    STATEMENT_TIMEOUT("a lock on the promotions held for 7 s, statement_timeout 1 s") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            limited(server, "statement_timeout", "1s", 7_000);
        }
    },
    /** Whoever asks waits for a lock with a connection in hand, until no connection is left. */
    POOL_EXHAUSTED("a lock on the promotions held for 15 s, until the pools are empty") {
        @Override
        void happen(PostgresServer server, TcpProxy way) {
            hold(server, 15_000);
        }
    };

    private static final String END_SESSIONS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

    private final String words;

    DatabaseFault(String words) {
        this.words = words;
    }

    /** What happens, for people. */
    String words() {
        return words;
    }

    /** Lets it happen and returns when it is over. */
    abstract void happen(PostgresServer server, TcpProxy way);

    private static void restart(PostgresServer server, Stop how, long down) {
        server.stop(how);
        Client.pause(down);
        server.start();
    }

    private static void kill(String pid) {
        try {
            new ProcessBuilder("kill", "-9", pid).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** New sessions have the limit, so the old ones are ended before and afterwards. */
    private static void limited(PostgresServer server, String limit, String value, long millis) {
        server.execute("ALTER ROLE postgres SET " + limit + " = '" + value + "'", END_SESSIONS);
        hold(server, millis);
        server.execute("ALTER ROLE postgres RESET " + limit, END_SESSIONS);
    }

    private static void hold(PostgresServer server, long millis) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = 0");
            statement.execute("SET statement_timeout = 0");
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE sluice_promotion IN ACCESS EXCLUSIVE MODE");
            Client.pause(millis);
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
