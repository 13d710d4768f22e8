package io.sluice.promotion.trail;

import io.sluice.promotion.audit.tree.Checkpoint;
import io.sluice.promotion.audit.tree.SignedNote;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.Standstill;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.jdbc.CheckpointRows;
import io.sluice.promotion.jdbc.SafeModeRows.Known;
import io.sluice.promotion.jdbc.SafeModeRows.Period;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.spi.CheckpointSink;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the database is older than it was: at the start by the checkpoints that others keep, and afterwards by a log
 * that has become shorter. Then every organization that lost something, or has open promotions, stands still.
 */
public final class RestoreWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);
    private static final int PERIODS_LOOKED_AT = 100;

    /** What tells that a database was restored. */
    private record Sign(String cause, String detail, Optional<String> note) {}

    private final CommandPipeline pipeline;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;
    private final AnchoringSettings settings;
    private final Standstill standstill;
    private final Map<OrganizationId, Long> lengths = new ConcurrentHashMap<>();
    private final Set<OrganizationId> uncompared = ConcurrentHashMap.newKeySet();

    public RestoreWatch(Core core, AnchoringSettings settings, Standstill standstill) {
        this.pipeline = core.pipeline();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
        this.settings = settings;
        this.standstill = standstill;
    }

    /** At the start: compares every log with what others keep of it, or has all organizations stand still. */
    public void begin(boolean byHand) {
        List<Known> known = storage.safeModes().known();
        if (byHand) {
            Sign sign = new Sign("BY_HAND", "Sluice was started in safe mode.", Optional.empty());
            known.forEach(one -> enter(one.organization(), sign));
        } else {
            known.forEach(one -> uncompared.add(one.organization()));
            compare();
        }
        refresh();
    }

    /** Looks whether a log has become shorter, and who stands still by now. */
    public void look() {
        List<Known> known = storage.safeModes().known();
        Map<OrganizationId, Sign> signs = new LinkedHashMap<>();
        for (Known one : known) {
            long before = lengths.getOrDefault(one.organization(), 0L);
            if (one.events() < before) {
                signs.put(
                        one.organization(),
                        new Sign(
                                "LOG_SHRANK",
                                "The log had " + before + " events a moment ago and has " + one.events() + " now.",
                                Optional.empty()));
            }
        }
        enter(signs);
        compare();
        refresh();
    }

    /** Takes over from the database who stands still. */
    public void refresh() {
        List<Known> known = storage.safeModes().known();
        known.forEach(one -> lengths.put(one.organization(), one.events()));
        standstill.become(
                known.stream().filter(Known::still).map(Known::organization).toList());
    }

    /** Compares those logs whose keepers have not answered yet. */
    private void compare() {
        Map<OrganizationId, Sign> signs = new LinkedHashMap<>();
        for (OrganizationId organization : new HashSet<>(uncompared)) {
            try {
                sign(organization).ifPresent(sign -> signs.put(organization, sign));
                uncompared.remove(organization);
            } catch (RuntimeException e) {
                LOG.warn("Nobody can tell whether the log of {} is complete; it is compared later.", organization, e);
            }
        }
        enter(signs);
    }

    private Optional<Sign> sign(OrganizationId organization) {
        Set<String> accepted = storage.safeModes().periods(organization, PERIODS_LOOKED_AT).stream()
                .flatMap(period -> period.note().stream())
                .collect(Collectors.toSet());
        for (CheckpointSink sink : settings.sinks()) {
            Optional<String> kept = sink.newest(organization).filter(note -> !accepted.contains(note));
            Optional<Sign> found = kept.flatMap(note -> sign(organization, sink, note));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whoever keeps checkpoints got them from this database, so it has each of them. */
    private Optional<Sign> sign(OrganizationId organization, CheckpointSink sink, String kept) {
        SignedNote note = SignedNote.parse(kept);
        boolean forged = settings.signer()
                .filter(signer -> !note.isSignedBy(signer.key()))
                .isPresent();
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        if (forged || !checkpoint.origin().endsWith("/" + organization)) {
            LOG.warn(
                    "The newest checkpoint of {} in {} is not signed by our key; it is ignored.",
                    organization,
                    sink.name());
            return Optional.empty();
        }
        Optional<Checkpoint> ours = storage.checkpoints().after(organization, checkpoint.size() - 1, 1).stream()
                .map(CheckpointRows.Signed::note)
                .map(SignedNote::parse)
                .map(SignedNote::text)
                .map(Checkpoint::parse)
                .filter(found -> found.size() == checkpoint.size())
                .findFirst();
        if (ours.filter(found -> found.root().equals(checkpoint.root())).isPresent()) {
            return Optional.empty();
        }
        long events = storage.anchors().tree(organization).size();
        boolean older = events < checkpoint.size();
        String detail = "The keeper " + sink.name() + " has a checkpoint of " + checkpoint.size() + " events from "
                + checkpoint.at()
                + (older ? "; the database has " + events + "." : " that the database does not have.");
        return Optional.of(
                new Sign(older ? "OLDER_THAN_CHECKPOINT" : "OTHER_THAN_CHECKPOINT", detail, Optional.of(kept)));
    }

    /** A database is restored as a whole: whoever has something open stands still as well. */
    private void enter(Map<OrganizationId, Sign> signs) {
        if (signs.isEmpty()) {
            return;
        }
        Sign elsewhere = new Sign(
                "ELSEWHERE", "The database was restored; the log of this organization lost nothing.", Optional.empty());
        signs.forEach(this::enter);
        storage.safeModes().withOpen().stream()
                .filter(organization -> !signs.containsKey(organization))
                .forEach(organization -> enter(organization, elsewhere));
    }

    private void enter(OrganizationId organization, Sign sign) {
        boolean entered = pipeline.bySystem(() -> {
            audit.awaitSecurity(organization);
            boolean first = storage.safeModes()
                    .enter(organization, Ids.next(), sign.cause(), sign.detail(), sign.note(), clock.instant());
            if (first) {
                audit.security(
                        organization,
                        sign.cause().equals("BY_HAND") ? "safeMode.entered" : "restore.detected",
                        AuditLog.system("restore watch"),
                        Map.of("cause", sign.cause(), "detail", sign.detail()));
            }
            return first;
        });
        if (entered) {
            LOG.error(
                    "Organization {} stands still: {} Nothing is deployed until an operator ends its safe mode.",
                    organization,
                    sign.detail());
        }
    }

    /** The time that an organization stands still now, or stood still last. */
    public Optional<Period> newest(OrganizationId organization) {
        return storage.safeModes().periods(organization, 1).stream().findFirst();
    }
}
