package io.sluice.promotion.spring.rest;

import io.sluice.promotion.testing.SluiceFixture;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows that nobody can write through the doors. */
public final class TestTables {
    private final SluiceFixture acme;

    private TestTables(SluiceFixture acme) {
        this.acme = acme;
    }

    /** In the database of this fixture. */
    public static TestTables of(SluiceFixture acme) {
        return new TestTables(acme);
    }

    /** Runs a statement and commits it. */
    public void execute(String sql) {
        try (Connection connection = acme.transactions().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
