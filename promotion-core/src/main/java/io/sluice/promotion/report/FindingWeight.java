package io.sluice.promotion.report;

/** How weighty a finding is, by its severity or its level, the weightiest first. */
enum FindingWeight {
    /** A severity from 9.0. */
    CRITICAL("maxCritical", "critical", "critical finding", true),
    /** A severity from 7.0. */
    HIGH("maxHigh", "high", "high finding", true),
    /** The level {@code error}. */
    ERROR("maxErrors", "errors", "error", true),
    /** A severity from 4.0. */
    MEDIUM("maxMedium", "medium", "medium finding", false),
    /** The level {@code warning}. */
    WARNING("maxWarnings", "warnings", "warning", false),
    /** A severity above 0. */
    LOW("maxLow", "low", "low finding", false),
    /** The level {@code note}. */
    NOTE("maxNotes", "notes", "note", false);

    private final String setting;
    private final String metric;
    private final String noun;
    private final boolean refusedUnlessSet;

    FindingWeight(String setting, String metric, String noun, boolean refusedUnlessSet) {
        this.setting = setting;
        this.metric = metric;
        this.noun = noun;
        this.refusedUnlessSet = refusedUnlessSet;
    }

    String setting() {
        return setting;
    }

    String metric() {
        return "security." + metric;
    }

    String noun() {
        return noun;
    }

    boolean isRefusedUnlessSet() {
        return refusedUnlessSet;
    }
}
