package io.sluice.promotion.policy;

/** When a check runs. A phase begins only when every check of the one before has passed; people are asked after both. */
public enum CheckPhase {
    /** Looks at what is there already, in moments: manifests, scans, signatures. */
    STATIC,
    /** Takes its time: test suites, benchmarks. */
    AUTOMATIC
}
