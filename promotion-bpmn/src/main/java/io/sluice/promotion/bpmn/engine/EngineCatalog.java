package io.sluice.promotion.bpmn.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What of the engine's tables exists, asked over one connection. */
final class EngineCatalog {
    private static final String VERSION = "7.24.";

    private final Connection connection;
    private final Dialect dialect;
    private final EngineTables tables;

    EngineCatalog(Connection connection, EngineTables tables) throws SQLException {
        this.connection = connection;
        this.dialect = Dialect.of(connection);
        this.tables = tables;
    }

    Dialect dialect() {
        return dialect;
    }

    /** The schema the tables lie in, as the database spells it. */
    String schema() throws SQLException {
        return tables.schema().isPresent() ? dialect.fold(tables.schema().get()) : connection.getSchema();
    }

    boolean hasSchema() throws SQLException {
        try (ResultSet found = connection.getMetaData().getSchemas(null, literally(schema()))) {
            return found.next();
        }
    }

    boolean hasTables() throws SQLException {
        return hasTable("ACT_RU_EXECUTION");
    }

    /** Tables and indexes; the indexes are created last. */
    boolean isComplete() throws SQLException {
        return hasTables() && lackedIndexes().isEmpty();
    }

    List<EngineScripts.Index> lackedIndexes() throws SQLException {
        List<EngineScripts.Index> lacked = new ArrayList<>();
        for (EngineScripts.Index index : new EngineScripts(tables.prefix()).indexes()) {
            if (!hasIndexOn(index.table(), index.column())) {
                lacked.add(index);
            }
        }
        return lacked;
    }

    /** Refuses tables that are made for another version, or that are not there. */
    void requireVersion() throws SQLException {
        if (!hasTables()) {
            throw new IllegalStateException(
                    "The engine's tables are missing. Let Sluice create them, or run its script.");
        }
        requireVersion(newestVersion());
    }

    /** Refuses tables that are made for another version; a version may be yet to come. */
    void requireVersionIfAny() throws SQLException {
        String version = hasTable("ACT_GE_SCHEMA_LOG") ? newestVersion() : "";
        if (!version.isEmpty()) {
            requireVersion(version);
        }
    }

    private static void requireVersion(String version) {
        if (!version.startsWith(VERSION)) {
            throw new IllegalStateException("The engine's tables are made for version " + version
                    + " of the engine, Sluice needs " + VERSION + "x. Run the engine's upgrade scripts.");
        }
    }

    private String newestVersion() throws SQLException {
        String log = tables.schema().map(schema -> schema + ".").orElse("") + tables.prefix() + "ACT_GE_SCHEMA_LOG";
        try (Statement statement = connection.createStatement();
                ResultSet versions =
                        statement.executeQuery("select VERSION_ from " + log + " order by TIMESTAMP_ desc")) {
            return versions.next() ? String.valueOf(versions.getString(1)) : "";
        }
    }

    private boolean hasTable(String table) throws SQLException {
        String name = dialect.fold(tables.prefix() + table);
        try (ResultSet found = connection.getMetaData().getTables(null, literally(schema()), literally(name), null)) {
            return found.next();
        }
    }

    /** Whatever it is called, and even if more columns follow. */
    private boolean hasIndexOn(String table, String column) throws SQLException {
        try (ResultSet found =
                connection.getMetaData().getIndexInfo(null, schema(), dialect.fold(table), false, true)) {
            while (found.next()) {
                if (found.getShort("ORDINAL_POSITION") == 1
                        && column.equalsIgnoreCase(found.getString("COLUMN_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** In the patterns that metadata is asked by, an underscore would stand for any character. */
    private String literally(String name) throws SQLException {
        return name.replace("_", connection.getMetaData().getSearchStringEscape() + "_");
    }
}
