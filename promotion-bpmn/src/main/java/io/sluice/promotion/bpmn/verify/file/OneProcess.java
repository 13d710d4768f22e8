package io.sluice.promotion.bpmn.verify.file;

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
    public void check(ProcessElement root) {
        List<ProcessElement> processes = root.children("process").toList();
        if (processes.size() != 1) {
            throw root.refuse("bpmn.oneProcess", "a file holds one process, this one holds " + processes.size());
        }
        checkProcess(processes.get(0));
        checkStart(processes.get(0));
        Set<String> ids = new HashSet<>();
        root.withDescendants().forEach(element -> {
            checkName(element);
            checkId(element, ids);
        });
    }

    private static void checkProcess(ProcessElement process) {
        rewording(process, () -> Identifier.require("its id", process.id()));
        if (!process.attribute("isExecutable").orElse("").equals("true")) {
            throw process.refuse("bpmn.notExecutable", "the process is not marked as executable");
        }
        process.camunda("historyTimeToLive").ifPresent(value -> {
            if (!TIME_TO_LIVE.matcher(value).matches()) {
                throw process.refuse("bpmn.elementNotAllowed", "historyTimeToLive is a number of days such as P180D");
            }
        });
    }

    private static void checkStart(ProcessElement process) {
        List<ProcessElement> starts = process.children("startEvent").toList();
        if (starts.size() != 1) {
            throw process.refuse(
                    "bpmn.startNotAllowed", "a promotion begins at one start event, here are " + starts.size());
        }
        ProcessElement start = starts.get(0);
        if (EventKind.of(start) != EventKind.NONE) {
            throw start.refuse(
                    "bpmn.startNotAllowed",
                    "a promotion begins when it is requested, not by a timer, message or signal");
        }
    }

    private static void checkName(ProcessElement element) {
        element.attribute("name").ifPresent(name -> {
            if (name.length() > MAX_NAME) {
                throw element.refuse("name.tooLong", "its name has more than " + MAX_NAME + " characters");
            }
            rewording(element, () -> Text.optional("its name", name));
        });
    }

    private static void checkId(ProcessElement element, Set<String> ids) {
        String id = element.id();
        if (id.isEmpty()) {
            if (Flow.isNode(element) || element.is("sequenceFlow")) {
                throw element.refuse("id.required", "it has no id");
            }
            return;
        }
        if (id.length() > MAX_NAME) {
            throw element.refuse("id.tooLong", "its id has more than " + MAX_NAME + " characters");
        }
        if (!ids.add(id)) {
            throw element.refuse("bpmn.oneProcess", "another element has the same id");
        }
    }

    private static void rewording(ProcessElement element, Runnable check) {
        try {
            check.run();
        } catch (InvalidInputException e) {
            String message = String.valueOf(e.getMessage());
            throw element.refuse(e.code(), message.substring(0, message.length() - 1));
        }
    }
}
