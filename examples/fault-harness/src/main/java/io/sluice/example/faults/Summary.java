package io.sluice.example.faults;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table at the end: one line for each attempt to break it, as Markdown. */
final class Summary {
    private static final List<String> COLUMNS =
            List.of("promotions", "calls", "unknown", "refused", "deployed", "fenced", "incidents");

    private final List<Result> results;

    Summary(List<Result> results) {
        this.results = List.copyOf(results);
    }

    void print(PrintStream out) {
        out.println();
        out.println("| What was tried | Database | Promotions | Calls | Unknown | Refused | Deployed | Fenced off |"
                + " Incidents | More | Promises broken |");
        out.println("|---|---|---:|---:|---:|---:|---:|---:|---:|---|---:|");
        results.forEach(result -> out.println(line(result)));
        long broken =
                results.stream().mapToLong(result -> result.violations().size()).sum();
        out.println();
        out.println("faults tried " + results.size() + ", promises broken " + broken);
        results.forEach(result -> result.violations()
                .forEach(violation ->
                        out.println("BROKEN " + result.what() + " on " + result.database() + ": " + violation)));
        out.flush();
    }

    private static String line(Result result) {
        String counted = COLUMNS.stream()
                .map(column -> String.valueOf(result.figure(column)))
                .collect(Collectors.joining(" | "));
        Map<String, Long> more = new TreeMap<>(result.figures());
        more.keySet().removeAll(COLUMNS);
        String others = more.entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .collect(Collectors.joining(", "));
        return "| " + result.part() + ": " + result.what() + " | " + result.database() + " | " + counted + " | "
                + others + " | " + result.violations().size() + " |";
    }
}
