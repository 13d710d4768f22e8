package io.sluice.promotion.bpmn.verify.testing;

import io.sluice.promotion.PolicyFile;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.file.ProcessFolder;
import io.sluice.promotion.bpmn.verify.report.Report;
import io.sluice.promotion.bpmn.verify.report.ReportFormat;
import io.sluice.promotion.policy.PromotionPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Assertions on process files, for JUnit or any other framework in which an {@link AssertionError} fails a test. Processes
 * that a call activity names are looked for in the file's folder. The message of a failure is the whole report.
 *
 * <p>A file that cannot be read, or a policy that is none, is no failed assertion: {@link UncheckedIOException} and {@link
 * io.sluice.promotion.problem.InvalidInputException} say so.
 */
public final class ProcessAssertions {
    private ProcessAssertions() {}

    /** Fails unless the process is proved to keep the policy, using no steps but the library's. */
    public static void assertProves(Path file, PromotionPolicy policy) {
        assertProves(file, policy, Vocabulary.standard());
    }

    /** Fails unless the process is proved to keep the policy that stands in a JSON file, see {@link PolicyFile}. */
    public static void assertProves(Path file, Path policy) {
        assertProves(file, policy(policy));
    }

    /** Fails unless the process is proved to keep the policy that stands in a JSON file, with steps of the host. */
    public static void assertProves(Path file, Path policy, Vocabulary vocabulary) {
        assertProves(file, policy(policy), vocabulary);
    }

    /** Fails unless the process is proved to keep the policy, with steps of the host. */
    public static void assertProves(Path file, PromotionPolicy policy, Vocabulary vocabulary) {
        Verification verification = verify(file, policy, vocabulary);
        if (!verification.isProved()) {
            throw failure(verification, "");
        }
    }

    /**
     * Fails unless the process is refused, with an error of each of these rules; of any rule when none is named.
     *
     * @param file the process
     * @param policy what it does not keep
     * @param rules what it breaks, among others perhaps
     */
    public static void assertRefuses(Path file, PromotionPolicy policy, Rule... rules) {
        assertRefuses(file, policy, Vocabulary.standard(), rules);
    }

    /** Fails unless the process is refused by these rules, with steps of the host. */
    public static void assertRefuses(Path file, PromotionPolicy policy, Vocabulary vocabulary, Rule... rules) {
        Verification verification = verify(file, policy, vocabulary);
        if (verification.verdict() != Verdict.REFUSED) {
            throw failure(verification, "It should have been refused.\n");
        }
        Set<Rule> broken =
                verification.errors().stream().map(finding -> finding.rule()).collect(Collectors.toSet());
        List<String> kept = Arrays.stream(rules)
                .filter(rule -> !broken.contains(rule))
                .map(Rule::id)
                .toList();
        if (!kept.isEmpty()) {
            throw failure(verification, "It should have been refused by " + String.join(", ", kept) + " too.\n");
        }
    }

    private static Verification verify(Path file, PromotionPolicy policy, Vocabulary vocabulary) {
        byte[] bpmn;
        try {
            bpmn = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Verifier.of(vocabulary)
                .calling(ProcessFolder.around(List.of(file)))
                .verify(file.toString(), bpmn, PolicyDemands.of(policy));
    }

    private static PromotionPolicy policy(Path file) {
        try {
            return PolicyFile.read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AssertionError failure(Verification verification, String expected) {
        return new AssertionError(expected + Report.of(List.of(verification)).as(ReportFormat.TEXT));
    }
}
