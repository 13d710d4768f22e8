package io.sluice.promotion.bpmn.engine;

import java.time.Duration;
import java.util.Optional;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;

/**
 * Those on this node who do the work of external tasks. They are offered each piece in the unit of work that makes it:
 * what they claim is theirs with the commit, without anybody having to look for it.
 */
public interface OutsideWork {
    /** Nobody works on this node. */
    OutsideWork NOBODY = new OutsideWork() {
        @Override
        public Optional<Claim> claim(String topic) {
            return Optional.empty();
        }

        @Override
        public void wake() {
            // Whoever works elsewhere looks by themselves.
        }
    };

    /** Claims a piece of work; empty when nobody here has a hand free for it. Every claim is begun or released. */
    Optional<Claim> claim(String topic);

    /** There is work that nobody here has claimed: called after the commit that made it. */
    void wake();

    /** A piece of work that will be done here. */
    interface Claim {
        /** Who will do it. */
        String worker();

        /** How long nobody else may take it. */
        Duration lock();

        /** Begins, after the commit. */
        void begin(LockedExternalTask task);

        /** There is nothing to do after all, or others shall do it. */
        void release();
    }
}
