package io.sluice.promotion;

import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.DatabaseClock;
import io.sluice.promotion.command.Standstill;
import io.sluice.promotion.spi.ArchiveSink;
import io.sluice.promotion.trail.RestoreWatch;
import java.util.Optional;

/**
 * What operating a node needs beside the use cases.
 *
 * @param archive keeps archived promotions, if anybody does
 * @param safeMode whether every organization stands still from the start
 * @param standstill who stands still
 * @param time how the clocks fare; a clock of the host's own is believed
 */
record Operations(
        Optional<ArchiveSink> archive, boolean safeMode, Standstill standstill, Optional<DatabaseClock> time) {
    /** Compares the database with what others keep of it before anything else happens. */
    RestoreWatch watch(Core core, AuditParts audit) {
        RestoreWatch watch = audit.restoreWatch(core, standstill);
        watch.begin(safeMode);
        return watch;
    }
}
