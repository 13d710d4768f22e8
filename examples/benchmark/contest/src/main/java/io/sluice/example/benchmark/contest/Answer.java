package io.sluice.example.benchmark.contest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** One line between the program that measures and one that is measured: names and whole numbers. */
public final class Answer {
    /** What every line begins with; whatever else a library prints is passed over. */
    static final String MARK = "contest";

    private final Map<String, Long> values;

    private Answer(Map<String, Long> values) {
        this.values = values;
    }

    /** An empty line, to begin with. */
    public static Answer empty() {
        return new Answer(Map.of());
    }

    /** The same line with one more number. */
    public Answer with(String name, long value) {
        Map<String, Long> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Answer(more);
    }

    /** Whether somebody meant this line to be read. */
    public static boolean isOne(String line) {
        return line.equals(MARK) || line.startsWith(MARK + " ");
    }

    /** Reads a line. */
    public static Answer parse(String line) {
        Answer answer = empty();
        String[] words = line.split(" ", -1);
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            answer = answer.with(words[i].substring(0, equals), Long.parseLong(words[i].substring(equals + 1)));
        }
        return answer;
    }

    /** One of the numbers; throws when it was not said. */
    public long number(String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("The line lacks " + name + ": " + this);
        }
        return value;
    }

    @Override
    public String toString() {
        return values.isEmpty()
                ? MARK
                : MARK + " "
                        + values.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining(" "));
    }
}
