package io.sluice.promotion.bpmn;

import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import java.util.Set;

/**
 * A step of the host's own that process designers may draw: a service task, external, with the topic under which it is
 * registered. Called outside of any transaction, on a thread of Sluice's, by one node at a time for one task.
 *
 * <p>Throwing means that nobody knows how the call ended: it is repeated with growing pauses, with the same
 * {@link HostWork#key}, and becomes an incident when the attempts are used up. It is repeated as well when a node dies
 * before it could report. So the step must do no harm when it runs twice: look by the key whether it was done already.
 */
@FunctionalInterface
public interface HostStep {
    /** What a call came to. */
    sealed interface Result {
        /** What a person should know, may be empty; written to the audit trail. */
        String message();

        /**
         * It is done; the process goes on.
         *
         * @param message for people, may be empty
         */
        record Done(String message) implements Result {}

        /**
         * It is certain that it did not work; the process goes on where the error is caught.
         *
         * @param error one of {@link HostStep#errors}
         * @param message why, for people
         */
        record Failed(String error, String message) implements Result {}

        /** It is done. */
        static Result done() {
            return new Done("");
        }

        /** It is certain that it did not work. */
        static Result failed(String error, String message) {
            return new Failed(error, message);
        }
    }

    /** Does the work. */
    Result run(HostWork work);

    /**
     * The codes of the errors it can end with; none unless said otherwise. A process has to catch each of them, which the
     * verifier proves. An error that is not declared counts as a technical fault.
     */
    default Set<String> errors() {
        return Set.of();
    }

    /**
     * {@link Effect#HOST}, unless the step changes what was checked and approved: then {@link Effect#HOST_CHANGES}, after
     * which the verifier wants checks and approvals anew.
     */
    default Effect effect() {
        return Effect.HOST;
    }
}
