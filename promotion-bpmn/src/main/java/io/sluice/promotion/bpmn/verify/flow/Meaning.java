package io.sluice.promotion.bpmn.verify.flow;

import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import java.util.List;
import java.util.Optional;

/**
 * What a node means for a promotion.
 *
 * @param effect what the step does; empty when it does nothing that counts
 * @param stage the stage an approval step names; empty for all of the policy
 * @param errors codes of errors it can throw, sorted
 * @param outcome the outcome an end records; empty for none
 */
public record Meaning(Optional<Effect> effect, String stage, List<String> errors, String outcome) {
    /** Means nothing. */
    public static final Meaning NOTHING = new Meaning(Optional.empty(), "", List.of(), "");

    /** Copies the list. */
    public Meaning {
        errors = List.copyOf(errors);
    }

    /** Whether it is this step. */
    public boolean is(Effect other) {
        return effect.isPresent() && effect.get() == other;
    }

    /** The same with this outcome. */
    Meaning with(String otherOutcome) {
        return new Meaning(effect, stage, errors, otherOutcome);
    }
}
