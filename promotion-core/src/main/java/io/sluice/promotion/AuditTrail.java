package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.audit.ActorRef;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.audit.export.EventProof;
import io.sluice.promotion.audit.export.ExportLine;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.ExportRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.trail.Erasures;
import io.sluice.promotion.trail.Evidence;
import io.sluice.promotion.trail.Exporter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who did what, when and why. Append-only; each promotion has a hash chain of its own. Thread-safe. */
public final class AuditTrail {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final EvidenceReader reader;
    private final Exporter exporter;
    private final Evidence evidence;
    private final Erasures erasures;

    AuditTrail(Core core, Exporter exporter, Evidence evidence, Erasures erasures) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.reader = new EvidenceReader(core, evidence);
        this.exporter = exporter;
        this.evidence = evidence;
        this.erasures = erasures;
    }

    /** All events of a promotion, the first one first. */
    public List<AuditEvent> ofPromotion(Actor actor, OrganizationId organization, PromotionId promotion) {
        return pipeline.read(actor, organization, caller -> {
            requireAuditor(caller, promotion);
            return storage.audit().chain(organization, LockedPromotion.chain(promotion));
        });
    }

    /**
     * Events of a promotion, the first one first.
     *
     * @param after {@link AuditEvent#seq()} of the last event of the page before; empty for the first page
     * @param limit 1 to 1,000
     */
    public List<AuditEvent> events(
            Actor actor, OrganizationId organization, PromotionId promotion, Optional<Long> after, int limit) {
        Releases.requireLimit(limit);
        return pipeline.read(actor, organization, caller -> {
            requireAuditor(caller, promotion);
            return storage.audit().chain(organization, LockedPromotion.chain(promotion), after.orElse(0L), limit);
        });
    }

    private void requireAuditor(Caller caller, PromotionId promotion) {
        PromotionRequest request = storage.promotions()
                .find(caller.organization(), promotion)
                .orElseThrow(() -> new NotFoundException("promotion"));
        authorization.require(caller, Operation.VIEW_AUDIT, request, catalog.demands(request));
    }

    /** All events of a workspace itself, the first one first: its creation, registrations, reported checks. */
    public List<AuditEvent> ofWorkspace(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_AUDIT, workspace);
            return storage.audit().chain(organization, "workspace:" + workspace);
        });
    }

    /** All events of a workspace's policy, the first one first. */
    public List<AuditEvent> ofPolicy(Actor actor, OrganizationId organization, WorkspaceId workspace) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_AUDIT, workspace);
            return storage.audit().chain(organization, "policy:" + workspace);
        });
    }

    /**
     * All events that concern the security of the organization, the first one first: denied access, legal holds, erasures,
     * and what else auditors look at first.
     */
    public List<AuditEvent> ofSecurity(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_AUDIT);
            return storage.audit().chain(organization, AuditLog.securityChain(organization));
        });
    }

    /**
     * Whom references in events mean: the actors without {@code HUMAN:} or {@code SERVICE:}, and the persons in the data.
     * Those who were erased, and those whom nobody knows, are left out.
     */
    public Map<String, PersonId> persons(Actor actor, OrganizationId organization, Collection<String> references) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_AUDIT);
            Map<String, PersonId> persons = new TreeMap<>();
            storage.persons()
                    .among(organization, references)
                    .forEach(entry -> entry.person()
                            .ifPresent(person -> persons.put(entry.ref().value(), person)));
            return persons;
        });
    }

    /**
     * Writes events as JSON Lines that can be verified without the database, see {@link
     * io.sluice.promotion.audit.export.AuditVerifier}. What is committed when this begins is in it. Call it outside of any
     * transaction; it reads page by page, however many events there are.
     *
     * @param out is flushed, not closed
     * @return what was exported
     * @throws UncheckedIOException when it cannot be written
     */
    public ExportLine.Manifest export(Actor actor, OrganizationId organization, ExportRange range, OutputStream out) {
        return pipeline.read(actor, organization, caller -> {
            requireRange(caller, range);
            try {
                return range.isEverything()
                        ? exporter.everything(organization, out)
                        : exporter.part(organization, rows(range), range.inWords(), out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Writes events as a table for a spreadsheet, with the ids of persons. It cannot be verified.
     *
     * @param out is flushed, not closed
     * @throws UncheckedIOException when it cannot be written
     */
    public void exportTable(Actor actor, OrganizationId organization, ExportRange range, OutputStream out) {
        pipeline.read(actor, organization, caller -> {
            requireRange(caller, range);
            try {
                exporter.table(organization, rows(range), out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return range;
        });
    }

    private void requireRange(Caller caller, ExportRange range) {
        if (range.promotion().isPresent()) {
            requireAuditor(caller, range.promotion().get());
        } else if (range.workspace().isPresent()) {
            authorization.require(
                    caller, Operation.VIEW_AUDIT, range.workspace().get());
            catalog.workspace(caller.organization(), range.workspace().get());
        } else {
            authorization.require(caller, Operation.VIEW_AUDIT);
            catalog.organization(caller.organization());
        }
    }

    private static ExportRows.Range rows(ExportRange range) {
        return new ExportRows.Range(range.workspace(), range.promotion(), range.from(), range.until());
    }

    /**
     * Proves that an event of a promotion is in the log of the organization.
     *
     * @param seq its number in the chain of the promotion
     * @throws ConflictException {@code audit.notAnchored} within the seconds before it is
     */
    public EventProof proof(Actor actor, OrganizationId organization, PromotionId promotion, long seq) {
        return pipeline.read(actor, organization, caller -> {
            requireAuditor(caller, promotion);
            return evidence.proof(organization, LockedPromotion.chain(promotion), seq);
        });
    }

    /**
     * Everything that an auditor asks about a promotion: who asked, checked, approved and deployed what, and when.
     *
     * @throws ConflictException {@code promotion.archived}: it is in the archive, which the message names
     */
    public EvidencePack evidence(Actor actor, OrganizationId organization, PromotionId promotion) {
        return pipeline.read(actor, organization, caller -> {
            requireAuditor(caller, promotion);
            storage.archive().find(organization, promotion).ifPresent(entry -> {
                throw new ConflictException(
                        "promotion.archived",
                        "The evidence is in the archive " + entry.sink() + " as " + entry.name() + ", SHA-256 "
                                + entry.sha256() + ".");
            });
            return reader.read(organization, promotion);
        });
    }

    /**
     * Forgets a person: whom their reference means, what they wrote, and their id wherever else it is stored. The events
     * that they caused stay and can be verified; the erasure is an event of the security chain.
     *
     * @return the reference that remains
     * @throws ConflictException {@code erasure.active}, {@code erasure.open}, {@code
     *     erasure.retention} or {@code erasure.held}
     * @throws NotFoundException when the person never did anything here
     */
    public ActorRef erasePerson(
            Actor actor, OrganizationId organization, PersonId person, String reason, IdempotencyKey key) {
        String why = Text.requireReason("reason", reason);
        Call call = new Call(actor, organization, Operation.ERASE_PERSON, key, person);
        return pipeline.create(
                call,
                caller -> erasures.prepare(caller, person),
                (caller, found) -> erasures.erase(caller, found, why),
                ActorRef::new);
    }

    /**
     * Computes a promotion's chain anew and compares it with its last known head: finds what was changed or removed. The
     * promotion stands still meanwhile, so that an event that is being added is no false alarm.
     */
    public ChainVerdict verify(Actor actor, OrganizationId organization, PromotionId promotion) {
        return pipeline.read(actor, organization, caller -> {
            requireAuditor(caller, promotion);
            return reader.verify(organization, promotion);
        });
    }
}
