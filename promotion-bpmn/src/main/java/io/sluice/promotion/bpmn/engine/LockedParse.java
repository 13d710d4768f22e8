package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessElement.Name;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.bpmn.parser.EventSubscriptionDeclaration;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * The engine's reading of a process file, tied down: it looks nothing up on the network, never loads a class that a file
 * names, and limits how far a token runs in one command. A new file is judged once more here, by the very elements the
 * engine is about to read.
 */
class LockedParse extends BpmnParse {
    /** Attributes that make the engine load a class, some of them while it reads. */
    private static final Set<String> CLASS_ATTRIBUTES = Set.of("class", "formHandlerClass", "variableMappingClass");

    private final Optional<BpmnGuard> guard;
    private final Map<String, EventSubscriptionDeclaration> thrownSignals = new HashMap<>();

    LockedParse(BpmnParser parser, Optional<BpmnGuard> guard) {
        super(parser);
        this.guard = guard;
    }

    /** Whether this file is to be tied down; asked once it is known which deployment it belongs to. */
    boolean isLocked() {
        return true;
    }

    /** Who judges new files. */
    Optional<BpmnGuard> guard() {
        return guard;
    }

    /** Schemas come from where the engine's own lie, that is from a file, and from nowhere else. */
    @Override
    protected String resolveAccessExternalSchemaProperty() {
        if (!isLocked()) {
            return super.resolveAccessExternalSchemaProperty();
        }
        return schemaResource == null ? "" : protocol(schemaResource);
    }

    @Override
    protected void parseRootElement() {
        if (!isLocked()) {
            super.parseRootElement();
            return;
        }
        refuseClasses(rootElement);
        if (deployment.isNew()) {
            guard().ifPresent(judge -> judge.check(copy(rootElement, null)));
        }
        super.parseRootElement();
        getProcessDefinitions().forEach(definition -> {
            StepBudget.limit(definition);
            LocalSignal.keepInside(definition, thrownSignals);
        });
    }

    @Override
    protected EventSubscriptionDeclaration parseSignalEventDefinition(
            Element definition, boolean throwing, String activity) {
        EventSubscriptionDeclaration signal = super.parseSignalEventDefinition(definition, throwing, activity);
        if (throwing) {
            thrownSignals.put(activity, signal);
        }
        return signal;
    }

    /** What the engine itself finds wrong with a new file is as much the author's to mend as what we find. */
    @Override
    public void throwExceptionForErrors() {
        if (isLocked() && deployment.isNew() && hasErrors()) {
            Problem first = getProblems().get(0);
            throw new InvalidInputException(
                    "bpmn", "bpmn.invalid", "Line " + first.getLine() + ": " + firstSentence(first.getMessage()));
        }
        super.throwExceptionForErrors();
    }

    private static String firstSentence(@Nullable String message) {
        String text = String.valueOf(message).replaceAll("\\s+", " ");
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private static void refuseClasses(Element element) {
        for (String key : element.attributes()) {
            if (CLASS_ATTRIBUTES.contains(key.substring(key.lastIndexOf(':') + 1))) {
                throw new ProcessEngineException("Line " + element.getLine() + ": a process cannot name classes.");
            }
        }
        element.elements().forEach(LockedParse::refuseClasses);
    }

    private static ProcessElement copy(Element element, @Nullable ProcessElement parent) {
        ProcessElement copy =
                new ProcessElement(new Name(uri(element.getUri()), element.getTagName()), element.getLine(), parent);
        copy.text(element.getText());
        for (String key : element.attributes()) {
            int separator = key.lastIndexOf(':');
            Name name = separator < 0
                    ? new Name("", key)
                    : new Name(key.substring(0, separator), key.substring(separator + 1));
            if (!isNamespace(name)) {
                copy.attribute(name, element.attribute(key));
            }
        }
        element.elements().forEach(child -> copy(child, copy));
        return copy;
    }

    private static boolean isNamespace(Name name) {
        return name.namespace().equals("xmlns")
                || name.equals(new Name("", "xmlns"))
                || name.namespace().startsWith(XMLConstants.XMLNS_ATTRIBUTE_NS_URI);
    }

    private static String uri(@Nullable String uri) {
        return uri == null ? "" : uri;
    }

    /** Of {@code jar:file:/lib/engine.jar!/schema.xsd} the parser asks for {@code file}. */
    private static String protocol(String resource) {
        String[] parts = resource.split(":", 3);
        return parts[0].equals("jar") ? parts[1] : parts[0];
    }
}
