package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.util.List;

/** What a file shows without running it: that it contains nothing but allowed elements, steps, expressions and timers. */
public final class LocalRules {
    private final List<ProcessRule> rules;

    private LocalRules(List<ProcessRule> rules) {
        this.rules = rules;
    }

    /** Judges by what this vocabulary lets a process name. */
    public static LocalRules of(Vocabulary vocabulary) {
        Expressions expressions = new Expressions(vocabulary);
        return new LocalRules(List.of(
                new AllowedElements(),
                new OneProcess(),
                new AllowedExpressions(expressions),
                new AllowedSteps(vocabulary),
                new AllowedVariables(vocabulary),
                new AllowedTimers(expressions),
                new EndlessLoops()));
    }

    /**
     * Judges a file that has been read already, by its root element.
     *
     * @throws io.sluice.promotion.problem.InvalidInputException at the first thing that is not allowed
     */
    public void require(ProcessElement root) {
        rules.forEach(rule -> rule.check(root));
    }
}
