package io.sluice.promotion.bpmn.verify;

/** The answer about one process file. */
public enum Verdict {
    /** Every rule holds on every way through the process. */
    PROVED,
    /** At least one finding is an error. */
    REFUSED,
    /** The process has more states than the limits allow to look at; a deployment is refused. */
    TOO_LARGE,
    /** The file cannot be read as a process. */
    INVALID;

    /** As it stands in reports: {@code proved}, {@code refused}, {@code too-large} or {@code invalid}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
