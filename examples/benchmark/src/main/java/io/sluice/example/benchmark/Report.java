package io.sluice.example.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints a line for each measurement at once, for programs, and a Markdown table of all of them in the end, for people.
 * Keeps the tables and charts of each part for the documentation, and the ratios for the last lines.
 */
public final class Report {
    private final PrintStream out;
    private final List<List<String>> rows = new ArrayList<>();
    private final StringBuilder section = new StringBuilder();
    private final Map<String, String> sections = new LinkedHashMap<>();
    private final Map<String, String> pictures = new LinkedHashMap<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();

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

    /** Prints the table, and keeps it. */
    public void finish() {
        out.println();
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            table.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                table.append("| ")
                        .append(String.join(
                                " | ", rows.get(0).stream().map(name -> "---").toList()))
                        .append(" |\n");
            }
        }
        out.print(table);
        section.append(table).append('\n');
    }

    /** Says something between tables, and keeps it. */
    public void say(String paragraph) {
        out.println(paragraph);
        section.append(paragraph).append("\n\n");
    }

    /** A picture that belongs here. */
    public void picture(String name, String title, String svg) {
        pictures.put(name, svg);
        section.append("![")
                .append(title)
                .append("](pictures/performance/")
                .append(name)
                .append(".svg)\n\n");
    }

    /** One of the numbers that the targets are about. */
    public void ratio(String name, double value) {
        ratios.put(name, value);
    }

    /** Everything since the last time belongs to this part. */
    public void end(String part) {
        sections.put(part, section.toString());
        section.setLength(0);
    }

    /** The last lines: each ratio by its name. */
    public void conclude() {
        out.println();
        ratios.forEach((name, value) -> out.println("ratio " + name + " " + Samples.shown(value)));
    }

    /** What each part has to say, as Markdown. */
    public Map<String, String> sections() {
        return Map.copyOf(sections);
    }

    /** The pictures by their names, as SVG. */
    public Map<String, String> pictures() {
        return Map.copyOf(pictures);
    }

    /** The ratios by their names. */
    public Map<String, Double> ratios() {
        return Map.copyOf(ratios);
    }
}
