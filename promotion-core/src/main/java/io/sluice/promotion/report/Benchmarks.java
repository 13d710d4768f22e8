package io.sluice.promotion.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** The scores of one version, from all its reports. */
final class Benchmarks {
    private static final int MOST = 1_000;
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_SHOWN = 120;

    /** Most of JMH's report, and nothing of it decides. */
    private static final Set<String> SKIPPED =
            Set.of("jvmArgs", "rawData", "rawDataHistogram", "scorePercentiles", "scoreConfidence", "secondaryMetrics");

    private final Map<String, Benchmark> byKey = new LinkedHashMap<>();
    private final Map<String, Integer> modes = new HashMap<>();

    /** Reads reports; of plain numbers with these names less is better. */
    static Benchmarks read(List<Report> reports, List<String> lowerIsBetter) throws CannotTellException {
        Benchmarks benchmarks = new Benchmarks();
        for (Report report : reports) {
            benchmarks.read(report, lowerIsBetter);
        }
        return benchmarks;
    }

    Collection<Benchmark> all() {
        return byKey.values();
    }

    Optional<Benchmark> sameAs(Benchmark other) {
        return Optional.ofNullable(byKey.get(other.key()));
    }

    /** The name for people and metrics; tells the mode only when there are several. */
    String label(Benchmark benchmark) {
        String name = benchmark.name() + benchmark.parameters();
        return modes.getOrDefault(name, 0) > 1 ? benchmark.key() : name;
    }

    /** The name as it fits into a sentence. */
    String shortLabel(Benchmark benchmark) {
        return Printable.line(label(benchmark), LONGEST_SHOWN);
    }

    private void read(Report report, List<String> lowerIsBetter) throws CannotTellException {
        JsonNode content = JsonReport.read(report, name -> !SKIPPED.contains(name));
        int before = byKey.size();
        if (content.isArray()) {
            for (JsonNode entry : content.elements()) {
                add(jmh(entry), entry);
            }
        } else {
            content.members((name, value) -> add(plain(name, value, lowerIsBetter), value));
        }
        if (byKey.size() == before) {
            throw new CannotTellException("Report " + ReportReader.name(report) + " holds no score.");
        }
    }

    private void add(Benchmark benchmark, JsonNode entry) throws CannotTellException {
        if (byKey.put(benchmark.key(), benchmark) != null) {
            throw entry.wrong("another benchmark than " + benchmark.key() + ", which was there before");
        }
        if (byKey.size() > MOST) {
            throw new CannotTellException("The reports hold more than " + MOST + " scores.");
        }
        modes.merge(benchmark.name() + benchmark.parameters(), 1, Integer::sum);
    }

    private static Benchmark plain(String name, JsonNode value, List<String> lowerIsBetter) throws CannotTellException {
        double score = value.number().orElseThrow(() -> value.wrong("a number"));
        Benchmark benchmark =
                new Benchmark(Printable.line(name, LONGEST_NAME), "", "", score, OptionalDouble.empty(), "", false);
        return lowerIsBetter.stream().anyMatch(benchmark::isMeantBy) ? benchmark.withLowerBetter() : benchmark;
    }

    private static Benchmark jmh(JsonNode entry) throws CannotTellException {
        if (!entry.isObject()) {
            throw entry.wrong("a benchmark of JMH");
        }
        JsonNode metric = entry.at("primaryMetric");
        Unit unit = Unit.of(metric.at("scoreUnit").text().orElseThrow(() -> metric.wrong("a unit")));
        OptionalDouble score = scaled(metric.at("score"), unit);
        return new Benchmark(
                Printable.line(name(entry), LONGEST_NAME),
                Printable.line(parameters(entry.at("params")), LONGEST_NAME),
                mode(entry.at("mode")),
                score.orElseThrow(() -> metric.wrong("a score")),
                scaled(metric.at("scoreError"), unit),
                unit.base(),
                !entry.at("mode").text().filter("thrpt"::equals).isPresent());
    }

    private static String name(JsonNode entry) throws CannotTellException {
        JsonNode name = entry.at("benchmark");
        return name.text().filter(text -> !text.isBlank()).orElseThrow(() -> name.wrong("the name of a benchmark"));
    }

    private static String mode(JsonNode mode) throws CannotTellException {
        String name = mode.text().orElse("");
        if (!Set.of("thrpt", "avgt", "sample", "ss").contains(name)) {
            throw mode.wrong("thrpt, avgt, sample or ss");
        }
        return name;
    }

    private static String parameters(JsonNode params) throws CannotTellException {
        Map<String, String> sorted = new TreeMap<>();
        params.members(
                (name, value) -> sorted.put(name, name + "=" + value.text().orElse("")));
        return sorted.isEmpty() ? "" : "[" + String.join(",", sorted.values()) + "]";
    }

    /** JMH writes what it could not compute as the text NaN. */
    private static OptionalDouble scaled(JsonNode node, Unit unit) throws CannotTellException {
        if (node.isText() && node.text().filter("NaN"::equals).isPresent()) {
            return OptionalDouble.empty();
        }
        OptionalDouble number = node.number();
        double scaled = number.orElse(0) * unit.factor();
        if (scaled < 0 || !Double.isFinite(scaled)) {
            throw node.wrong("a number that is not negative or too large");
        }
        return number.isPresent() ? OptionalDouble.of(scaled) : number;
    }
}
