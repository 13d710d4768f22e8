package io.sluice.promotion.trail;

import io.sluice.promotion.audit.tree.Checkpoint;
import io.sluice.promotion.audit.tree.CompactRange;
import io.sluice.promotion.audit.tree.SignedNote;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.CheckpointRows;
import io.sluice.promotion.jdbc.CheckpointRows.Delivery;
import io.sluice.promotion.jdbc.CheckpointRows.Signed;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.spi.CheckpointSigner;
import io.sluice.promotion.spi.CheckpointSink;
import io.sluice.promotion.transaction.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs what the log holds and hands it to the sinks; foreign code runs outside of any transaction. */
public final class Checkpointer {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int BATCH = 100;

    private final Transactions transactions;
    private final Storage storage;
    private final Clock clock;
    private final AnchoringSettings settings;

    public Checkpointer(Core core, AnchoringSettings settings) {
        this.transactions = core.transactions();
        this.storage = core.storage();
        this.clock = core.clock();
        this.settings = settings;
    }

    /** Signs a checkpoint of each log that has grown, once the last one is old enough; says how many. */
    public int sign() {
        int signed = 0;
        if (settings.signer().isPresent()) {
            for (OrganizationId organization : storage.checkpoints().unsigned()) {
                Optional<Signed> newest = storage.checkpoints().newest(organization);
                Instant due = newest.map(Signed::at).orElse(Instant.EPOCH).plus(settings.interval());
                if (!clock.instant().isBefore(due)) {
                    sign(organization);
                    signed++;
                }
            }
        }
        return signed;
    }

    /** Signs what the log of an organization holds now, unless that is done or there is no signer. */
    public void sign(OrganizationId organization) {
        CompactRange tree = storage.anchors().tree(organization);
        long signed =
                storage.checkpoints().newest(organization).map(Signed::size).orElse(0L);
        Optional<CheckpointSigner> signer = settings.signer();
        if (signer.isEmpty() || tree.size() <= signed) {
            return;
        }
        Instant now = clock.instant();
        String origin = signer.get().key().name() + "/" + organization;
        String text = new Checkpoint(origin, tree.size(), tree.root(), now).text();
        SignedNote note = SignedNote.of(text, signer.get().key(), signer.get().sign(text));
        transactions.requiresNew(() -> {
            storage.checkpoints().insertIfAbsent(organization, new Signed(tree.size(), note.toString(), now));
            settings.sinks().forEach(sink -> storage.checkpoints().insertIfAbsent(organization, sink.name(), now));
            return note;
        });
    }

    /** Hands over what sinks do not have yet, and says how many checkpoints. */
    public int deliver() {
        int delivered = 0;
        if (!settings.sinks().isEmpty()) {
            for (OrganizationId organization : storage.checkpoints().undelivered(clock.instant())) {
                for (CheckpointSink sink : settings.sinks()) {
                    delivered += deliver(organization, sink);
                }
            }
        }
        return delivered;
    }

    private int deliver(OrganizationId organization, CheckpointSink sink) {
        Instant now = clock.instant();
        Optional<Delivery> leased = transactions.requiresNew(() -> lease(organization, sink, now));
        return leased.map(before -> deliver(organization, sink, before, now)).orElse(0);
    }

    /** How the sink fares, read under the lease: what another node handed over until then is not handed over again. */
    private Optional<Delivery> lease(OrganizationId organization, CheckpointSink sink, Instant now) {
        return storage.checkpoints().lease(organization, sink.name(), now, now.plus(LEASE))
                ? storage.checkpoints().deliveries(organization).stream()
                        .filter(one -> one.sink().equals(sink.name()))
                        .findFirst()
                : Optional.empty();
    }

    /**
     * Each checkpoint is noted before the next one is handed over: after a crash only the last one comes twice, and never
     * one that is older than what the sink has, which would look like a log that shrank.
     */
    private int deliver(OrganizationId organization, CheckpointSink sink, Delivery before, Instant now) {
        long upTo = before.delivered();
        int delivered = 0;
        try {
            for (Signed checkpoint : storage.checkpoints().after(organization, upTo, BATCH)) {
                sink.keep(organization, checkpoint.note());
                upTo = checkpoint.size();
                delivered++;
                if (!note(organization, fine(before, upTo, clock.instant().plus(LEASE)))) {
                    return delivered;
                }
            }
            note(organization, fine(before, upTo, now));
            return delivered;
        } catch (RuntimeException e) {
            LOG.warn(
                    "Sink {} did not keep a checkpoint of {}; it is handed over again.",
                    before.sink(),
                    organization,
                    e);
            int failures = before.failures() + 1;
            String error = Text.foreign(e.getClass().getSimpleName() + ": " + e.getMessage());
            String clipped = error.length() > 1_000 ? error.substring(0, 1_000) : error;
            note(
                    organization,
                    new Delivery(before.sink(), upTo, failures, now.plus(pause(failures)), Optional.of(clipped)));
            return 0;
        }
    }

    private static Delivery fine(Delivery before, long upTo, Instant nextAt) {
        return new Delivery(before.sink(), upTo, 0, nextAt, Optional.empty());
    }

    private boolean note(OrganizationId organization, Delivery delivery) {
        return transactions.requiresNew(() -> storage.checkpoints().update(organization, delivery));
    }

    private static Duration pause(int failures) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** The newest checkpoint that covers an event with that number. */
    public Optional<CheckpointRows.Signed> covering(OrganizationId organization, long leaf) {
        return storage.checkpoints().after(organization, leaf, 1).stream().findFirst();
    }
}
