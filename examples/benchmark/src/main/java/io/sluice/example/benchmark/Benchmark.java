package io.sluice.example.benchmark;

import io.sluice.example.benchmark.contests.AuditPart;
import io.sluice.example.benchmark.contests.GrowthPart;
import io.sluice.example.benchmark.contests.PromotionsPart;
import io.sluice.example.benchmark.contests.QueuePart;
import io.sluice.example.benchmark.contests.ScalePart;
import io.sluice.example.benchmark.contests.StartupPart;
import io.sluice.example.benchmark.contests.TimersPart;
import io.sluice.example.benchmark.verifier.VerifierPart;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Runs the parts that are named, or all of them. */
public final class Benchmark {
    private static final List<Part> PARTS = List.of(
            new PromotionsPart(),
            new QueuePart(),
            new GrowthPart(),
            new TimersPart(),
            new StartupPart(),
            new AuditPart(),
            new VerifierPart());

    /** Those that are measured only when they are named. */
    private static final List<Part> BY_NAME = List.of(new ScalePart());

    private Benchmark() {}

    /**
     * Takes the names of parts; without any, all are measured but those that want to be named. The system property {@code sluice.bench.quick} makes it short; {@code sluice.bench.report}
     * names the folder of the documentation that is to show the results.
     */
    public static void main(String[] names) {
        List<String> wanted = Arrays.asList(names);
        List<Part> all = Stream.concat(PARTS.stream(), BY_NAME.stream()).toList();
        List<String> known = all.stream().map(Part::name).toList();
        if (!known.containsAll(wanted)) {
            System.err.println("There are these parts: " + String.join(", ", known) + ".");
            System.exit(2);
        }
        boolean quick = Boolean.getBoolean("sluice.bench.quick");
        String circumstances = circumstances(quick);
        System.out.println(circumstances + "\n");
        Report report = new Report(System.out);
        for (Part part : all) {
            if (wanted.isEmpty() ? PARTS.contains(part) : wanted.contains(part.name())) {
                part.run(report, quick ? Effort.QUICK : Effort.STANDARD);
                report.end(part.name());
            }
        }
        String docs = System.getProperty("sluice.bench.report", "");
        if (!docs.isBlank()) {
            new Pages(Path.of(docs)).write(report, circumstances);
        }
        report.conclude();
    }

    private static String circumstances(boolean quick) {
        return "Measured on %s: %d processors (%s), Java %s, %s.%s"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        Machine.processor(),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        quick ? " The short form." : "");
    }
}
