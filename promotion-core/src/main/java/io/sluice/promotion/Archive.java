package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.ArchiveRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Moves ended promotions out of the database. Their evidence goes to the host's {@link
 * io.sluice.promotion.spi.ArchiveSink}; once that has it, approvals, attempts, comments, messages and the bodies of events
 * are removed. The promotion itself, its decision record, its releases and the hashes of its events stay, so that it is
 * found and its trail can be verified. Nothing is archived unless an organization asks for it. Thread-safe.
 */
public final class Archive {
    private static final int LONGEST = 36_500;

    /**
     * After how long promotions are archived.
     *
     * @param workspace into which; empty for every workspace that says nothing itself
     * @param afterDays how many days after their end; 0 keeps them
     * @param changedBy who said so
     * @param changedAt when
     */
    public record Setting(Optional<WorkspaceId> workspace, int afterDays, PersonId changedBy, Instant changedAt) {}

    /**
     * An archived promotion.
     *
     * @param promotion as it ended, without what people wrote
     * @param sink who keeps its evidence
     * @param file under which name
     * @param sha256 of that file, as 64 hexadecimal digits
     * @param bytes how large it is
     * @param events how many events of its trail are in it
     * @param at when it was archived
     */
    public record Archived(
            PromotionRequest promotion, String sink, String file, String sha256, long bytes, long events, Instant at) {}

    private record Change(Optional<WorkspaceId> workspace, int afterDays, boolean unset, String reason) {}

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;
    private final ArchiveJob job;

    Archive(Core core, ArchiveJob job) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
        this.job = job;
    }

    /**
     * Archives promotions that are due, each by itself, without holding anything while their evidence is kept. Call it
     * outside of any transaction, about once an hour and again while it returns the limit. Any number of nodes may.
     *
     * @param limit how many at most, 1 to 1,000
     * @return how many were worked on
     */
    public int run(int limit) {
        if (limit < 1 || limit > 1_000) {
            throw new InvalidInputException("limit", "page.limit", "limit must be 1 to 1,000.");
        }
        return job.run(limit);
    }

    /** What the organization and its workspaces say; what nobody said anything about is kept. */
    public List<Setting> settings(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            catalog.organization(organization);
            authorization.require(caller, Operation.VIEW_ARCHIVING);
            return shown(organization);
        });
    }

    /**
     * Says after how many days ended promotions are archived.
     *
     * @param workspace into which; empty for every workspace that says nothing itself
     * @param afterDays at least the host's least retention period; 0 keeps them; empty says nothing any more
     * @return what holds from now on
     * @throws InvalidInputException {@code archive.range}
     * @throws ConflictException {@code archive.noSink} when the host keeps no archive
     */
    public List<Setting> change(
            Actor actor,
            OrganizationId organization,
            Optional<WorkspaceId> workspace,
            OptionalInt afterDays,
            String reason,
            IdempotencyKey key) {
        int days = afterDays.orElse(0);
        if (days != 0 && (days < job.leastDays() || days > LONGEST)) {
            throw new InvalidInputException(
                    "afterDays",
                    "archive.range",
                    "Promotions are archived " + job.leastDays() + " to " + LONGEST
                            + " days after their end, or never (0).");
        }
        Change wanted = new Change(workspace, days, afterDays.isEmpty(), Text.requireReason("reason", reason));
        Call call = new Call(actor, organization, Operation.CHANGE_ARCHIVING, key, wanted);
        return pipeline.create(
                call, this::allowed, (caller, same) -> change(caller, wanted), id -> shown(organization));
    }

    private Caller allowed(Caller caller) {
        catalog.organization(caller.organization());
        authorization.require(caller, Operation.CHANGE_ARCHIVING);
        return caller;
    }

    private String change(Caller caller, Change wanted) {
        OrganizationId organization = allowed(caller).organization();
        if (wanted.afterDays() > 0 && !job.canRun()) {
            throw new ConflictException(
                    "archive.noSink", "This installation keeps no archive; its operators can set one up.");
        }
        Optional<WorkspaceId> workspace =
                wanted.workspace().map(id -> catalog.workspace(organization, id).id());
        audit.security(
                caller,
                "archiving.changed",
                Map.of(
                        "workspace",
                        workspace.map(WorkspaceId::value).orElse(""),
                        "days",
                        wanted.unset() ? "" : String.valueOf(wanted.afterDays()),
                        "reason",
                        wanted.reason()));
        if (wanted.unset()) {
            storage.archive().unset(organization, workspace);
        } else {
            storage.archive()
                    .set(
                            organization,
                            new ArchiveRows.Setting(workspace, wanted.afterDays(), caller.person(), clock.instant()));
        }
        return organization.value();
    }

    /**
     * Where a promotion lies.
     *
     * @return empty while it is not archived
     * @throws NotFoundException when there is no such promotion, or the caller does not see it
     */
    public Optional<Archived> find(Actor actor, OrganizationId organization, PromotionId promotion) {
        return pipeline.read(actor, organization, caller -> {
            PromotionRequest request = pipeline.promotion(organization, promotion);
            authorization.require(caller, Operation.VIEW_PROMOTION, request, catalog.demands(request));
            return storage.archive()
                    .find(organization, promotion)
                    .map(entry -> new Archived(
                            request,
                            entry.sink(),
                            entry.name(),
                            entry.sha256(),
                            entry.bytes(),
                            entry.events(),
                            entry.archivedAt()));
        });
    }

    private List<Setting> shown(OrganizationId organization) {
        return storage.archive().settings(organization).stream()
                .map(setting ->
                        new Setting(setting.workspace(), setting.afterDays(), setting.changedBy(), setting.changedAt()))
                .toList();
    }
}
