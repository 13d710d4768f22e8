package io.sluice.promotion.spring.rest.process;

import io.sluice.promotion.process.ProcessProof;
import java.util.List;

/** What the judge of process files said. */
record ProofView(
        String process,
        int version,
        String digest,
        String rules,
        String verdict,
        boolean proved,
        List<String> stages,
        boolean checks,
        int states,
        long millis,
        List<FindingView> findings) {
    static ProofView of(ProcessProof proof) {
        return new ProofView(
                proof.process(),
                proof.version(),
                proof.digest().value(),
                proof.rules(),
                proof.verdict(),
                proof.proved(),
                proof.stages(),
                proof.checks(),
                proof.states(),
                proof.millis(),
                proof.findings().stream().map(FindingView::of).toList());
    }
}
