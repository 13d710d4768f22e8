package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.process.StageCount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a promotion stands in its process, for whoever paints the diagram. It can be asked after the end as well.
 *
 * @param promotion which
 * @param process key of the definition
 * @param version of it
 * @param own whether it is the organization's own definition
 * @param file digest of the process file
 * @param running whether the process goes on
 * @param elements what was reached, in the order in which that began
 * @param flows sequence flows that were taken
 * @param incidents steps that gave up
 * @param timers what is due by itself
 * @param stages how far the approvals are
 */
public record PromotionState(
        PromotionId promotion,
        String process,
        int version,
        boolean own,
        Digest file,
        boolean running,
        List<Element> elements,
        List<Flow> flows,
        List<Incident> incidents,
        List<Timer> timers,
        List<StageCount> stages) {
    /** Copies the lists. */
    public PromotionState {
        elements = List.copyOf(elements);
        flows = List.copyOf(flows);
        incidents = List.copyOf(incidents);
        timers = List.copyOf(timers);
        stages = List.copyOf(stages);
    }

    /**
     * One element of the process.
     *
     * @param id of it
     * @param active how often it is under way now
     * @param done how often it was finished
     * @param interrupted how often it was cut short
     * @param since when it last began
     * @param until when it last was finished or cut short; empty when never
     */
    public record Element(String id, int active, int done, int interrupted, Instant since, Optional<Instant> until) {}

    /**
     * One sequence flow.
     *
     * @param id of it
     * @param taken how often
     */
    public record Flow(String id, int taken) {}

    /**
     * One step that gave up.
     *
     * @param element id of the step
     * @param message what the last attempt ended with; may be empty
     * @param since when that was
     */
    public record Incident(String element, String message, Instant since) {}

    /**
     * One timer.
     *
     * @param element id of the event, or of the step that is tried again
     * @param due when
     */
    public record Timer(String element, Instant due) {}

    /** The elements that are under way now. */
    public List<Element> active() {
        return elements.stream().filter(element -> element.active() > 0).toList();
    }

    /** The elements that are finished and not under way again. */
    public List<Element> done() {
        return elements.stream()
                .filter(element -> element.active() == 0 && element.done() > 0)
                .toList();
    }
}
