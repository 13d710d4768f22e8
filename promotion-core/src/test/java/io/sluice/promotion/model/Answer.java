package io.sluice.promotion.model;

import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.GateDecision.Blocked;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.problem.SluiceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What a command came to.
 *
 * @param code {@code ok}, the code of a refusal, or {@code illegal} for a step that no right process takes
 * @param blockers the codes of the gate, when it spoke
 */
record Answer(String code, Set<String> blockers) {
    static final Answer OK = new Answer("ok", Set.of());

    static Answer of(Supplier<Answer> command) {
        try {
            return command.get();
        } catch (PromotionBlockedException e) {
            return new Answer("gate", codes(e.decision()));
        } catch (SluiceException e) {
            return new Answer(e.code(), Set.of());
        } catch (IllegalStateException e) {
            return new Answer("illegal", Set.of());
        }
    }

    static Set<String> codes(Blocked blocked) {
        Set<String> codes = new TreeSet<>();
        blocked.blockers().stream().map(Blocker::code).forEach(codes::add);
        return codes;
    }
}
