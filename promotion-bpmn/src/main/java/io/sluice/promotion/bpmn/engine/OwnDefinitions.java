package io.sluice.promotion.bpmn.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Tells the definitions that run promotions from others in the same engine: their deployments carry the digest of their
 * files as their source. In an engine of the library's own there are no others. Thread-safe.
 */
public final class OwnDefinitions {
    /** What the sources of the library's deployments begin with, for statements. */
    public static final String SOURCE_BEGINS_WITH = "sha256:";

    private static final Pattern SOURCE = Pattern.compile(SOURCE_BEGINS_WITH + "[0-9a-f]{64}");

    private record Listed(long deployments, String newest, List<ProcessDefinition> definitions) {}

    private final Optional<RepositoryService> shared;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();
    private volatile Listed listed = new Listed(0, "", List.of());

    private OwnDefinitions(Optional<RepositoryService> shared) {
        this.shared = shared;
    }

    /** All definitions of an engine in which there are no others. */
    public static OwnDefinitions all() {
        return new OwnDefinitions(Optional.empty());
    }

    /** Those in an engine that runs other processes, too. */
    static OwnDefinitions among(RepositoryService others) {
        return new OwnDefinitions(Optional.of(others));
    }

    /** Whether a deployment with this source is one of the library's. */
    static boolean isOwn(@Nullable String source) {
        return source != null && SOURCE.matcher(source).matches();
    }

    /** Whether there are others. */
    public boolean areAmongOthers() {
        return shared.isPresent();
    }

    /** Whether it is one of the library's. */
    public boolean has(ProcessDefinition definition) {
        return shared.isEmpty()
                || known.computeIfAbsent(definition.getId(), id -> isOwn(source(definition.getDeploymentId())));
    }

    /** The same by the engine's id; what is not there is not the library's. */
    public boolean has(@Nullable String definition) {
        if (shared.isEmpty()) {
            return true;
        }
        if (definition == null) {
            return false;
        }
        Boolean remembered = known.get(definition);
        if (remembered != null) {
            return remembered;
        }
        ProcessDefinition found = shared.get()
                .createProcessDefinitionQuery()
                .processDefinitionId(definition)
                .singleResult();
        return found != null && has(found);
    }

    private @Nullable String source(String deployment) {
        Deployment found = shared.orElseThrow()
                .createDeploymentQuery()
                .deploymentId(deployment)
                .singleResult();
        return found == null ? null : found.getSource();
    }

    /** The ids of all of them, where there are others. */
    public List<String> ids() {
        return list().stream().map(ProcessDefinition::getId).toList();
    }

    /** The keys of all of them, where there are others. */
    public List<String> keys() {
        return list().stream().map(ProcessDefinition::getKey).distinct().toList();
    }

    /** The deployments of all of them, where there are others. */
    List<String> deployments() {
        return list().stream()
                .map(ProcessDefinition::getDeploymentId)
                .distinct()
                .toList();
    }

    /** Reads them again only when something was deployed or taken away since. */
    private List<ProcessDefinition> list() {
        RepositoryService repository = shared.orElseThrow();
        long deployments = repository.createDeploymentQuery().count();
        String newest = repository
                .createDeploymentQuery()
                .orderByDeploymentTime()
                .desc()
                .orderByDeploymentId()
                .desc()
                .listPage(0, 1)
                .stream()
                .map(Deployment::getId)
                .findFirst()
                .orElse("");
        Listed before = listed;
        if (before.deployments() == deployments && before.newest().equals(newest)) {
            return before.definitions();
        }
        List<ProcessDefinition> own = repository.createProcessDefinitionQuery().list().stream()
                .filter(this::has)
                .toList();
        listed = new Listed(deployments, newest, own);
        return own;
    }

    /**
     * The first of a list of things that hang on definitions, without those that are others'.
     *
     * @param limit how many at most
     * @param page the things from a place in the list on, {@code limit} of them unless it ends before
     * @param definition the id of the definition that a thing hangs on
     */
    public <T> List<T> first(int limit, IntFunction<List<T>> page, Function<T, @Nullable String> definition) {
        List<T> found = new ArrayList<>();
        for (int at = 0; ; at += limit) {
            List<T> things = page.apply(at);
            things.stream().filter(each -> has(definition.apply(each))).forEach(found::add);
            if (things.size() < limit || found.size() >= limit) {
                return List.copyOf(found.subList(0, Math.min(limit, found.size())));
            }
        }
    }
}
