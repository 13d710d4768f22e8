package io.sluice.promotion.bpmn.engine;

import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.VariableScope;

/** Told what process instances do. */
@FunctionalInterface
public interface WayRecorder {
    /**
     * An instance begins to do something in this command.
     *
     * @param instance its variables
     * @return told at the end of the command, in its transaction, what all of it was
     */
    Consumer<Way> begin(VariableScope instance);
}
