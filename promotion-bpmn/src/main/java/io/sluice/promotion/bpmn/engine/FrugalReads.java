package io.sluice.promotion.bpmn.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.db.PersistenceSession;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * Answers the engine's questions from what one of its commands has read already, or from what cannot be otherwise in this
 * library, and asks the database only for the rest. Nothing of it outlives the command, but for the definitions of timers,
 * which never change.
 */
final class FrugalReads extends DbEntityManager {
    private record Place(
            @Nullable String execution, @Nullable String instance) {}

    private static final int MOST_DEFINITIONS = 10_000;
    private static final String TREE = "selectExecutionsByProcessInstanceId";

    private final Map<String, List<?>> trees = new HashMap<>();
    private final Map<String, JobDefinitionEntity> definitions;

    private FrugalReads(IdGenerator ids, PersistenceSession session, Map<String, JobDefinitionEntity> definitions) {
        super(ids, session);
        this.definitions = definitions;
    }

    static SessionFactory factory(IdGenerator ids) {
        Map<String, JobDefinitionEntity> definitions = new ConcurrentHashMap<>();
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return DbEntityManager.class;
            }

            @Override
            public Session openSession() {
                PersistenceSession session = Context.getCommandContext().getSession(PersistenceSession.class);
                return new FrugalReads(ids, session, definitions);
            }
        };
    }

    @Override
    public <T extends DbEntity> @Nullable T selectById(Class<T> type, String id) {
        if (type == JobDefinitionEntity.class) {
            return type.cast(definition(id));
        }
        if (type == ExecutionEntity.class && dbEntityCache.get(type, id) == null) {
            // Whatever waits in an execution needs the executions around it as well, which one statement reads.
            instanceOf(id).ifPresent(instance -> selectList(TREE, instance));
        }
        return super.selectById(type, id);
    }

    private @Nullable JobDefinitionEntity definition(String id) {
        JobDefinitionEntity known = definitions.get(id);
        if (known != null) {
            return known;
        }
        JobDefinitionEntity read = super.selectById(JobDefinitionEntity.class, id);
        if (read != null) {
            if (definitions.size() >= MOST_DEFINITIONS) {
                definitions.clear();
            }
            definitions.put(id, read);
        }
        return read;
    }

    /** The process instance of an execution, when the command came to it by what waits there. */
    private Optional<String> instanceOf(String execution) {
        Stream<Place> tasks = all(ExternalTaskEntity.class)
                .map(task -> new Place(task.getExecutionId(), task.getProcessInstanceId()));
        Stream<Place> forPeople =
                all(TaskEntity.class).map(task -> new Place(task.getExecutionId(), task.getProcessInstanceId()));
        Stream<Place> jobs = all(AcquirableJobEntity.class)
                .filter(JobEntity.class::isInstance)
                .map(JobEntity.class::cast)
                .map(job -> new Place(job.getExecutionId(), job.getProcessInstanceId()));
        return Stream.of(tasks, forPeople, jobs)
                .flatMap(places -> places)
                .filter(place -> execution.equals(place.execution()) || execution.equals(place.instance()))
                .findFirst()
                .map(Place::instance);
    }

    private <T extends DbEntity> Stream<T> all(Class<T> type) {
        return dbEntityCache.getEntitiesByType(type).stream();
    }

    @Override
    public List<?> selectListWithRawParameter(String statement, Object parameter, int first, int most) {
        Object asked = parameter instanceof ListQueryParameterObject query ? query.getParameter() : parameter;
        if (asked instanceof String id) {
            return selectBy(statement, id, parameter, first, most);
        }
        if (asked instanceof Map<?, ?> values && hasNone(statement, values)) {
            return new ArrayList<>();
        }
        return super.selectListWithRawParameter(statement, parameter, first, most);
    }

    private List<?> selectBy(String statement, String id, Object parameter, int first, int most) {
        List<?> known = known(statement, id);
        if (!known.isEmpty()) {
            return new ArrayList<>(known);
        }
        if (statement.equals("selectTasksByParentTaskId")) {
            return new ArrayList<>(); // Nothing in this library makes tasks of tasks.
        }
        List<?> read = super.selectListWithRawParameter(statement, parameter, first, most);
        if (statement.equals(TREE)) {
            trees.put(id, List.copyOf(read));
        }
        return read;
    }

    /** At most one task waits in an execution: the one that was read is all of them. */
    private List<?> known(String statement, String id) {
        return switch (statement) {
            case TREE -> trees.getOrDefault(id, List.of());
            case "selectExternalTasksByExecutionId" ->
                at(ExternalTaskEntity.class, ExternalTaskEntity::getExecutionId, id);
            case "selectTasksByExecutionId" -> at(TaskEntity.class, TaskEntity::getExecutionId, id);
            default -> List.of();
        };
    }

    private <T extends DbEntity> List<T> at(Class<T> type, Function<T, @Nullable String> place, String where) {
        return all(type)
                .filter(each -> where.equals(place.apply(each)) && !dbEntityCache.isTransient(each))
                .toList();
    }

    /** What the database cannot hold, because of what the command knows of the row that it would belong to. */
    private boolean hasNone(String statement, Map<?, ?> values) {
        return switch (statement) {
            case "selectIncidentsByConfiguration" -> hasAttemptsLeft(String.valueOf(values.get("configuration")));
            case "selectVariablesByTaskId" -> isNew(String.valueOf(values.get("taskId")));
            default -> false;
        };
    }

    /** The engine makes an incident when the last attempt is used up, and takes it away when there are attempts again. */
    private boolean hasAttemptsLeft(String id) {
        ExternalTaskEntity task = dbEntityCache.get(ExternalTaskEntity.class, id);
        if (task != null) {
            return task.getRetries() == null || task.getRetries() > 0;
        }
        JobEntity job = dbEntityCache.get(JobEntity.class, id);
        return job != null && job.getRetries() > 0;
    }

    private boolean isNew(String task) {
        TaskEntity known = dbEntityCache.get(TaskEntity.class, task);
        return known != null && dbEntityCache.isTransient(Objects.requireNonNull(known));
    }

    /** From here on the database holds more than was read. */
    @Override
    public void flush() {
        trees.clear();
        super.flush();
    }
}
