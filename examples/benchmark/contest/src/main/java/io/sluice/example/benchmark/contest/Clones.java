package io.sluice.example.benchmark.contest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import javax.sql.DataSource;

/**
 * Makes many promotions out of one, by bulk SQL: every row of the template is written once for each, with the last eight
 * digits of its own identifiers replaced by a c and a number, which those of a network card do not end with.
 */
final class Clones {
    /** Numbers that must differ begin here, far above those that a real promotion gets. */
    private static final long FAR = 1_000_000_000_000L;

    /** The column that says whose a row is. */
    private static final String ORGANIZATION = "org_id";

    private static final long STRIDE = 100_000_000L;

    private final DataSource source;
    private final boolean postgres;

    Clones(DataSource source, boolean postgres) {
        this.source = source;
        this.postgres = postgres;
    }

    /**
     * Writes the promotions with these numbers, both included; they have at most seven digits.
     *
     * @param organizations among how many they are dealt out in turn, which are called {@code org-100-0} to {@code
     *     org-100-99} when they are a hundred; one leaves them where the template is
     */
    void write(Template template, int from, int to, int organizations) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            execute(
                    connection,
                    postgres ? "SET session_replication_role = replica" : "SET REFERENTIAL_INTEGRITY FALSE");
            if (postgres) {
                execute(connection, "SET synchronous_commit = off");
            }
            for (int i = 0; i < template.rows().size(); i++) {
                write(connection, template, i, new Numbers(from, to, organizations));
            }
            connection.commit();
            execute(connection, postgres ? "SET session_replication_role = origin" : "SET REFERENTIAL_INTEGRITY TRUE");
            if (postgres) {
                execute(connection, "SET synchronous_commit = on");
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException("Promotions could not be made.", e);
        }
    }

    /** Brings the statistics of the database up to date, as it does by itself sooner or later. */
    void analyze() {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(true);
            execute(connection, postgres ? "VACUUM ANALYZE" : "ANALYZE");
        } catch (SQLException e) {
            throw new IllegalStateException("The statistics could not be brought up to date.", e);
        }
    }

    /** What a copy has in its identifiers in place of the last digits but four. */
    static String number(int copy) {
        return String.format(Locale.ROOT, "c%07d", copy);
    }

    /** Which copies are made, and among how many organizations. */
    private record Numbers(int from, int to, int organizations) {}

    private void write(Connection connection, Template template, int index, Numbers copies) throws SQLException {
        Row row = template.rows().get(index);
        List<Object> parameters = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        for (int column = 0; column < row.table().columns().size(); column++) {
            boolean dealt = copies.organizations() > 1
                    && row.table().columns().get(column).equalsIgnoreCase(ORGANIZATION);
            selected.add(
                    dealt
                            ? "'org-" + copies.organizations() + "-' || MOD(g.i, " + copies.organizations() + ")"
                            : expression(row, column, template, index, parameters));
        }
        String numbers = postgres
                ? "SELECT i, 'c' || LPAD(i::TEXT, 7, '0') AS h FROM GENERATE_SERIES(" + copies.from() + ", "
                        + copies.to() + ") AS s(i)"
                : "SELECT X AS i, 'c' || LPAD(CAST(X AS VARCHAR), 7, '0') AS h FROM SYSTEM_RANGE(" + copies.from()
                        + ", " + copies.to() + ")";
        String sql = "INSERT INTO " + row.table().name() + " (" + String.join(", ", quoted(row.table())) + ") SELECT "
                + String.join(", ", selected) + " FROM (" + numbers + ") g";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                Object parameter = parameters.get(i);
                if (parameter instanceof byte[] bytes) {
                    statement.setBytes(i + 1, bytes);
                } else {
                    statement.setString(i + 1, String.valueOf(parameter));
                }
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new SQLException("No more rows like this one: " + sql + " with " + parameters, e);
        }
    }

    private String expression(Row row, int column, Template template, int index, List<Object> parameters) {
        Object value = row.values().get(column);
        String type = row.table().types().get(column);
        if (value == null) {
            return "NULL";
        }
        if (value instanceof byte[]) {
            parameters.add(value);
            return "?";
        }
        String text = String.valueOf(value);
        if (mustDiffer(row, column, template)) {
            if (isNumber(text)) {
                return "g.i + " + (FAR + index * STRIDE);
            }
            parameters.add(text.substring(0, Math.max(0, text.length() - 8)));
            return cast("CAST(? AS VARCHAR) || g.h", type);
        }
        List<String> parts = new ArrayList<>();
        int begin = 0;
        Matcher identifier = Template.UUID.matcher(text);
        while (identifier.find()) {
            if (template.own().contains(identifier.group())) {
                // Identifiers that were made together differ in their last digits only, which stay.
                parameters.add(text.substring(begin, identifier.end() - 12));
                parts.add("CAST(? AS VARCHAR)");
                parts.add("g.h");
                begin = identifier.end() - 4;
            }
        }
        parameters.add(text.substring(begin));
        parts.add("CAST(? AS VARCHAR)");
        return cast(String.join(" || ", parts), type);
    }

    /** Whether some unique index would hold the same values for all copies unless this column, its last one, differs. */
    private static boolean mustDiffer(Row row, int column, Template template) {
        return row.table().unique().stream()
                .filter(index -> index.get(index.size() - 1) == column)
                .anyMatch(index -> index.stream()
                        .map(place -> row.values().get(place))
                        .noneMatch(value -> value == null || isOwn(String.valueOf(value), template)));
    }

    private static boolean isOwn(String text, Template template) {
        Matcher identifier = Template.UUID.matcher(text);
        while (identifier.find()) {
            if (template.own().contains(identifier.group())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    /** Serial types are numbers of another name. */
    private static String cast(String expression, String type) {
        String plain = switch (type) {
            case "bigserial" -> "bigint";
            case "serial" -> "integer";
            case "bpchar" -> "varchar";
            default -> type;
        };
        return "CAST(" + expression + " AS " + plain + ")";
    }

    private List<String> quoted(Table table) {
        return table.columns().stream().map(column -> '"' + column + '"').toList();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
