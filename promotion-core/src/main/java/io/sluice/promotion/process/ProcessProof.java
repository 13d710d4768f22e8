package io.sluice.promotion.process;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.process.ProcessFinding.Severity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came out when a process definition was judged by the demands of a policy.
 *
 * @param process key of the definition
 * @param version of it; 0 while it is not deployed
 * @param digest of the file
 * @param rules version of the rules it was judged by
 * @param verdict {@code proved}, {@code refused}, {@code too-large} or {@code invalid}
 * @param stages the approval stages that were demanded
 * @param checks whether checks were demanded
 * @param states how many states of the process were looked at
 * @param millis how long it took
 * @param findings most serious first
 */
public record ProcessProof(
        String process,
        int version,
        Digest digest,
        String rules,
        String verdict,
        List<String> stages,
        boolean checks,
        int states,
        long millis,
        List<ProcessFinding> findings) {
    /** The verdict of a file on which every rule holds. */
    public static final String PROVED = "proved";

    private static final int SHOWN = 3;

    /** Copies the lists. */
    public ProcessProof {
        stages = List.copyOf(stages);
        findings = List.copyOf(findings);
    }

    /** Whether promotions may run on it. */
    public boolean proved() {
        return verdict.equals(PROVED);
    }

    /** The same for a version that it became by its deployment. */
    public ProcessProof as(int deployed) {
        return new ProcessProof(process, deployed, digest, rules, verdict, stages, checks, states, millis, findings);
    }

    /** Why it is refused, in one to three sentences; the findings say all. */
    public String summary() {
        List<ProcessFinding> errors = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        List<ProcessFinding> weighty = errors.isEmpty() ? findings : errors;
        String said = weighty.stream().limit(SHOWN).map(ProcessFinding::message).collect(Collectors.joining(" "));
        String more = weighty.size() > SHOWN ? " And " + (weighty.size() - SHOWN) + " more." : "";
        return said.isEmpty() ? "It is " + verdict.replace('-', ' ') + "." : said + more;
    }
}
