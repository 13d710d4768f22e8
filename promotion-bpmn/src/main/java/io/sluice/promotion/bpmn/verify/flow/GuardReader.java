package io.sluice.promotion.bpmn.verify.flow;

import io.sluice.promotion.bpmn.verify.flow.Guard.Condition;
import java.util.Optional;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstBoolean;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstNested;
import org.camunda.bpm.impl.juel.AstString;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * Reads conditions with the engine's own parser: {@code checksPassed} and {@code approvalOutcome} alone, compared with
 * literals, and combined by and, or and not. The rest of a condition may hold or not.
 */
final class GuardReader {
    private static final int LONGEST = 1_000;

    private boolean understood = true;

    private GuardReader() {}

    static Guard read(String text) {
        if (text.length() > LONGEST) {
            return Guard.free(text);
        }
        try {
            Node root =
                    new Builder(Builder.Feature.METHOD_INVOCATIONS).build(text).getRoot();
            GuardReader reader = new GuardReader();
            Condition condition = reader.condition(root);
            return new Guard(text, condition, reader.understood);
        } catch (TreeBuilderException | StackOverflowError e) {
            return Guard.free(text);
        }
    }

    private Condition condition(Node node) {
        if (node instanceof AstEval || node instanceof AstNested) {
            return condition(node.getChild(0));
        }
        if (node instanceof AstUnary unary && unary.getOperator() == AstUnary.NOT) {
            Condition inner = condition(node.getChild(0));
            return values -> inner.judge(values).not();
        }
        if (node instanceof AstBinary binary) {
            return binary(binary);
        }
        if (node instanceof AstBoolean) {
            Truth constant = Truth.of(isTrue(node));
            return values -> constant;
        }
        if (isName(node, "checksPassed")) {
            return values -> values.checksPassed();
        }
        return free();
    }

    private Condition binary(AstBinary binary) {
        Node left = binary.getChild(0);
        Node right = binary.getChild(1);
        if (binary.getOperator() == AstBinary.AND) {
            Condition one = condition(left);
            Condition two = condition(right);
            return values -> one.judge(values).and(two.judge(values));
        }
        if (binary.getOperator() == AstBinary.OR) {
            Condition one = condition(left);
            Condition two = condition(right);
            return values -> one.judge(values).or(two.judge(values));
        }
        if (binary.getOperator() == AstBinary.EQ) {
            return equal(left, right).or(() -> equal(right, left)).orElseGet(this::free);
        }
        if (binary.getOperator() == AstBinary.NE) {
            Condition same = equal(left, right).or(() -> equal(right, left)).orElseGet(this::free);
            return values -> same.judge(values).not();
        }
        return free();
    }

    private static Optional<Condition> equal(Node name, Node literal) {
        if (isName(name, "approvalOutcome") && literal instanceof AstString text) {
            String wanted = textOf(text);
            return Optional.of(values -> values.approvalOutcomeIs(wanted));
        }
        if (isName(name, "checksPassed") && literal instanceof AstBoolean) {
            boolean wanted = isTrue(literal);
            return Optional.of(values ->
                    wanted ? values.checksPassed() : values.checksPassed().not());
        }
        return Optional.empty();
    }

    private Condition free() {
        understood = false;
        return values -> Truth.UNKNOWN;
    }

    /** Literals show themselves in quotes, with what is special escaped. */
    /** As the engine itself reads it, escapes included. */
    private static String textOf(AstString literal) {
        return String.valueOf(literal.getValue(null, null, null));
    }

    private static boolean isName(Node node, String name) {
        return node instanceof AstIdentifier identifier && identifier.getName().equals(name);
    }

    private static boolean isTrue(Node node) {
        return node.toString().equals("true");
    }
}
