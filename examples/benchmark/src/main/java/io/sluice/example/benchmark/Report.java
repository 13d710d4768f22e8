package io.sluice.example.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints a line for each measurement at once, for programs, and a Markdown table of all of them in the end, for people. */
public final class Report {
    private final PrintStream out;
    private final List<List<String>> rows = new ArrayList<>();

    /** A report that is printed there. */
    public Report(PrintStream out) {
        this.out = out;
    }

    /** The columns of the table that comes next. */
    public void columns(String... names) {
        rows.clear();
        rows.add(List.of(names));
    }

    /** One measurement: words without spaces for programs, and the cells of its row. */
    public void add(List<String> line, List<String> row) {
        out.println(String.join(" ", line));
        rows.add(row);
    }

    /** Prints the table. */
    public void finish() {
        out.println();
        for (int i = 0; i < rows.size(); i++) {
            out.println("| " + String.join(" | ", rows.get(i)) + " |");
            if (i == 0) {
                out.println("| "
                        + String.join(
                                " | ", rows.get(0).stream().map(name -> "---").toList()) + " |");
            }
        }
    }
}
