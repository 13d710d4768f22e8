package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the nodes of a file mean for a promotion, told by what the engine executes there and by nothing else. */
public final class KnownSteps {
    static final String STEP = "promotion.step";
    static final String STAGE = "promotion.stage";
    static final String OUTCOME = "promotion.outcome";

    /** What user tasks can be. */
    static final Map<String, Step> TASKS = Map.of("approval", step(Effect.APPROVAL), "repair", step(Effect.REPAIR));

    /** What a promotion does once. */
    private static final Set<Effect> ONCE =
            Set.of(Effect.CHECKS, Effect.RESERVE, Effect.CONFIRM, Effect.DEPLOY, Effect.VERIFY, Effect.ROLL_BACK);

    private final Vocabulary vocabulary;
    private final Expressions expressions;

    private KnownSteps(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.expressions = new Expressions(vocabulary);
    }

    /** Knows the steps of this vocabulary. */
    public static KnownSteps of(Vocabulary vocabulary) {
        return new KnownSteps(vocabulary);
    }

    /** The step that a node is; empty when it is none. */
    public Optional<Step> step(ProcessElement node) {
        if (node.is("userTask")) {
            return node.property(STEP).map(TASKS::get);
        }
        return runner(node).flatMap(this::run);
    }

    /** Whether a node is a step with one of these effects. */
    boolean hasEffect(ProcessElement node, Set<Effect> effects) {
        return step(node).map(Step::effect).filter(effects::contains).isPresent();
    }

    /** Whether a promotion runs this step once. */
    boolean runsOnce(ProcessElement node) {
        return hasEffect(node, ONCE);
    }

    /** Whether anything in this process is there once for a promotion: a step that it runs once, or an outcome. */
    public boolean holdsWhatRunsOnce(ProcessElement process) {
        return process.withDescendants()
                .anyMatch(node -> runsOnce(node)
                        || (node.is("endEvent") && node.property(OUTCOME).isPresent()));
    }

    /** Whether anything in this process is a step, which has to know its promotion. */
    public boolean holdsSteps(ProcessElement process) {
        return process.withDescendants()
                .anyMatch(node -> step(node).isPresent()
                        || (node.is("endEvent") && node.property(OUTCOME).isPresent()));
    }

    boolean isApproval(ProcessElement node) {
        return hasEffect(node, Set.of(Effect.APPROVAL));
    }

    /** All approval steps of a file. */
    Stream<ProcessElement> approvals(ProcessElement root) {
        return root.withDescendants().filter(this::isApproval);
    }

    /** Of a node that runs something: the element that says what. */
    static Optional<ProcessElement> runner(ProcessElement node) {
        if (node.isOneOf("serviceTask", "sendTask")) {
            return Optional.of(node);
        }
        return node.isOneOf("intermediateThrowEvent", "endEvent")
                ? node.children("messageEventDefinition").findFirst()
                : Optional.empty();
    }

    private Optional<Step> run(ProcessElement runner) {
        return runner.camunda("type").isPresent()
                ? runner.camunda("topic").map(vocabulary.topics()::get)
                : runner.camunda("delegateExpression")
                        .flatMap(expressions::step)
                        .map(vocabulary.delegates()::get);
    }

    private static Step step(Effect effect) {
        return new Step(effect, Set.of(), Set.of());
    }
}
