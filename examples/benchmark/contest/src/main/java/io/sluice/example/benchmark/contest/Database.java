package io.sluice.example.benchmark.contest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/**
 * Where a contestant keeps its rows.
 *
 * @param url its JDBC address
 * @param user who logs in
 * @param password may be empty
 */
public record Database(String url, String user, String password) {
    /** Whether it is PostgreSQL; otherwise it is H2. */
    public boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** A pool that is large enough for everybody who works on it. */
    public HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(30);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setPoolName("contest");
        return new HikariDataSource(config);
    }
}
