package io.sluice.promotion.bpmn.verify.command;

import io.sluice.promotion.bpmn.verify.Limits;
import io.sluice.promotion.bpmn.verify.report.ReportFormat;
import io.sluice.promotion.problem.InvalidInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was asked for on the command line. */
final class Options {
    private static final int MOST_STATES = 50_000_000;
    private static final int MOST_SECONDS = 86_400;

    private final List<Path> files = new ArrayList<>();
    private Optional<Path> policy = Optional.empty();
    private Optional<Path> steps = Optional.empty();
    private Optional<Path> output = Optional.empty();
    private ReportFormat format = ReportFormat.TEXT;
    private Limits limits = Limits.STANDARD;
    private boolean general;
    private boolean strict;

    private Options() {}

    /** Refuses what it does not understand with {@code verifier.arguments}. */
    static Options of(List<String> arguments) {
        Options options = new Options();
        Deque<String> left = new ArrayDeque<>();
        boolean onlyFiles = false;
        for (String argument : arguments) {
            int value = argument.indexOf('=');
            if (!onlyFiles && argument.startsWith("--") && value > 0) {
                left.add(argument.substring(0, value));
                left.add(argument.substring(value + 1));
            } else {
                left.add(argument);
            }
            onlyFiles |= argument.equals("--");
        }
        options.read(left);
        options.require();
        return options;
    }

    private void read(Deque<String> left) {
        Set<String> seen = new HashSet<>();
        while (!left.isEmpty()) {
            String argument = left.remove();
            if (argument.equals("--")) {
                left.forEach(file -> files.add(path(file)));
                return;
            }
            if (!argument.startsWith("-")) {
                files.add(path(argument));
            } else if (!seen.add(argument)) {
                throw wrong("The option " + argument + " stands twice.");
            } else {
                option(argument, left);
            }
        }
    }

    private void option(String name, Deque<String> left) {
        switch (name) {
            case "--policy" -> policy = Optional.of(path(value(name, left)));
            case "--steps" -> steps = Optional.of(path(value(name, left)));
            case "--output" -> output = Optional.of(path(value(name, left)));
            case "--format" -> format = ReportFormat.named(value(name, left));
            case "--limit-states" -> limits = new Limits(number(name, value(name, left), MOST_STATES), limits.time());
            case "--limit-seconds" ->
                limits = new Limits(limits.states(), Duration.ofSeconds(number(name, value(name, left), MOST_SECONDS)));
            case "--general" -> general = true;
            case "--strict" -> strict = true;
            default -> throw wrong("There is no option " + shown(name) + "; --help lists them.");
        }
    }

    private void require() {
        if (files.isEmpty()) {
            throw wrong("Name at least one BPMN file; --help tells how.");
        }
        if (general && (policy.isPresent() || steps.isPresent())) {
            throw wrong("--general judges without a policy and without steps; leave out --policy and --steps.");
        }
    }

    List<Path> files() {
        return List.copyOf(files);
    }

    Optional<Path> policy() {
        return policy;
    }

    Optional<Path> steps() {
        return steps;
    }

    Optional<Path> output() {
        return output;
    }

    ReportFormat format() {
        return format;
    }

    Limits limits() {
        return limits;
    }

    boolean isGeneral() {
        return general;
    }

    boolean isStrict() {
        return strict;
    }

    private static String value(String option, Deque<String> left) {
        String value = left.poll();
        if (value == null || value.isEmpty()) {
            throw wrong("Nothing follows " + option + ".");
        }
        return value;
    }

    private static int number(String option, String value, int most) {
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        throw wrong(option + " takes a whole number of 1 to " + most + ", not " + shown(value) + ".");
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong(shown(text) + " cannot be the name of a file.");
        }
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 100 ? line.substring(0, 100) + "…" : line;
    }

    private static InvalidInputException wrong(String message) {
        return new InvalidInputException("arguments", "verifier.arguments", message);
    }
}
