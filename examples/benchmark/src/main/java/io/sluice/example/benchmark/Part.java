package io.sluice.example.benchmark;

/** One part of the library that is measured. */
public interface Part {
    /** What it is called on the command line. */
    String name();

    /** Measures, and reports as it goes. */
    void run(Report report, Effort effort);
}
