package io.sluice.promotion.report;

import java.util.Optional;

/** The level of a SARIF result. */
enum SarifLevel {
    ERROR(FindingWeight.ERROR),
    WARNING(FindingWeight.WARNING),
    NOTE(FindingWeight.NOTE),
    NONE;

    private final Optional<FindingWeight> weight;

    SarifLevel() {
        this.weight = Optional.empty();
    }

    SarifLevel(FindingWeight weight) {
        this.weight = Optional.of(weight);
    }

    /** As what it is counted, if it is. */
    Optional<FindingWeight> weight() {
        return weight;
    }

    /** The level that a report names, if it names one. */
    static Optional<SarifLevel> of(JsonNode level) throws CannotTellException {
        Optional<String> name = level.text();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return switch (name.get()) {
            case "error" -> Optional.of(ERROR);
            case "warning" -> Optional.of(WARNING);
            case "note" -> Optional.of(NOTE);
            case "none" -> Optional.of(NONE);
            default -> throw level.wrong("error, warning, note or none");
        };
    }
}
