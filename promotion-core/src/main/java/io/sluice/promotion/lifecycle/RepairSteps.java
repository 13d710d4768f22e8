package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Permission;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens tasks for whoever operates a target to bring it back into a known state. */
public final class RepairSteps {
    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Storage storage;
    private final Messages messages;
    private final Clock clock;

    public RepairSteps(Core core) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.storage = core.storage();
        this.messages = core.messages();
        this.clock = core.clock();
    }

    /** Whom it asks. */
    public Set<RoleId> operators() {
        return authorization.rolesWith(Permission.OPERATE);
    }

    /** Asks them. */
    public HumanTask open(OrganizationId organization, PromotionId id, String flowRef) {
        return pipeline.step(organization, id, "repair", unit -> open(unit, flowRef));
    }

    private HumanTask open(LockedPromotion unit, String flowRef) {
        PromotionRequest request = unit.request();
        HumanTask task = new HumanTask(
                request.organization(),
                Ids.next(),
                request.id(),
                HumanTask.Kind.REPAIR,
                Optional.empty(),
                false,
                request.target(),
                clock.instant(),
                Optional.empty(),
                flowRef);
        Set<RoleId> operators = operators();
        storage.tasks().open(task, operators);
        unit.enter(PromotionPhase.REPAIRING, request.isUnit() ? standing(request) : request.detail());
        unit.record("repair.opened", Map.of());
        messages.toRoles(
                request,
                NotificationKind.REPAIR_NEEDED,
                operators,
                Facts.none().and(Fact.DETAIL, unit.request().detail()));
        return task;
    }

    /** What our record says of each item, for whoever must sort it out. */
    private String standing(PromotionRequest request) {
        String live = request.items().stream()
                .map(item -> item.artifact() + " "
                        + storage.releases()
                                .current(request.organization(), request.target(), item.artifact())
                                .map(release -> release.version().value())
                                .orElse("nothing"))
                .collect(Collectors.joining(", "));
        return request.detail() + " Live by our record: " + live + ".";
    }
}
