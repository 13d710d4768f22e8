package io.sluice.promotion.bpmn.verify.replay;

import java.util.List;

/**
 * Where a process stands.
 *
 * @param key the same text for states from which the same can happen
 * @param places the elements at which something rests, sorted, one as often as something rests there
 * @param open what can happen next
 * @param ended whether nothing is left of it
 */
record EngineState(String key, List<String> places, List<Opportunity> open, boolean ended) {
    /**
     * Something that can happen.
     *
     * @param action what
     * @param handle id of the task, job or execution in the engine
     * @param event name of the message or signal
     */
    record Opportunity(Action action, String handle, String event) {}
}
