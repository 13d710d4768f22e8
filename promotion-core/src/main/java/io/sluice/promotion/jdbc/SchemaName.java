package io.sluice.promotion.jdbc;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the tables live. The name is written into SQL without quotes, so each database folds its case as it does for any
 * other name.
 */
record SchemaName(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    SchemaName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "schema",
                    "schema.name",
                    "A schema name is 1 to 63 letters, digits and underscores, no digit first.");
        }
    }

    static Optional<SchemaName> of(Optional<String> name) {
        return name.map(SchemaName::new);
    }
}
