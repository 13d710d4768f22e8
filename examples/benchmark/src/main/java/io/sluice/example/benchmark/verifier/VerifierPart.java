package io.sluice.example.benchmark.verifier;

import io.sluice.example.benchmark.Effort;
import io.sluice.example.benchmark.Measurement;
import io.sluice.example.benchmark.Part;
import io.sluice.example.benchmark.Report;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import java.util.List;
import java.util.Locale;

/**
 * What a proof costs, from the bytes of the file to the verdict. A line has the family, the size, the states, the median in
 * milliseconds, the kilobytes that one proof asks the heap for, the kilobytes that the heap is fuller at most, and the
 * verdict.
 */
public final class VerifierPart implements Part {
    @Override
    public String name() {
        return "verifier";
    }

    @Override
    public void run(Report report, Effort effort) {
        report.columns(
                "Family",
                "Size",
                "States",
                "Median ms",
                "Min–max ms",
                "Processor ms",
                "Allocated KB",
                "Peak KB",
                "Rounds",
                "Verdict");
        for (Family family : Family.ALL) {
            for (int size : family.sizes()) {
                measure(report, effort, family, size);
            }
        }
        report.finish();
    }

    private void measure(Report report, Effort effort, Family family, int size) {
        byte[] file = family.file().apply(size);
        Measurement<Verification> measured = Measurement.of(() -> family.verify(size, file), effort);
        Verification answer = measured.answer();
        String verdict = answer.verdict() == Verdict.TOO_LARGE
                ? "too large"
                : answer.verdict().name().toLowerCase(Locale.ROOT);
        String median = shown(measured.medianMillis());
        String allocated = Long.toString(measured.allocated() / 1024);
        String peak = Long.toString(measured.peak() / 1024);
        String states = Integer.toString(answer.states());
        report.add(
                List.of(
                        name(),
                        family.name(),
                        Integer.toString(size),
                        states,
                        median,
                        allocated,
                        peak,
                        verdict.replace(' ', '-')),
                List.of(
                        family.name() + ", " + family.unit(),
                        Integer.toString(size),
                        states,
                        median,
                        shown(measured.minMillis()) + "–" + shown(measured.maxMillis()),
                        shown(measured.processorMillis()),
                        allocated,
                        peak,
                        Integer.toString(measured.nanos().size()),
                        verdict));
    }

    private static String shown(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
    }
}
