package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.util.List;
import java.util.stream.Stream;

/** What a file shows without running it. Immutable and thread-safe. */
public final class LocalRules {
    /** The others rely on these. */
    private final List<ProcessRule> structure;

    /** What every file has to keep to that reaches the engine. */
    private final List<ProcessRule> content;

    /** What makes a file a promotion process. */
    private final List<ProcessRule> process;

    private LocalRules(Vocabulary vocabulary, List<ProcessRule> more) {
        Expressions expressions = new Expressions(vocabulary);
        KnownSteps steps = KnownSteps.of(vocabulary);
        structure = List.of(new AllowedElements(), new OneProcess());
        content = List.of(
                new AllowedExpressions(expressions),
                new AllowedSteps(vocabulary),
                new AllowedVariables(vocabulary),
                new AllowedTimers(expressions),
                new EndlessLoops());
        process = Stream.concat(
                        Stream.of(
                                new Connections(),
                                new EventPlaces(),
                                new StepSettings(steps),
                                new Repetitions(steps),
                                new Deadlines(steps),
                                new TimerPlaces(steps),
                                new Picture(),
                                new Habits(steps)),
                        more.stream())
                .toList();
    }

    /** Judges whether a file does anything that none may do, by what this vocabulary lets a process name. */
    public static LocalRules of(Vocabulary vocabulary) {
        return new LocalRules(vocabulary, List.of());
    }

    /**
     * Everything that a promotion process shows without running it.
     *
     * @param root of a file as {@link ProcessFile} reads it
     * @return in no particular order; when the structure is broken, what is wrong with that alone
     */
    public static List<Finding> check(ProcessElement root, Vocabulary vocabulary, PolicyDemands demands) {
        return new LocalRules(vocabulary, List.of(new Stages(KnownSteps.of(vocabulary), demands))).all(root);
    }

    /** The same for a process that a call activity names: it need not ask for every stage by itself. */
    public static List<Finding> checkCalled(ProcessElement root, Vocabulary vocabulary) {
        return of(vocabulary).all(root);
    }

    private List<Finding> all(ProcessElement root) {
        Findings found = new Findings();
        structure.forEach(rule -> rule.check(root, found));
        if (!found.hasErrors()) {
            content.forEach(rule -> rule.check(root, found));
            process.forEach(rule -> rule.check(root, found));
        }
        return found.all();
    }

    /**
     * Refuses a file that does what none may do. Whether it is a promotion process that keeps to a policy is another
     * question.
     *
     * @throws io.sluice.promotion.problem.InvalidInputException with the first thing that is not allowed and its line
     */
    public void require(ProcessElement root) {
        Findings found = new Findings();
        Stream.concat(structure.stream(), content.stream()).forEach(rule -> {
            if (!found.hasErrors()) {
                rule.check(root, found);
            }
        });
        found.refusal().ifPresent(refusal -> {
            throw refusal;
        });
    }
}
