package io.sluice.promotion.bpmn.verify;

/** What a finding does to a file. */
public enum Severity {
    /** The file is refused. */
    ERROR,
    /** The file is accepted unless the strict mode is on, and the finding is shown. */
    WARNING,
    /** Something a designer may want to know. */
    HINT
}
