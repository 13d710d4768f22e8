package io.sluice.example.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the rounds of one measurement came to.
 *
 * @param values the smallest first
 */
public record Samples(List<Double> values) {
    /** Sorts them. */
    public Samples {
        values = values.stream().sorted().toList();
    }

    /** Nothing measured yet. */
    public static Samples none() {
        return new Samples(List.of());
    }

    /** The same and one more. */
    public Samples with(double value) {
        List<Double> more = new ArrayList<>(values);
        more.add(value);
        return new Samples(more);
    }

    /** The one in the middle; of an even number the mean of the two in the middle. */
    public double median() {
        if (values.isEmpty()) {
            throw new IllegalStateException("Nothing was measured.");
        }
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** The smallest. */
    public double least() {
        return values.get(0);
    }

    /** The largest. */
    public double most() {
        return values.get(values.size() - 1);
    }

    /** How many times the other median this one is. */
    public double ratioTo(Samples other) {
        return median() / other.median();
    }

    /** The median, and from where to where the rounds went. */
    public String shown() {
        return shown(median()) + " (" + shown(least()) + "–" + shown(most()) + ")";
    }

    /** A number with as many digits as one can read anything into. */
    public static String shown(double value) {
        String form = value == 0 || value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, form, value);
    }
}
