package io.sluice.promotion.bpmn.verify;

import io.sluice.promotion.bpmn.verify.file.LocalRules;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.bpmn.verify.flow.GraphReader;
import io.sluice.promotion.bpmn.verify.flow.ProcessGraph;
import io.sluice.promotion.bpmn.verify.flow.Reading;
import io.sluice.promotion.bpmn.verify.search.Proof;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Proves process files, or names the shortest way on which one breaks a rule. Immutable and thread-safe; the same file
 * gives the same answer each time.
 */
public final class Verifier {
    private static final Set<Rule> SKELETON = EnumSet.of(Rule.V_ELEMENT, Rule.V_ID, Rule.S_ENDLESS);

    private final Vocabulary vocabulary;
    private final ProcessLibrary called;
    private final Limits limits;

    private Verifier(Vocabulary vocabulary, ProcessLibrary called, Limits limits) {
        this.vocabulary = vocabulary;
        this.called = called;
        this.limits = limits;
    }

    /** Judges with these words, without call activities, within the standard limits. */
    public static Verifier of(Vocabulary vocabulary) {
        return new Verifier(vocabulary, ProcessLibrary.empty(), Limits.STANDARD);
    }

    /** The same with processes that call activities may name. */
    public Verifier calling(ProcessLibrary library) {
        return new Verifier(vocabulary, library, limits);
    }

    /** The same within other limits. */
    public Verifier within(Limits other) {
        return new Verifier(vocabulary, called, other);
    }

    /**
     * Judges a promotion process by all rules.
     *
     * @param file name for the report
     * @param bpmn the bytes of the file
     * @param demands what the policy wants
     */
    public Verification verify(String file, byte[] bpmn, PolicyDemands demands) {
        long began = System.nanoTime();
        ProcessFile read = ProcessFile.of(bpmn);
        if (read instanceof ProcessFile.Unreadable unreadable) {
            return verification(file, Verdict.INVALID, List.of(unreadable.finding()), 0, began);
        }
        ProcessElement root = ((ProcessFile.Content) read).root();
        List<Finding> findings = new ArrayList<>(LocalRules.check(root, vocabulary, demands));
        if (findings.stream().anyMatch(Verifier::preventsSearch)) {
            return verification(file, Verdict.REFUSED, findings, 0, began);
        }
        return search(
                file,
                root,
                Reading.ofPromotion(vocabulary, called),
                graph -> Proof.of(graph, demands, limits),
                findings,
                began);
    }

    /**
     * Judges any process by the rules about running through alone: whether it can hang, run a step twice at a time, or
     * holds steps that cannot be reached.
     */
    public Verification general(String file, byte[] bpmn) {
        long began = System.nanoTime();
        ProcessFile read = ProcessFile.of(bpmn);
        if (read instanceof ProcessFile.Unreadable unreadable) {
            return verification(file, Verdict.INVALID, List.of(unreadable.finding()), 0, began);
        }
        ProcessElement root = ((ProcessFile.Content) read).root();
        return search(file, root, Reading.ofAny(), graph -> Proof.general(graph, limits), new ArrayList<>(), began);
    }

    /** What is not connected, or never pauses, cannot be run through. */
    private static boolean preventsSearch(Finding finding) {
        return finding.severity() == Severity.ERROR && SKELETON.contains(finding.rule());
    }

    private Verification search(
            String file,
            ProcessElement root,
            Reading reading,
            Function<ProcessGraph, Proof.Result> proof,
            List<Finding> findings,
            long began) {
        int states = 0;
        boolean complete = true;
        for (ProcessElement process : root.children("process").toList()) {
            GraphReader.Compiled compiled = GraphReader.read(process, reading);
            findings.addAll(compiled.findings());
            if (compiled.findings().isEmpty() || reading.general()) {
                Proof.Result result = proof.apply(compiled.graph());
                findings.addAll(result.findings());
                states += result.states();
                complete &= result.complete();
            }
        }
        if (!complete) {
            findings.add(tooLarge());
        }
        boolean refused = findings.stream()
                .anyMatch(finding -> finding.severity() == Severity.ERROR && finding.rule() != Rule.V_SIZE);
        Verdict verdict = refused ? Verdict.REFUSED : complete ? Verdict.PROVED : Verdict.TOO_LARGE;
        return verification(file, verdict, findings, states, began);
    }

    private Finding tooLarge() {
        return Finding.of(
                Rule.V_SIZE,
                "bpmn.tooLarge",
                "The process can be in more states than can be looked at (" + limits.states() + ", or "
                        + limits.time().toSeconds() + " seconds).",
                "Draw fewer parallel branches, or put some of them into a process of their own that a call activity"
                        + " runs one after the other.",
                Element.FILE);
    }

    private static Verification verification(
            String file, Verdict verdict, List<Finding> findings, int states, long began) {
        List<Finding> ordered = findings.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Finding::rule)
                        .thenComparing(finding -> finding.element().line()))
                .toList();
        return new Verification(file, verdict, ordered, states, (System.nanoTime() - began) / 1_000_000);
    }
}
