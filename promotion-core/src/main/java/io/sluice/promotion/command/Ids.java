package io.sluice.promotion.command;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;

/**
 * Makes identifiers: UUID version 7 (RFC 9562), so that they sort by creation time. Those of one millisecond sort, too:
 * of two results of a check the newer one must win.
 */
public final class Ids {
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    public static String next() {
        return GENERATOR.generate().toString();
    }
}
