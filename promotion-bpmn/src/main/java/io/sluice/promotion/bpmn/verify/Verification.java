package io.sluice.promotion.bpmn.verify;

import java.util.List;

/**
 * What came out for one file.
 *
 * @param file the name it was given under
 * @param verdict the answer
 * @param findings most serious first, rules of the policy before others, then by place in the file
 * @param states how many states of the process were looked at
 * @param millis how long it took
 */
public record Verification(String file, Verdict verdict, List<Finding> findings, int states, long millis) {
    /** Copies the list. */
    public Verification {
        findings = List.copyOf(findings);
    }

    /** The findings for which the file is refused. */
    public List<Finding> errors() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    /** The same answer where warnings count as errors. */
    public Verification strictly() {
        List<Finding> severe = findings.stream()
                .map(finding -> finding.severity() == Severity.WARNING ? finding.as(Severity.ERROR) : finding)
                .toList();
        boolean refused =
                verdict == Verdict.PROVED && severe.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        return new Verification(file, refused ? Verdict.REFUSED : verdict, severe, states, millis);
    }

    /** Whether the file may be deployed. */
    public boolean isProved() {
        return verdict == Verdict.PROVED;
    }
}
