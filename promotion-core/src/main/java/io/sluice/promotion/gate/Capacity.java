package io.sluice.promotion.gate;

import io.sluice.promotion.access.Delegation;
import java.util.List;

/**
 * As whom a person can approve one request: as themself, and as those who delegated their approving to them.
 *
 * @param self the person
 * @param deputies whom they stand in for now, as far as those are active and it is about this target
 */
public record Capacity(Presence self, List<Deputy> deputies) {
    /**
     * Somebody else they stand in for.
     *
     * @param absent the other one, with the roles that were passed on
     * @param delegation what says so
     */
    public record Deputy(Presence absent, Delegation delegation) {
        /** Whether approvals count where a rule names the absent person. */
        public boolean asNamed() {
            return delegation.asNamed() && delegation.role().isEmpty();
        }
    }

    /** Copies the list. */
    public Capacity {
        deputies = List.copyOf(deputies);
    }

    /** Somebody who stands in for nobody. */
    public static Capacity of(Presence self) {
        return new Capacity(self, List.of());
    }
}
