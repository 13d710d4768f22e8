package io.sluice.example.faults.outside;

import java.time.Instant;

/**
 * One call of the deployer as it arrived.
 *
 * @param number in the order of arrival, from 1
 * @param verb deploy, verify or restore
 * @param promotion for which
 * @param workspace where
 * @param artifact what
 * @param digest the content to bring; of a restore a hyphen when there was none
 * @param fence the number of the attempt
 * @param at when
 * @param effect what it came to
 */
public record DeployCall(
        int number,
        String verb,
        String promotion,
        String workspace,
        String artifact,
        String digest,
        long fence,
        Instant at,
        Effect effect) {
    /** What a call came to. */
    public enum Effect {
        /** Something else is live since. */
        CHANGED,
        /** The same was live already, or nothing was to be changed. */
        NOTHING_NEW,
        /** A newer attempt was here already. */
        FENCED,
        /** It was done, and does not work. */
        DOES_NOT_WORK
    }
}
