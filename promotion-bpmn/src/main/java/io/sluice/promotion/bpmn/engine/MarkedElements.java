package io.sluice.promotion.bpmn.engine;

import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;

/**
 * What the library itself hangs on elements that a designer has marked with extension properties. It is asked once for
 * each element whenever the engine reads a process, with the properties of the element; files cannot bring listeners of
 * their own.
 */
public interface MarkedElements {
    /** What to run when a token reaches this end event, before the event does what it does. */
    default Optional<ExecutionListener> atEnd(Map<String, String> properties) {
        return Optional.empty();
    }

    /**
     * What to run when this user task is created, deleted, or completed past core; the event's name says which. Not for
     * completions by {@link Settled#complete}.
     */
    default Optional<TaskListener> onTask(Map<String, String> properties) {
        return Optional.empty();
    }

    /**
     * What to run when an instance of a process ends without having come to a marked end in the same command; not for the
     * parts that one process calls.
     */
    default Optional<ExecutionListener> atProcessEnd() {
        return Optional.empty();
    }

    /** Who is told what process instances do, step by step. */
    default Optional<WayRecorder> alongTheWay() {
        return Optional.empty();
    }

    /** What to run when a token reaches a step whose work is done outside of the engine. */
    default Optional<ExecutionListener> atExternalTask() {
        return Optional.empty();
    }
}
