package io.sluice.promotion.bpmn;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes H2 keep what it acknowledged. */
final class DatabaseUrl {
    private DatabaseUrl() {}

    /**
     * The address to use. By default H2 writes a commit up to half a second after it acknowledged it and loses it when the
     * process is killed; {@code WRITE_DELAY=0} ends that. A memory database gets a name of its own.
     */
    static String safe(@Nullable String url) {
        if (url == null) {
            return "jdbc:h2:mem:sluice-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        }
        boolean h2 = url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:");
        boolean said = url.toUpperCase(Locale.ROOT).contains("WRITE_DELAY");
        return h2 && !said ? url + ";WRITE_DELAY=0" : url;
    }

    /** Ends a memory database, which would stay until the program ends. */
    static void forget(HikariDataSource memory) throws SQLException {
        try (Connection connection = memory.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
            // The pool would complain that it cannot tidy up a connection whose database is gone.
            memory.evictConnection(connection);
        }
    }
}
