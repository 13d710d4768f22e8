package io.sluice.promotion.model;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a command must come to: exactly ok, or a refusal for one of the reasons that are true.
 *
 * @param codes the answers that are right
 * @param blockers exactly what the gate must say, when it must speak
 */
record Expected(Set<String> codes, Optional<Set<String>> blockers) {
    static final Expected OK = new Expected(Set.of("ok"), Optional.empty());

    /** Refused for one of these reasons, and not refused when there is none. */
    static Expected unless(Set<String> reasons) {
        return reasons.isEmpty() ? OK : new Expected(new TreeSet<>(reasons), Optional.empty());
    }

    static Expected refused(String... reasons) {
        return new Expected(Set.of(reasons), Optional.empty());
    }

    static Expected gate(String code, Set<String> blockers) {
        return new Expected(Set.of(code), Optional.of(new TreeSet<>(blockers)));
    }

    boolean isOk() {
        return codes.contains("ok");
    }

    boolean isMetBy(Answer answer) {
        return codes.contains(answer.code())
                && blockers.map(answer.blockers()::equals).orElse(true);
    }
}
