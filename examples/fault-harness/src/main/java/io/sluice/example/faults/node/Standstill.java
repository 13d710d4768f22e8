package io.sluice.example.faults.node;

import static io.sluice.example.faults.node.Staff.ACME;

import io.sluice.promotion.SafeMode;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.input.IdempotencyKey;
import java.util.List;
import java.util.Optional;

/** What an operator asks and does when a database was restored. Versions that do not know of it are never asked. */
final class Standstill {
    private static final int MOST = 1_000;

    private final Sluice sluice;

    Standstill(Sluice sluice) {
        this.sluice = sluice;
    }

    /** "on" or "off", and why it is, or was the last time. */
    List<String> told() {
        String cause = sluice.safeMode()
                .newest(operator(), ACME)
                .map(SafeMode.Period::cause)
                .map(Enum::name)
                .orElse("");
        return List.of(sluice.safeMode().isOn() ? "on" : "off", cause);
    }

    /** Each promotion that was open, followed by how it compares with what is live. */
    List<String> compared() {
        return sluice.safeMode().comparisons(operator(), ACME, Optional.empty(), MOST).stream()
                .flatMap(one -> List.of(one.promotion().value(), one.state().name()).stream())
                .toList();
    }

    List<String> leave(IdempotencyKey key) {
        sluice.safeMode().leave(operator(), ACME, "looked at what is live", key);
        return List.of();
    }

    private Actor operator() {
        return sluice.actors().human("dan");
    }
}
