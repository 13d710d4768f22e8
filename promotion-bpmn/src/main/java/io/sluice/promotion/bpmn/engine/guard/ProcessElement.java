package io.sluice.promotion.bpmn.engine.guard;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One XML element of a process file, with the line it ends its start tag on. */
public final class ProcessElement {
    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private static final int SHOWN = 60;

    /** A name in a namespace; the empty namespace stands for none. */
    public record Name(String namespace, String local) {}

    private final Name name;
    private final int line;
    private final @Nullable ProcessElement parent;
    private final Map<Name, String> attributes = new LinkedHashMap<>();
    private final List<ProcessElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** An element below another one, or the root when there is none. */
    public ProcessElement(Name name, int line, @Nullable ProcessElement parent) {
        this.name = name;
        this.line = line;
        this.parent = parent;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    /** Adds an attribute. */
    public void attribute(Name attribute, String value) {
        attributes.put(attribute, value);
    }

    /** Adds to the text that stands directly in this element. */
    public void text(String more) {
        text.append(more);
    }

    Name name() {
        return name;
    }

    boolean is(String bpmnName) {
        return name.namespace().equals(BPMN) && name.local().equals(bpmnName);
    }

    boolean isOneOf(String... bpmnNames) {
        return Stream.of(bpmnNames).anyMatch(this::is);
    }

    boolean isCamunda(String camundaName) {
        return name.namespace().equals(CAMUNDA) && name.local().equals(camundaName);
    }

    Optional<ProcessElement> parent() {
        return Optional.ofNullable(parent);
    }

    Map<Name, String> attributes() {
        return attributes;
    }

    Optional<String> attribute(String local) {
        return Optional.ofNullable(attributes.get(new Name("", local)));
    }

    Optional<String> camunda(String local) {
        return Optional.ofNullable(attributes.get(new Name(CAMUNDA, local)));
    }

    String id() {
        return attribute("id").orElse("");
    }

    List<ProcessElement> children() {
        return children;
    }

    Stream<ProcessElement> children(String... bpmnNames) {
        return children.stream().filter(child -> child.isOneOf(bpmnNames));
    }

    /** The Camunda extension elements of this element. */
    Stream<ProcessElement> extensions(String camundaName) {
        return children("extensionElements")
                .flatMap(extensions -> extensions.children.stream())
                .filter(extension -> extension.isCamunda(camundaName));
    }

    /** The text as the engine reads it: without white space around it. */
    String text() {
        return text.toString().trim();
    }

    Stream<ProcessElement> withDescendants() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(ProcessElement::withDescendants));
    }

    /** The exception that says what is wrong with this element, where, in words a designer finds again in the file. */
    InvalidInputException refuse(String code, String what) {
        String which = attribute("id").map(id -> " \"" + shown(id) + "\"").orElse("");
        return new InvalidInputException(
                "bpmn", code, "Line " + line + ", " + shown(name.local()) + which + ": " + what + ".");
    }

    /** At most so much of the file that a message stays a message. */
    static String shown(String value) {
        String oneLine = value.replaceAll("\\s+", " ");
        return oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN) + "…";
    }

    @Override
    public String toString() {
        return name.local() + " " + shown(id());
    }
}
