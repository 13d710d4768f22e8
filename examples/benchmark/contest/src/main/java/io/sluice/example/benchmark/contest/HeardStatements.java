package io.sluice.example.benchmark.contest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which statements were executed while it listened, each with the parameters that it had last. Thread-safe. */
public final class HeardStatements {
    /**
     * A call that gave a statement one of its parameters.
     *
     * @param method of the statement
     * @param arguments the position and the value, and what else it takes
     */
    record Parameter(Method method, List<@Nullable Object> arguments) {
        /** Gives another statement the same. */
        void giveTo(PreparedStatement statement) {
            try {
                method.invoke(statement, arguments.toArray());
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("A parameter could not be repeated.", e);
            }
        }
    }

    /** All executions of one text, and the last parameters. */
    record Heard(int executions, List<Parameter> parameters) {}

    private final Map<String, Heard> heard = new ConcurrentHashMap<>();

    /** Nothing heard yet. */
    public HeardStatements() {}

    void executed(String sql, List<Parameter> parameters) {
        heard.merge(
                sql,
                new Heard(1, List.copyOf(parameters)),
                (known, last) -> new Heard(known.executions() + 1, last.parameters()));
    }

    /** Those whose texts contain one of these words, whatever their case. */
    Map<String, Heard> about(List<String> words) {
        Map<String, Heard> found = new TreeMap<>();
        heard.forEach((sql, all) -> {
            if (words.stream().anyMatch(sql.toLowerCase(Locale.ROOT)::contains)) {
                found.put(sql, all);
            }
        });
        return found;
    }
}
