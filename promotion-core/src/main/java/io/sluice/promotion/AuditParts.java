package io.sluice.promotion;

import io.sluice.promotion.command.ActorRefs;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Denials;
import io.sluice.promotion.command.Standstill;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.spi.ArchiveSink;
import io.sluice.promotion.trail.AnchoringSettings;
import io.sluice.promotion.trail.Checkpointer;
import io.sluice.promotion.trail.Erasures;
import io.sluice.promotion.trail.Evidence;
import io.sluice.promotion.trail.Exporter;
import io.sluice.promotion.trail.RestoreWatch;
import io.sluice.promotion.trail.RetentionJob;
import io.sluice.promotion.trail.Sequencer;
import java.time.Clock;
import java.util.Optional;

/** Puts the doors of the audit trail together. */
record AuditParts(AuditOptions options, ActorRefs refs, Denials denials) {
    AuditLog log(Storage storage, Clock clock) {
        return new AuditLog(storage, clock, refs, options.keys());
    }

    AuditTrail trail(Core core) {
        Checkpointer checkpointer = checkpointer(core);
        Exporter exporter = new Exporter(core, new Sequencer(core), checkpointer);
        return new AuditTrail(core, exporter, new Evidence(core, checkpointer), new Erasures(core, refs));
    }

    Anchoring anchoring(Core core) {
        return new Anchoring(core, denials, new Sequencer(core), checkpointer(core));
    }

    Retention retention(Core core) {
        return new Retention(core, new RetentionJob(core, options.leastRetentionDays()));
    }

    Archive archive(Core core, Optional<ArchiveSink> sink) {
        Checkpointer checkpointer = checkpointer(core);
        return new Archive(
                core,
                new ArchiveJob(
                        core,
                        sink,
                        new Exporter(core, new Sequencer(core), checkpointer),
                        new EvidenceReader(core, new Evidence(core, checkpointer)),
                        options));
    }

    RestoreWatch restoreWatch(Core core, Standstill standstill) {
        return new RestoreWatch(core, settings(), standstill);
    }

    private Checkpointer checkpointer(Core core) {
        return new Checkpointer(core, settings());
    }

    private AnchoringSettings settings() {
        return new AnchoringSettings(options.signer(), options.sinks(), options.interval());
    }
}
