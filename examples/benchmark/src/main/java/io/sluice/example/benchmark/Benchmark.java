package io.sluice.example.benchmark;

import io.sluice.example.benchmark.verifier.VerifierPart;
import java.util.Arrays;
import java.util.List;

/** Runs the parts that are named, or all of them. */
public final class Benchmark {
    private static final List<Part> PARTS = List.of(new VerifierPart());

    private Benchmark() {}

    /** Takes the names of parts. */
    public static void main(String[] names) {
        List<String> wanted = Arrays.asList(names);
        List<String> known = PARTS.stream().map(Part::name).toList();
        if (!known.containsAll(wanted)) {
            System.err.println("There are these parts: " + String.join(", ", known) + ".");
            System.exit(2);
        }
        System.out.printf(
                "Java %s, %d processors, heap of %d MB%n%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
        for (Part part : PARTS) {
            if (wanted.isEmpty() || wanted.contains(part.name())) {
                part.run(new Report(System.out), Effort.STANDARD);
            }
        }
    }
}
