package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.organization.Organization;
import io.sluice.promotion.problem.ConflictException;
import java.time.Clock;
import java.util.Map;

/** Tenants. Thread-safe. */
public final class Organizations {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;

    Organizations(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
    }

    /**
     * Creates an organization. The caller must hold a role with the permission MANAGE_ORGANIZATION for it in the host's
     * directory, which therefore knows it first.
     *
     * @throws ConflictException {@code organization.exists}
     */
    public Organization create(Actor actor, OrganizationId id, String name, IdempotencyKey key) {
        String checked = Text.requireName("organization.name", name);
        Call call = new Call(actor, id, Operation.CREATE_ORGANIZATION, key, checked);
        return pipeline.create(
                call,
                caller -> checked,
                (caller, named) -> {
                    authorization.require(caller, Operation.CREATE_ORGANIZATION);
                    if (storage.organizations().find(id).isPresent()) {
                        throw new ConflictException("organization.exists", "Organization " + id + " exists already.");
                    }
                    storage.organizations().insert(new Organization(id, named, clock.instant()));
                    audit.record(caller, "organization:" + id, "organization.created", Map.of("name", named));
                    return id.value();
                },
                created -> catalog.organization(id));
    }

    /** Reads an organization. */
    public Organization get(Actor actor, OrganizationId id) {
        return pipeline.read(actor, id, caller -> {
            authorization.require(caller, Operation.VIEW_ORGANIZATION);
            return catalog.organization(id);
        });
    }
}
