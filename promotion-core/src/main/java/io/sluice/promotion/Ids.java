package io.sluice.promotion;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;

/** Makes identifiers: UUID version 7 (RFC 9562), so that they sort by creation time. */
final class Ids {
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

    private Ids() {}

    static String next() {
        return GENERATOR.generate().toString();
    }
}
