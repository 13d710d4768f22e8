package io.sluice.promotion;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.ArchiveRows;
import io.sluice.promotion.jdbc.ExportRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.spi.ArchiveSink;
import io.sluice.promotion.trail.Exporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the evidence of ended promotions into the archive, one by one: it is put together and handed over outside of any
 * transaction, and only what was acknowledged, and has not changed meanwhile, is removed in a short one.
 */
final class ArchiveJob {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveJob.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private final CommandPipeline pipeline;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;
    private final Optional<ArchiveSink> sink;
    private final Exporter exporter;
    private final EvidenceReader reader;
    private final boolean signs;
    private final int leastDays;

    ArchiveJob(Core core, Optional<ArchiveSink> sink, Exporter exporter, EvidenceReader reader, AuditOptions options) {
        this.pipeline = core.pipeline();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
        this.sink = sink;
        this.exporter = exporter;
        this.reader = reader;
        this.signs = options.signer().isPresent();
        this.leastDays = options.leastRetentionDays();
    }

    boolean canRun() {
        return sink.isPresent();
    }

    int leastDays() {
        return leastDays;
    }

    /** Archives at most that many promotions, and says how many it worked on. */
    int run(int limit) {
        if (sink.isEmpty()) {
            return 0;
        }
        int tried = 0;
        Instant now = clock.instant();
        for (ArchiveRows.Place place : storage.archive().places()) {
            Instant before = now.minus(Duration.ofDays(Math.max(leastDays, place.afterDays())));
            for (PromotionId promotion : storage.archive().due(place, before, now, limit - tried)) {
                tried += tryOne(place.organization(), promotion, now, sink.get()) ? 1 : 0;
            }
            if (tried >= limit) {
                return tried;
            }
        }
        return tried;
    }

    private boolean tryOne(OrganizationId organization, PromotionId promotion, Instant now, ArchiveSink to) {
        boolean claimed =
                pipeline.bySystem(() -> storage.archive().claim(organization, promotion, now, now.plus(LEASE)));
        if (!claimed) {
            return false; // Another node is at it.
        }
        try {
            archive(organization, promotion, to);
        } catch (RuntimeException e) {
            LOG.warn("Promotion {} could not be archived; it stays in the database.", promotion, e);
            String error = Text.foreign(e.getClass().getSimpleName() + ": " + e.getMessage());
            String clipped = error.length() > 1_000 ? error.substring(0, 1_000) : error;
            pipeline.bySystem(() -> {
                int failures = storage.archive().failures(organization, promotion);
                storage.archive().failed(organization, promotion, clipped, now.plus(pause(failures)));
                return failures;
            });
        }
        return true;
    }

    private void archive(OrganizationId organization, PromotionId promotion, ArchiveSink to) {
        EvidencePack pack = reader.read(organization, promotion);
        if (!pack.verdict().isIntact()) {
            throw new IllegalStateException("The audit trail of the promotion is broken; nothing is removed.");
        }
        if (signs && pack.checkpoint().isEmpty()) {
            throw new IllegalStateException("No checkpoint covers the promotion yet.");
        }
        byte[] content = zip(organization, promotion, pack);
        String sha256 = Digest.of(content).value().substring("sha256:".length());
        String file = promotion + "-" + sha256.substring(0, 16) + ".zip";
        to.keep(organization, file, content);
        long events = pack.events().size();
        boolean removed = pipeline.lateStep(organization, promotion, "archive", unit -> {
            audit.awaitSecurity(organization); // A hold that is being set is in force before anything is removed.
            List<AuditEvent> now = storage.audit().chain(organization, LockedPromotion.chain(promotion));
            if (now.size() != events || !storage.archive().isReady(organization, promotion)) {
                return false; // It changed, or a hold was set, after it was put together.
            }
            Instant at = clock.instant();
            unit.record(
                    "promotion.archived",
                    Map.of(
                            "sink",
                            to.name(),
                            "file",
                            file,
                            "sha256",
                            sha256,
                            "bytes",
                            (long) content.length,
                            "through",
                            events));
            long days =
                    Duration.between(pack.request().endedAt().orElse(at), at).toDays();
            unit.record("retention.removed", Map.of("through", events, "days", days));
            unit.afterwards(() -> {
                storage.retention().strip(organization, promotion, now, at);
                storage.archive()
                        .done(
                                organization,
                                promotion,
                                new ArchiveRows.Entry(to.name(), file, sha256, content.length, events, at));
            });
            return true;
        });
        if (!removed) {
            throw new IllegalStateException("The promotion changed while it was being archived.");
        }
    }

    private byte[] zip(OrganizationId organization, PromotionId promotion, EvidencePack pack) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("evidence.json"));
            zip.write(pack.toJson().getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("evidence.md"));
            zip.write(pack.toText().getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("audit.jsonl"));
            export(organization, promotion, zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void export(OrganizationId organization, PromotionId promotion, OutputStream out) throws IOException {
        ExportRange range = ExportRange.of(promotion);
        exporter.part(
                organization,
                new ExportRows.Range(range.workspace(), range.promotion(), range.from(), range.until()),
                range.inWords(),
                out);
    }

    private static Duration pause(int failures) {
        Duration pause = Duration.ofMinutes(1L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
