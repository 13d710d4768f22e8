package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.FactsReader;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out which earlier releases a rollback would put back. */
public final class Rollbacks {
    /** A rollback that somebody asks for. */
    public record NewRollback(
            WorkspaceId workspace, ArtifactRef artifact, Optional<ReleaseId> release, String reason) {}

    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;

    public Rollbacks(Core core) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
    }

    /** One artifact. */
    public FactsReader.Question question(Caller caller, NewRollback wanted) {
        OrganizationId organization = caller.organization();
        authorization.require(caller, Operation.REQUEST_ROLLBACK, wanted.workspace());
        Workspace workspace = catalog.workspace(organization, wanted.workspace());
        Release release = release(organization, wanted);
        ArtifactVersion version = catalog.version(organization, wanted.artifact(), release.version());
        return new FactsReader.Question(
                PromotionKind.ROLLBACK,
                version,
                workspace,
                workspace,
                caller.person(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Everything that a promotion brought: the last one that went live goes back first. */
    public FactsReader.Question question(Caller caller, PromotionRequest brought) {
        OrganizationId organization = caller.organization();
        authorization.require(caller, Operation.REQUEST_ROLLBACK, brought, catalog.demands(brought));
        if (brought.status() != PromotionStatus.COMPLETED) {
            throw new ConflictException(
                    "rollback.notCompleted", "Only a promotion that is completed can be put back as a whole.");
        }
        Workspace workspace = catalog.workspace(organization, brought.target());
        List<ArtifactVersion> versions = new ArrayList<>();
        for (PromotionItem item : brought.items()) {
            versions.add(0, before(brought, item));
        }
        return new FactsReader.Question(
                PromotionKind.ROLLBACK,
                versions.get(0),
                workspace,
                workspace,
                caller.person(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                versions.subList(1, versions.size()));
    }

    /** What was live before a promotion brought an item, which must still be live. */
    private ArtifactVersion before(PromotionRequest brought, PromotionItem item) {
        OrganizationId organization = brought.organization();
        Release release = storage.releases()
                .current(organization, brought.target(), item.artifact())
                .filter(current -> current.promotion().equals(Optional.of(brought.id())))
                .orElseThrow(() -> new ConflictException(
                        "rollback.unitMoved",
                        item.artifact()
                                + " is no longer what this promotion made it. Roll back one artifact at a time."));
        return release.replaced()
                .flatMap(id -> storage.releases().find(organization, id))
                .map(earlier -> catalog.version(organization, item.artifact(), earlier.version()))
                .orElseThrow(() -> new ConflictException(
                        "rollback.nothingBefore", "Before this promotion there was no " + item.artifact() + "."));
    }

    private Release release(OrganizationId organization, NewRollback wanted) {
        Optional<ReleaseId> id = wanted.release().isPresent()
                ? wanted.release()
                : storage.releases()
                        .current(organization, wanted.workspace(), wanted.artifact())
                        .flatMap(Release::replaced);
        if (wanted.release().isPresent()
                && storage.releases().find(organization, wanted.release().get()).isEmpty()) {
            throw new NotFoundException("release"); // As if it belonged to something else.
        }
        Release release = id.flatMap(known -> storage.releases().find(organization, known))
                .orElseThrow(() ->
                        new ConflictException("rollback.nothingBefore", "There is no earlier release to put back."));
        if (!release.workspace().equals(wanted.workspace())
                || !release.artifact().equals(wanted.artifact())) {
            throw new NotFoundException("release");
        }
        return release;
    }
}
