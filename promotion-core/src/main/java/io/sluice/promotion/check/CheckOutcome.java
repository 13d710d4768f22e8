package io.sluice.promotion.check;

import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.Map;

/**
 * What a check says about one version, before Sluice binds it to digest and time.
 *
 * @param verdict the answer
 * @param summary one line for people, such as {@code 41 of 42 tests passed}
 * @param evidence a link or a text that lets a person verify the answer, may be empty
 * @param metrics numbers by name, such as {@code tests.pass_rate} in percent
 */
public record CheckOutcome(CheckVerdict verdict, String summary, String evidence, Map<String, Double> metrics) {
    private static final int LONGEST_NAME = 200;

    /** Copies the metrics; refuses text and numbers that cannot be stored. */
    public CheckOutcome {
        summary = Text.optional("check.summary", summary);
        evidence = Text.optional("check.evidence", evidence);
        metrics = Map.copyOf(metrics);
        metrics.keySet().forEach(name -> Text.requireStorable("check.metrics", name, LONGEST_NAME));
        if (!metrics.values().stream().allMatch(Double::isFinite)) {
            throw new InvalidInputException("check.metrics", "json.number", "A metric is not a finite number.");
        }
    }

    /** What was demanded is met. */
    public static CheckOutcome passed(String summary, String evidence, Map<String, Double> metrics) {
        return new CheckOutcome(CheckVerdict.PASSED, summary, evidence, metrics);
    }

    /** What was demanded is not met. */
    public static CheckOutcome failed(String summary, String evidence, Map<String, Double> metrics) {
        return new CheckOutcome(CheckVerdict.FAILED, summary, evidence, metrics);
    }

    /** The check could not tell. */
    public static CheckOutcome error(String summary) {
        return new CheckOutcome(CheckVerdict.ERROR, summary, "", Map.of());
    }
}
