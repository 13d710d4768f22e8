package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Element;
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
    /** The namespace of BPMN. */
    public static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    /** The namespace of Camunda's extensions. */
    public static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

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

    /** The line on which its start tag ends, counted from 1; 0 when unknown. */
    public int line() {
        return line;
    }

    /** How findings name it. */
    public Element element() {
        return new Element(id(), attribute("name").orElse(""), line);
    }

    /** The extension property of this name, as designers set it in their editor; empty when it has none. */
    public Optional<String> property(String property) {
        return extensions("properties")
                .flatMap(properties -> properties.children.stream())
                .filter(each -> each.isCamunda("property")
                        && each.attribute("name").orElse("").equals(property))
                .findFirst()
                .map(each -> each.attribute("value").orElse(""));
    }

    /** Its name in its namespace. */
    public Name name() {
        return name;
    }

    /** Whether it is this element of BPMN. */
    public boolean is(String bpmnName) {
        return name.namespace().equals(BPMN) && name.local().equals(bpmnName);
    }

    /** Whether it is one of these elements of BPMN. */
    public boolean isOneOf(String... bpmnNames) {
        return Stream.of(bpmnNames).anyMatch(this::is);
    }

    /** Whether it is this extension element of Camunda. */
    public boolean isCamunda(String camundaName) {
        return name.namespace().equals(CAMUNDA) && name.local().equals(camundaName);
    }

    /** The element around it. */
    public Optional<ProcessElement> parent() {
        return Optional.ofNullable(parent);
    }

    /** All attributes, in the order of the file. */
    public Map<Name, String> attributes() {
        return attributes;
    }

    /** An attribute without a namespace. */
    public Optional<String> attribute(String local) {
        return Optional.ofNullable(attributes.get(new Name("", local)));
    }

    /** An attribute in Camunda's namespace. */
    public Optional<String> camunda(String local) {
        return Optional.ofNullable(attributes.get(new Name(CAMUNDA, local)));
    }

    /** Its id, empty when it has none. */
    public String id() {
        return attribute("id").orElse("");
    }

    /** The elements directly in it, in the order of the file. */
    public List<ProcessElement> children() {
        return children;
    }

    /** The elements of BPMN with these names that stand directly in it. */
    public Stream<ProcessElement> children(String... bpmnNames) {
        return children.stream().filter(child -> child.isOneOf(bpmnNames));
    }

    /** The Camunda extension elements of this element. */
    public Stream<ProcessElement> extensions(String camundaName) {
        return children("extensionElements")
                .flatMap(extensions -> extensions.children.stream())
                .filter(extension -> extension.isCamunda(camundaName));
    }

    /** The text as the engine reads it: without white space around it. */
    public String text() {
        return text.toString().trim();
    }

    /** Itself and everything in it, in the order of the file. */
    public Stream<ProcessElement> withDescendants() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(ProcessElement::withDescendants));
    }

    /** The exception that says what is wrong with this element, where, in words a designer finds again in the file. */
    public InvalidInputException refuse(String code, String what) {
        String which = attribute("id").map(id -> " \"" + shown(id) + "\"").orElse("");
        return new InvalidInputException(
                "bpmn", code, "Line " + line + ", " + shown(name.local()) + which + ": " + what + ".");
    }

    /** At most so much of the file that a message stays a message. */
    public static String shown(String value) {
        String oneLine = value.replaceAll("\\s+", " ");
        return oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN) + "…";
    }

    @Override
    public String toString() {
        return name.local() + " " + shown(id());
    }
}
