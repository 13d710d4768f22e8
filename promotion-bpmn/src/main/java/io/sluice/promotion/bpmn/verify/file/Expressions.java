package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.impl.juel.AstBracket;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstFunction;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNode;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.ExpressionNode;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.Parser;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * The little that expressions may do: compare and combine variables and literals, and call the methods of allowed beans.
 * {@code execution} may be handed to such a method and is good for nothing else; there is no property access at all.
 *
 * <p>The text is read by the engine's own parser, so what is judged is what will run.
 */
public final class Expressions {
    private static final int MAX_LENGTH = 1000;
    private static final int MAX_NESTING = 20;
    private static final String EXECUTION = "execution";

    /** What the engine would put its own objects behind, were they asked for. */
    private static final Set<String> RESERVED = Set.of(
            EXECUTION,
            "task",
            "externalTask",
            "caseExecution",
            "authenticatedUserId",
            "variableContext",
            "connector",
            "processEngine");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern BARE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]{0,63})}");

    private final Vocabulary vocabulary;

    /** Judges by this vocabulary. */
    public Expressions(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Whether the engine would evaluate something in this text. */
    public static boolean isIn(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** Whether an expression can spell this name. */
    public static boolean isIdentifier(String name) {
        return IDENTIFIER.matcher(name).matches();
    }

    /** Whether the engine gives this name a meaning of its own. */
    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** The step this text names, when it is a step's name and nothing else. */
    public Optional<String> step(String text) {
        Matcher bare = BARE.matcher(text);
        return bare.matches() && vocabulary.delegates().containsKey(bare.group(1))
                ? Optional.of(bare.group(1))
                : Optional.empty();
    }

    /** Why the text may not be evaluated, in words; empty when it may. */
    public Optional<String> objection(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.of("an expression has at most " + MAX_LENGTH + " characters");
        }
        if (nesting(text) > MAX_NESTING) {
            return Optional.of("an expression nests at most " + MAX_NESTING + " levels");
        }
        try {
            return objection(parse(text));
        } catch (TreeBuilderException e) {
            return Optional.of("\"" + ProcessElement.shown(text) + "\" is not an expression");
        }
    }

    /** Whether the whole text is one call of an allowed method. */
    boolean isCall(String text) {
        if (objection(text).isPresent()) {
            return false;
        }
        ExpressionNode root = parse(text);
        return root.getCardinality() == 1 && root.getChild(0) instanceof AstMethod;
    }

    private Optional<String> objection(Node node) {
        if (node instanceof AstMethod call) {
            return objectionToCall(call);
        }
        if (node instanceof AstFunction function) {
            return Optional.of("there is no function \"" + ProcessElement.shown(function.getName()) + "\"");
        }
        if (node instanceof AstDot || node instanceof AstBracket) {
            return Optional.of("a value has no properties here");
        }
        if (node instanceof AstIdentifier identifier) {
            return objectionToName(identifier.getName());
        }
        return objectionToChildren(node);
    }

    private Optional<String> objectionToChildren(Node node) {
        for (int i = 0; i < node.getCardinality(); i++) {
            Node child = node.getChild(i);
            Optional<String> objection = child == null ? Optional.empty() : objection(child);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    private Optional<String> objectionToName(String name) {
        if (RESERVED.contains(name)) {
            return Optional.of("\"" + name + "\" cannot be read here");
        }
        if (vocabulary.names(name)) {
            return Optional.of("\"" + name + "\" is not a value");
        }
        return IDENTIFIER.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("\"" + ProcessElement.shown(name) + "\" is not the name of a variable");
    }

    private Optional<String> objectionToCall(AstMethod call) {
        Node arguments = call.getChild(1);
        if (!(call.getChild(0) instanceof NamedDot method && method.getChild(0) instanceof AstIdentifier bean)
                || !vocabulary.allowsCall(bean.getName(), method.name(), arguments.getCardinality())) {
            StringBuilder what = new StringBuilder();
            call.appendStructure(what, null);
            return Optional.of("\"" + ProcessElement.shown(what.toString()) + "\" may not be called");
        }
        for (int i = 0; i < arguments.getCardinality(); i++) {
            Node argument = arguments.getChild(i);
            boolean handsOnExecution = argument instanceof AstIdentifier identifier
                    && identifier.getName().equals(EXECUTION);
            Optional<String> objection = handsOnExecution ? Optional.empty() : objection(argument);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    /** Counted before parsing: the parser is recursive. */
    private static int nesting(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
                case ')', ']', '}' -> depth--;
                default -> {
                    // Everything else keeps the level.
                }
            }
        }
        return deepest;
    }

    private static ExpressionNode parse(String text) {
        return new NamingBuilder().build(text).getRoot();
    }

    /** The engine's parser with its default features; only the name after a dot is made readable. */
    private static final class NamingBuilder extends Builder {
        private static final long serialVersionUID = 1L;

        NamingBuilder() {
            super(Feature.METHOD_INVOCATIONS, Feature.VARARGS);
        }

        @Override
        protected Parser createParser(String expression) {
            return new Parser(this, expression) {
                @Override
                protected AstDot createAstDot(AstNode base, String property, boolean lvalue) {
                    return new NamedDot(base, property, lvalue);
                }
            };
        }
    }

    private static final class NamedDot extends AstDot {
        NamedDot(AstNode base, String property, boolean lvalue) {
            super(base, property, lvalue);
        }

        String name() {
            return property;
        }
    }
}
