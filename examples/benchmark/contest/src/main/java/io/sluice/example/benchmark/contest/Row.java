package io.sluice.example.benchmark.contest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table.
 *
 * @param table where it lies
 * @param values of all columns, in their order: texts as the database casts them, bytes, or null
 */
record Row(Table table, List<@Nullable Object> values) {
    /** What tells it from the other rows of its table: its primary key, or everything when there is none. */
    List<@Nullable Object> identity() {
        return table.key().isEmpty()
                ? values
                : table.key().stream().<@Nullable Object>map(values::get).toList();
    }
}
