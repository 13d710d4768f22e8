package io.sluice.promotion.jdbc;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * Turns the SQL of the row classes into that of one database: table names get the schema in front, and on PostgreSQL a row
 * lock becomes one that foreign keys do not wait for. There, inserting a child row shares a lock on its parent's key; two
 * transactions that both did and then lock the parent with FOR UPDATE would wait for each other.
 */
final class SqlTemplate implements TemplateEngine {
    private static final Pattern TABLE = Pattern.compile("\\bsluice_");
    private static final Pattern ROW_LOCK = Pattern.compile("\\bFOR UPDATE\\b");

    private final Dialect dialect;
    private final String prefix;

    SqlTemplate(Dialect dialect, Optional<SchemaName> schema) {
        this.dialect = dialect;
        this.prefix = schema.map(name -> name.value() + ".").orElse("");
    }

    @Override
    public String render(String template, StatementContext context) {
        return render(template);
    }

    /** Rendered once for each statement; JDBI keeps the result. */
    @Override
    public Optional<Function<StatementContext, String>> parse(String template, ConfigRegistry config) {
        String rendered = render(template);
        return Optional.of(context -> rendered);
    }

    private String render(String template) {
        String qualified = TABLE.matcher(template).replaceAll(prefix + "sluice_");
        return dialect == Dialect.POSTGRESQL ? ROW_LOCK.matcher(qualified).replaceAll("FOR NO KEY UPDATE") : qualified;
    }
}
