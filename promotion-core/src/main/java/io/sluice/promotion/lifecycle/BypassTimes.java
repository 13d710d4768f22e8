package io.sluice.promotion.lifecycle;

import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.request.Bypass;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes due about emergencies by time alone, each in a unit of work of its own. */
public final class BypassTimes {
    private static final Logger LOG = LoggerFactory.getLogger(BypassTimes.class);

    private final CommandPipeline pipeline;
    private final Storage storage;
    private final Bypasses bypasses;
    private final Clock clock;

    public BypassTimes(Core core, Bypasses bypasses) {
        this.pipeline = core.pipeline();
        this.storage = core.storage();
        this.bypasses = bypasses;
        this.clock = core.clock();
    }

    /** Makes void what nobody used in time. */
    public int expire(int limit) {
        List<Bypass> due = storage.bypasses().outdated(clock.instant(), limit);
        due.forEach(bypass -> attempt(bypass, unit -> bypasses.expire(unit, bypass.id())));
        return due.size();
    }

    /** Reminds the auditors of reviews. */
    public int remind(int limit) {
        List<Bypass> due = storage.bypasses().toRemind(clock.instant(), limit);
        due.forEach(bypass -> attempt(bypass, unit -> bypasses.remind(unit, bypass.id())));
        return due.size();
    }

    /** One that cannot be done now must not keep the others waiting. */
    private void attempt(Bypass bypass, Consumer<LockedPromotion> work) {
        try {
            pipeline.lateStep(bypass.organization(), bypass.promotion(), "time", unit -> {
                work.accept(unit);
                return unit;
            });
        } catch (RuntimeException e) {
            LOG.warn("What is due for the emergency of promotion {} could not be done.", bypass.promotion(), e);
        }
    }
}
