package io.sluice.example.benchmark.camunda;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A table of the votes, for a use of the engine that keeps none itself. */
final class Votes {
    private final DataSource source;

    private Votes(DataSource source) {
        this.source = source;
    }

    static Votes on(DataSource source, Use use) {
        if (use != Use.FULL) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS bench_vote (promotion VARCHAR(64) NOT NULL,"
                        + " person VARCHAR(64) NOT NULL, said VARCHAR(200), PRIMARY KEY (promotion, person))");
            } catch (SQLException e) {
                throw new IllegalStateException("The table of the votes could not be made.", e);
            }
        }
        return new Votes(source);
    }

    void add(String promotion, String person) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO bench_vote (promotion, person, said) VALUES (?, ?, ?)")) {
            statement.setString(1, promotion);
            statement.setString(2, person);
            statement.setString(3, "approved: fine");
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("A vote could not be stored.", e);
        }
    }
}
