package io.sluice.promotion.bpmn.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;

/** The engine's own scripts with our prefix, and the indexes it lacks. */
final class EngineScripts {
    private static final String SCRIPT = "org/camunda/bpm/engine/db/create/activiti.%s.create.%s.sql";
    private static final List<String> COMPONENTS = List.of("engine", "history", "identity");

    /** Names of tables, indexes and constraints; columns such as {@code ACT_ID_} stay as they are. */
    private static final Pattern NAME = Pattern.compile("\\bACT_(?=(?:RE|RU|GE|HI|IDX|FK|UNIQ)_|ID_[A-Z])");

    /** An index that the engine selects by and does not create. */
    record Index(String name, String table, String column) {}

    private final String prefix;

    EngineScripts(String prefix) {
        this.prefix = prefix;
    }

    /** Everything, in the order in which it has to be run; the indexes come last. */
    List<String> everything(Dialect dialect) {
        return Stream.concat(
                        COMPONENTS.stream().flatMap(component -> statements(dialect, component)),
                        missingIndexes().stream())
                .toList();
    }

    List<String> missingIndexes() {
        return indexes().stream()
                .map(index -> "create index if not exists " + index.name() + " on " + index.table() + "("
                        + index.column() + ")")
                .toList();
    }

    List<Index> indexes() {
        return List.of(
                new Index(prefix + "SLUICE_IDX_TASK_PARENT", prefix + "ACT_RU_TASK", "PARENT_TASK_ID_"),
                new Index(prefix + "SLUICE_IDX_JOB_DUEDATE", prefix + "ACT_RU_JOB", "DUEDATE_"));
    }

    private Stream<String> statements(Dialect dialect, String component) {
        String script = read(SCRIPT.formatted(dialect.engineName(), component));
        String code = script.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(code.split(";\\s*(?:\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .map(statement -> NAME.matcher(statement).replaceAll(prefix + "ACT_"));
    }

    private static String read(String resource) {
        try (InputStream script = ProcessEngine.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(script, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
