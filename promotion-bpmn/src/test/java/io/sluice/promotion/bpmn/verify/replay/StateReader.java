package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.replay.Action.Kind;
import io.sluice.promotion.bpmn.verify.replay.EngineState.Opportunity;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads where the one process stands that runs in a bare engine. From the tables: the engine's own queries would take
 * most of the time of a whole exploration.
 */
final class StateReader {
    /** Marks what can come again while its activity runs. */
    private static final String BESIDE = "again";

    /** How often it comes before the rest of its repetitions bring nothing new. */
    static final int CYCLES = 2;

    private static final String EXECUTIONS = """
            SELECT ID_, PARENT_ID_, SUPER_EXEC_, ACT_ID_, IS_ACTIVE_, IS_CONCURRENT_, IS_SCOPE_, IS_EVENT_SCOPE_
              FROM ACT_RU_EXECUTION""";
    private static final String VARIABLES = """
            SELECT EXECUTION_ID_, NAME_, TEXT_, LONG_ FROM ACT_RU_VARIABLE
             WHERE NAME_ NOT IN ('promotionId', 'organizationId')""";
    private static final String TASKS = "SELECT ID_, EXECUTION_ID_, TASK_DEF_KEY_ FROM ACT_RU_TASK";
    private static final String WORK = "SELECT ID_, EXECUTION_ID_, ACT_ID_ FROM ACT_RU_EXT_TASK";
    private static final String JOBS = """
            SELECT J.ID_, J.EXECUTION_ID_, D.ACT_ID_, J.TYPE_, J.REPEAT_, D.JOB_CONFIGURATION_
              FROM ACT_RU_JOB J JOIN ACT_RU_JOBDEF D ON D.ID_ = J.JOB_DEF_ID_""";
    private static final String SUBSCRIPTIONS =
            "SELECT EXECUTION_ID_, ACTIVITY_ID_, EVENT_TYPE_, EVENT_NAME_ FROM ACT_RU_EVENT_SUBSCR";

    private final BareEngine bare;
    private final Marks marks;
    private final Facts facts;
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final Map<String, List<Execution>> children = new HashMap<>();
    private final Map<String, List<String>> belongings = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Opportunity> open = new ArrayList<>();
    private final Map<Opportunity, String> owners = new HashMap<>();

    private record Execution(String id, String above, String activity, String flags, boolean eventScope) {}

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private StateReader(BareEngine bare, Marks marks, Facts facts) {
        this.bare = bare;
        this.marks = marks;
        this.facts = facts;
    }

    static EngineState read(BareEngine bare, Marks marks, Facts facts) {
        return new StateReader(bare, marks, facts).read();
    }

    private EngineState read() {
        each(EXECUTIONS, this::readExecution);
        each(
                VARIABLES,
                row -> belongs(
                        row.getString(1),
                        row.getString(2) + "="
                                + Optional.ofNullable(row.getString(3)).orElse(row.getString(4))));
        each(TASKS, row -> readTask(row.getString(1), row.getString(2), row.getString(3)));
        each(WORK, row -> readWork(row.getString(1), row.getString(2), row.getString(3)));
        each(JOBS, this::readJob);
        each(SUBSCRIPTIONS, this::readSubscription);
        List<Execution> leaves = executions.values().stream()
                .filter(execution -> !execution.eventScope())
                .filter(execution -> below(execution.id()).allMatch(Execution::eventScope))
                .toList();
        leaves.stream()
                .filter(leaf -> marks.plainReceivers().contains(leaf.activity()))
                .forEach(leaf -> add(Kind.TRIGGER, leaf.activity(), "", leaf.id(), "", leaf.id()));
        return new EngineState(
                below("").map(this::text).sorted().collect(Collectors.joining(" ")) + " | " + facts,
                leaves.stream().map(Execution::activity).sorted().toList(),
                distinct(),
                executions.isEmpty());
    }

    private void each(String sql, Row reader) {
        try {
            PreparedStatement statement = bare.prepared(sql);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void readExecution(ResultSet row) throws SQLException {
        Execution execution = new Execution(
                row.getString(1),
                Stream.of(Optional.ofNullable(row.getString(2)), Optional.ofNullable(row.getString(3)))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(""),
                String.valueOf(row.getString(4)),
                (row.getBoolean(5) ? "!" : "")
                        + (row.getBoolean(6) ? "+" : "")
                        + (row.getBoolean(7) ? "#" : "")
                        + (row.getBoolean(8) ? "~" : ""),
                row.getBoolean(8));
        executions.put(execution.id(), execution);
        children.computeIfAbsent(execution.above(), id -> new ArrayList<>()).add(execution);
    }

    private void readTask(String task, String execution, String id) {
        if (marks.is(id, Effect.APPROVAL)) {
            if (!facts.rejected()) {
                add(Kind.TASK, id, "APPROVED", task, "", execution);
            }
            add(Kind.TASK, id, "REJECTED", task, "", execution);
        } else {
            add(Kind.TASK, id, "", task, "", execution);
        }
    }

    private void readWork(String task, String execution, String id) {
        if (marks.is(id, Effect.CHECKS)) {
            add(Kind.WORK, id, "true", task, "", execution);
            add(Kind.WORK, id, "false", task, "", execution);
        } else {
            add(Kind.WORK, id, "", task, "", execution);
        }
        marks.errors(id).stream().sorted().forEach(error -> add(Kind.ERROR, id, error, task, "", execution));
    }

    private void readJob(ResultSet row) throws SQLException {
        String job = row.getString(1);
        String execution = row.getString(2);
        String id = row.getString(3);
        if (!row.getString(4).equals("timer")) {
            String before = row.getString(6);
            belongs(execution, before + " " + id);
            add(Kind.CONTINUE, id, before, job, "", execution);
        } else {
            belongs(execution, "timer " + id);
            if (row.getString(5) == null) {
                add(Kind.TIMER, id, "", job, "", execution);
            } else if (facts.timesFired(id) < CYCLES) {
                add(Kind.TIMER, id, BESIDE, job, "", execution);
            }
        }
    }

    private void readSubscription(ResultSet row) throws SQLException {
        String execution = row.getString(1);
        String id = row.getString(2);
        String type = row.getString(3);
        belongs(execution, type + " " + id);
        if (type.equals("message") || type.equals("signal")) {
            Kind kind = type.equals("message") ? Kind.MESSAGE : Kind.SIGNAL;
            boolean beside = marks.besides().contains(id);
            if (beside && facts.timesFired(id) >= CYCLES) {
                return;
            }
            add(kind, id, beside ? BESIDE : "", execution, String.valueOf(row.getString(4)), execution);
        }
    }

    private Stream<Execution> below(String id) {
        return children.getOrDefault(id, List.of()).stream();
    }

    private void add(Kind kind, String element, String detail, String handle, String event, String execution) {
        Opportunity opportunity = new Opportunity(new Action(kind, element, detail, 0), handle, event);
        open.add(opportunity);
        owners.put(opportunity, execution);
    }

    private void belongs(String execution, String what) {
        if (execution != null) {
            belongings.computeIfAbsent(execution, id -> new ArrayList<>()).add(what);
        }
    }

    /** An execution with everything in it. */
    private String text(Execution execution) {
        String known = texts.get(execution.id());
        if (known != null) {
            return known;
        }
        String text = execution.activity()
                + execution.flags()
                + belongings.getOrDefault(execution.id(), List.of()).stream()
                        .sorted()
                        .toList()
                + below(execution.id()).map(this::text).sorted().collect(Collectors.joining(" ", "(", ")"));
        texts.put(execution.id(), text);
        return text;
    }

    /** What stands around an execution: where that is the same for two, it does not matter which one is taken. */
    private String around(String execution) {
        StringBuilder around = new StringBuilder();
        for (Execution at = executions.get(execution); at != null; at = executions.get(at.above())) {
            around.append(text(at)).append('/');
        }
        return around.toString();
    }

    private List<Opportunity> distinct() {
        Map<Action, Map<String, Opportunity>> byAction = new TreeMap<>(Comparator.comparing(Action::toString));
        open.forEach(opportunity -> byAction.computeIfAbsent(opportunity.action(), action -> new TreeMap<>())
                .putIfAbsent(around(owners.get(opportunity)), opportunity));
        List<Opportunity> distinct = new ArrayList<>();
        byAction.forEach((action, places) -> {
            int nth = 0;
            for (Opportunity opportunity : places.values()) {
                distinct.add(new Opportunity(
                        new Action(action.kind(), action.element(), action.detail(), nth),
                        opportunity.handle(),
                        opportunity.event()));
                nth++;
            }
        });
        return distinct;
    }
}
