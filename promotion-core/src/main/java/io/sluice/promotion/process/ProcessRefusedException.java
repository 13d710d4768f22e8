package io.sluice.promotion.process;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.List;

/** A process file or definition that is not proved; nothing was written. Carries everything that was found. */
public final class ProcessRefusedException extends InvalidInputException {
    private static final long serialVersionUID = 1L;

    private final transient List<ProcessFinding> findings;

    /** Says which field is refused and why. */
    public ProcessRefusedException(String field, String code, String message, List<ProcessFinding> findings) {
        super(field, code, message);
        this.findings = List.copyOf(findings);
    }

    /** Everything that was found, most serious first. */
    public List<ProcessFinding> findings() {
        return findings;
    }
}
