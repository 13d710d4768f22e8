package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A file holds one executable process that begins in one plain way, and its names and ids can be stored and shown. */
final class OneProcess implements ProcessRule {
    /** The engine's columns hold this many UTF-16 units. */
    private static final int MAX_NAME = 255;

    private static final Pattern TIME_TO_LIVE = Pattern.compile("\\d{1,4}|P\\d{1,4}D");

    @Override
    public void check(ProcessElement root, Findings found) {
        List<ProcessElement> processes = root.children("process").toList();
        if (processes.size() == 1) {
            checkProcess(processes.get(0), found);
            checkStart(processes.get(0), found);
        } else {
            found.refuse(
                    Rule.V_ELEMENT,
                    "bpmn.oneProcess",
                    root,
                    "a file holds one process, this one holds " + processes.size());
        }
        Set<String> ids = new HashSet<>();
        root.withDescendants().forEach(element -> {
            checkName(element, found);
            checkId(element, ids, found);
        });
    }

    private static void checkProcess(ProcessElement process, Findings found) {
        rewording(found, Rule.V_ID, process, () -> Identifier.require("its id", process.id()));
        if (!process.attribute("isExecutable").orElse("").equals("true")) {
            found.refuse(
                    Rule.V_ELEMENT,
                    "bpmn.notExecutable",
                    process,
                    "the process is not marked as executable",
                    "Mark it as executable in the properties of the process.");
        }
        process.camunda("historyTimeToLive").ifPresent(value -> {
            if (!TIME_TO_LIVE.matcher(value).matches()) {
                found.refuse(
                        Rule.V_TTL,
                        "bpmn.elementNotAllowed",
                        process,
                        "historyTimeToLive is a number of days such as P180D");
            }
        });
    }

    private static void checkStart(ProcessElement process, Findings found) {
        List<ProcessElement> starts = process.children("startEvent").toList();
        if (starts.isEmpty()) {
            found.refuse(
                    Rule.V_ELEMENT,
                    "bpmn.startNotAllowed",
                    process,
                    "a promotion begins at one start event, here is none",
                    "Draw a start event.");
        }
        starts.stream()
                .skip(1)
                .forEach(start -> found.refuse(
                        Rule.V_ELEMENT,
                        "bpmn.startNotAllowed",
                        start,
                        "a promotion begins at one start event, here are " + starts.size(),
                        "Remove it."));
        starts.stream()
                .filter(start -> EventKind.of(start) != EventKind.NONE)
                .forEach(start -> found.refuse(
                        Rule.V_ELEMENT,
                        "bpmn.startNotAllowed",
                        start,
                        "a promotion begins when it is requested, not by a timer, message or signal",
                        "Make it a plain start event."));
    }

    private static void checkName(ProcessElement element, Findings found) {
        element.attribute("name").ifPresent(name -> {
            if (name.length() > MAX_NAME) {
                found.refuse(
                        Rule.V_NAME,
                        "name.tooLong",
                        element,
                        "its name has more than " + MAX_NAME + " characters",
                        "Shorten it.");
            } else {
                rewording(found, Rule.V_NAME, element, () -> Text.optional("its name", name));
            }
        });
    }

    private static void checkId(ProcessElement element, Set<String> ids, Findings found) {
        String id = element.id();
        if (id.isEmpty()) {
            if (Flow.isNode(element) || element.is("sequenceFlow")) {
                found.refuse(Rule.V_ID, "id.required", element, "it has no id", "Give it one.");
            }
        } else if (id.length() > MAX_NAME) {
            found.refuse(
                    Rule.V_ID,
                    "id.tooLong",
                    element,
                    "its id has more than " + MAX_NAME + " characters",
                    "Shorten it.");
        } else if (!ids.add(id)) {
            found.refuse(
                    Rule.V_ID,
                    "bpmn.oneProcess",
                    element,
                    "another element has the same id",
                    "Give one of them another id.");
        }
    }

    private static void rewording(Findings found, Rule rule, ProcessElement element, Runnable check) {
        try {
            check.run();
        } catch (InvalidInputException e) {
            String message = String.valueOf(e.getMessage());
            found.refuse(rule, e.code(), element, message.substring(0, message.length() - 1));
        }
    }
}
