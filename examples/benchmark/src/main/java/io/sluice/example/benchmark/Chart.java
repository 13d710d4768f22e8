package io.sluice.example.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars with their ranges, drawn as SVG that reads on light and dark ground: one group of bars after the other, a bar for
 * each series, its length the median, a line from the least to the most, the median beside it. Lengths may be logarithmic.
 */
public final class Chart {
    /**
     * One bar.
     *
     * @param series what is compared
     * @param samples what was measured
     */
    public record Bar(String series, Samples samples) {}

    private record Group(String name, List<Bar> bars) {}

    private static final List<String> COLOURS =
            List.of("#2563eb", "#d97706", "#eab308", "#16a34a", "#9333ea", "#64748b", "#dc2626");
    private static final int LEFT = 210;
    private static final int WIDTH = 760;
    private static final int LENGTH = 430;
    private static final int STEP = 22;

    private final String title;
    private final String unit;
    private final boolean logarithmic;
    private final List<Group> groups = new ArrayList<>();

    private Chart(String title, String unit, boolean logarithmic) {
        this.title = title;
        this.unit = unit;
        this.logarithmic = logarithmic;
    }

    /** A chart of lengths that grow with the value. */
    public static Chart linear(String title, String unit) {
        return new Chart(title, unit, false);
    }

    /** A chart of values that are many times each other; each tenfold is one step. */
    public static Chart logarithmic(String title, String unit) {
        return new Chart(title, unit, true);
    }

    /** One group of bars more. */
    public Chart group(String name, List<Bar> bars) {
        groups.add(new Group(name, List.copyOf(bars)));
        return this;
    }

    /** The picture. */
    public String draw() {
        List<String> series = groups.stream()
                .flatMap(group -> group.bars().stream())
                .map(Bar::series)
                .distinct()
                .toList();
        StringBuilder body = new StringBuilder();
        int y = 64;
        for (Group group : groups) {
            text(body, 12, y, "h", group.name());
            y += 10;
            for (Bar bar : group.bars()) {
                draw(body, y, bar, COLOURS.get(series.indexOf(bar.series()) % COLOURS.size()));
                y += STEP;
            }
            y += 24;
        }
        String head = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
                <style>text{font:13px system-ui,sans-serif;fill:#1e293b}.t{font-weight:600;font-size:15px}.h{font-weight:600}\
                .u{fill:#64748b}.r{stroke:#1e293b;stroke-width:1.5}</style>
                <rect width="100%%" height="100%%" rx="6" fill="#f8fafc"/>
                """.formatted(WIDTH, y, escaped(title));
        StringBuilder svg = new StringBuilder(head);
        text(svg, 12, 24, "t", title);
        text(
                svg,
                12,
                42,
                "u",
                unit + (logarithmic ? ", each tenfold one step; " : "; ") + "median, line from least to most");
        return svg.append(body).append("</svg>\n").toString();
    }

    private void draw(StringBuilder out, int y, Bar bar, String colour) {
        Samples samples = bar.samples();
        double length = length(samples.median());
        text(out, 24, y + 14, "n", bar.series());
        out.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"15\" rx=\"2\" fill=\"%s\"/>%n",
                LEFT,
                y + 2,
                Math.max(1, length),
                colour));
        double most = length(samples.most());
        out.append(String.format(
                Locale.ROOT,
                "<line class=\"r\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
                LEFT + length(samples.least()),
                LEFT + most,
                y + 9.5,
                y + 9.5));
        text(out, (int) (LEFT + Math.max(length, most)) + 8, y + 14, "n", Samples.shown(samples.median()));
    }

    private double length(double value) {
        double most = all().stream().mapToDouble(Samples::most).max().orElse(1);
        if (!logarithmic) {
            return most == 0 ? 0 : LENGTH * value / most;
        }
        double least = all().stream()
                .mapToDouble(Samples::least)
                .filter(one -> one > 0)
                .min()
                .orElse(1);
        double floor = Math.floor(Math.log10(least)) - 0.3;
        double span = Math.max(0.5, Math.log10(most) - floor);
        return value <= 0 ? 0 : LENGTH * (Math.log10(value) - floor) / span;
    }

    private List<Samples> all() {
        return groups.stream()
                .flatMap(group -> group.bars().stream())
                .map(Bar::samples)
                .toList();
    }

    private static void text(StringBuilder out, int x, int y, String style, String text) {
        out.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(style, x, y, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
