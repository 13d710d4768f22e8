package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.bpmn.deploy.Change.Kind;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What changed from one process file to another, apart from how it is drawn. Elements are the same when their ids are. */
final class Differences {
    private static final Set<String> CONTAINERS = Set.of("process", "subProcess", "transaction", "adHocSubProcess");

    /** What says nothing about how a process runs, or is told in another way. */
    private static final Set<String> UNTOLD =
            Set.of("incoming", "outgoing", "documentation", "textAnnotation", "association", "laneSet", "flowNodeRef");

    private static final Map<String, String> WORDS = Map.of(
            "delegateExpression", "the step",
            "topic", "the topic",
            "timeDate", "the time",
            "timeDuration", "the duration",
            "timeCycle", "the repetition",
            "conditionExpression", "the condition",
            "cancelActivity", "whether it interrupts",
            "calledElement", "the called process",
            "default", "the default flow",
            "asyncBefore", "whether the engine saves before it");

    private final Map<String, ProcessElement> before;
    private final Map<String, ProcessElement> after;
    private final List<Change> changes = new ArrayList<>();

    private Differences(ProcessElement before, ProcessElement after) {
        this.before = elements(before);
        this.after = elements(after);
    }

    /** Added first, then removed, re-wired and set, each in the order of the newer file. */
    static List<Change> between(ProcessElement before, ProcessElement after) {
        Differences differences = new Differences(before, after);
        differences.compare();
        return differences.changes.stream()
                .sorted((one, other) -> one.kind().compareTo(other.kind()))
                .toList();
    }

    private void compare() {
        after.forEach((id, now) -> {
            ProcessElement was = before.get(id);
            if (was == null) {
                add(Kind.ADDED, now, sentence(now, after) + " is new");
            } else {
                compare(was, now);
            }
        });
        before.forEach((id, was) -> {
            if (!after.containsKey(id)) {
                add(Kind.REMOVED, was, sentence(was, before) + " is gone");
            }
        });
    }

    private void compare(ProcessElement was, ProcessElement now) {
        String what = sentence(now, after);
        if (!was.name().equals(now.name())) {
            add(Kind.SET, now, what + " is a " + words(now) + " now, it was a " + words(was));
        }
        if (!ends(was).equals(ends(now))) {
            add(Kind.REWIRED, now, what + " runs now " + route(now, after) + ", it ran " + route(was, before));
        }
        if (!was.attribute("attachedToRef").equals(now.attribute("attachedToRef"))) {
            add(
                    Kind.REWIRED,
                    now,
                    what + " sits on " + at(now, "attachedToRef", after) + " now, it sat on "
                            + at(was, "attachedToRef", before));
        }
        if (!scope(was).equals(scope(now))) {
            add(Kind.REWIRED, now, what + " lies in " + inside(now, after) + " now, it lay in " + inside(was, before));
        }
        compareSettings(what, was, now);
    }

    private void compareSettings(String what, ProcessElement was, ProcessElement now) {
        Map<String, String> old = settings(was);
        Map<String, String> set = settings(now);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(set.keySet());
        for (String name : names) {
            String earlier = old.getOrDefault(name, "");
            String later = set.getOrDefault(name, "");
            if (!earlier.equals(later)) {
                add(Kind.SET, now, what + ": " + name + " is " + shown(later) + " now, it was " + shown(earlier));
            }
        }
    }

    private void add(Kind kind, ProcessElement element, String text) {
        changes.add(new Change(kind, element.id(), element.attribute("name").orElse(""), text + "."));
    }

    /** Everything with an id that is drawn, in the order of the file, and what definitions share. */
    private static Map<String, ProcessElement> elements(ProcessElement root) {
        Map<String, ProcessElement> elements = new LinkedHashMap<>();
        root.withDescendants()
                .filter(element -> element.name().namespace().equals(ProcessElement.BPMN))
                .filter(element -> !element.id().isEmpty()
                        && !UNTOLD.contains(element.name().local()))
                .filter(element -> element.parent()
                        .filter(parent -> isContainer(parent) || parent.is("definitions"))
                        .isPresent())
                .forEach(element -> elements.put(element.is("process") ? "process" : element.id(), element));
        return elements;
    }

    private static boolean isContainer(ProcessElement element) {
        return CONTAINERS.contains(element.name().local());
    }

    /** Every setting of an element with its value; what lies in a sub-process belongs to its own elements. */
    static Map<String, String> settings(ProcessElement element) {
        Map<String, String> settings = new TreeMap<>();
        collect(element, "", settings);
        return settings;
    }

    private static void collect(ProcessElement element, String prefix, Map<String, String> settings) {
        Set<String> wiring = Set.of("id", "sourceRef", "targetRef", "attachedToRef", "type");
        element.attributes().forEach((name, value) -> {
            if (!wiring.contains(name.local()) || name.namespace().equals(ProcessElement.CAMUNDA)) {
                settings.put(word(prefix, name.local().equals("name") ? "its name" : name.local()), value);
            }
        });
        if (!element.text().isEmpty()) {
            settings.put(word("", prefix.isEmpty() ? element.name().local() : prefix), element.text());
        }
        for (ProcessElement child : element.children()) {
            String local = child.name().local();
            boolean own = child.name().namespace().equals(ProcessElement.BPMN)
                    && isContainer(element)
                    && !local.equals("extensionElements")
                    && !local.endsWith("LoopCharacteristics");
            if (own || UNTOLD.contains(local) || element.is("definitions")) {
                continue;
            }
            if (child.isCamunda("property")) {
                settings.put(
                        child.attribute("name").orElse(""),
                        child.attribute("value").orElse(""));
            } else if (child.isCamunda("field")) {
                settings.put(
                        "the field " + child.attribute("name").orElse(""),
                        child.attribute("stringValue")
                                .orElseGet(() -> child.children().stream()
                                        .map(ProcessElement::text)
                                        .findFirst()
                                        .orElse("")));
            } else {
                collect(
                        child,
                        local.equals("extensionElements") || local.equals("properties") ? prefix : local,
                        settings);
            }
        }
    }

    private static String word(String prefix, String name) {
        String word = WORDS.getOrDefault(name, name);
        return prefix.isEmpty() || WORDS.containsKey(name) ? word : prefix + " " + word;
    }

    private static List<String> ends(ProcessElement element) {
        return List.of(
                element.attribute("sourceRef").orElse(""),
                element.attribute("targetRef").orElse(""));
    }

    private static String scope(ProcessElement element) {
        return element.parent()
                .filter(parent -> !parent.is("process") && !parent.is("definitions"))
                .map(ProcessElement::id)
                .orElse("");
    }

    private static String inside(ProcessElement element, Map<String, ProcessElement> all) {
        String scope = scope(element);
        return scope.isEmpty() ? "the process itself" : shown(scope, all);
    }

    private static String sentence(ProcessElement element, Map<String, ProcessElement> all) {
        if (element.is("process")) {
            return "The process";
        }
        if (element.is("sequenceFlow")) {
            Optional<String> name = element.attribute("name");
            return "The flow " + name.map(text -> "\"" + text + "\" ").orElse("") + route(element, all);
        }
        String words = words(element);
        return "The " + words + " " + element.element().shown();
    }

    private static String route(ProcessElement flow, Map<String, ProcessElement> all) {
        return "from " + at(flow, "sourceRef", all) + " to " + at(flow, "targetRef", all);
    }

    private static String at(ProcessElement element, String attribute, Map<String, ProcessElement> all) {
        return shown(element.attribute(attribute).orElse(""), all);
    }

    private static String shown(String id, Map<String, ProcessElement> all) {
        ProcessElement element = all.get(id);
        return element == null ? "\"" + id + "\"" : element.element().shown();
    }

    private static String shown(String value) {
        return value.isEmpty() ? "not set" : "\"" + ProcessElement.shown(value) + "\"";
    }

    /** {@code boundaryEvent} is a boundary event. */
    private static String words(ProcessElement element) {
        return element.name()
                .local()
                .replaceAll("([A-Z])", " $1")
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
