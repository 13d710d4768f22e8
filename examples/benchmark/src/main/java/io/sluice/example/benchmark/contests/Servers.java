package io.sluice.example.benchmark.contests;

import io.sluice.example.benchmark.Effort;
import java.util.function.Consumer;

/** The databases on which many promotions are measured. */
final class Servers {
    private Servers() {}

    /** PostgreSQL unless next to nothing is measured, and files of H2 unless it is the short form. */
    static void each(Effort effort, Consumer<Server> measurement) {
        if (effort.volume() != Effort.Volume.TINY) {
            try (Server postgres = PostgresServer.start()) {
                measurement.accept(postgres);
            }
        }
        if (effort.volume() != Effort.Volume.QUICK) {
            try (Server h2 = H2Files.open()) {
                measurement.accept(h2);
            }
        }
    }
}
