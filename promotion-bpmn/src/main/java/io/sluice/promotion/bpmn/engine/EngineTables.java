package io.sluice.promotion.bpmn.engine;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the engine's tables lie: in which schema, and with what before their {@code ACT_} names.
 *
 * @param schema the schema, or empty for the one that connections start in
 * @param prefix up to ten letters, digits and underscores, or nothing
 */
public record EngineTables(Optional<String> schema, String prefix) {
    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern PREFIX = Pattern.compile("|[A-Za-z][A-Za-z0-9_]{0,9}");

    /** Refuses names that would have to be quoted, and prefixes that would make index names too long. */
    public EngineTables {
        if (schema.filter(name -> !SCHEMA.matcher(name).matches()).isPresent()) {
            throw new IllegalArgumentException("No name for a schema: " + schema.get());
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("No prefix for tables: " + prefix);
        }
        prefix = prefix.toUpperCase(Locale.ROOT);
    }

    /** The engine's own names, in the schema that connections start in. */
    public static EngineTables inDefaultSchema() {
        return new EngineTables(Optional.empty(), "");
    }

    /** The engine's own names, in this schema. */
    public static EngineTables inSchema(String schema) {
        return new EngineTables(Optional.of(schema), "");
    }

    /** The same place, with this before each name. */
    public EngineTables prefixed(String newPrefix) {
        return new EngineTables(schema, newPrefix);
    }
}
