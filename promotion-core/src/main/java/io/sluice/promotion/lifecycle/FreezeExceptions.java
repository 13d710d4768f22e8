package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.freeze.FreezeException;
import io.sluice.promotion.identity.FreezeId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Lets single promotions pass a freeze. */
public final class FreezeExceptions {
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final Messages messages;
    private final Waits waits;
    private final Clock clock;

    public FreezeExceptions(Core core, Waits waits) {
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.messages = core.messages();
        this.waits = waits;
        this.clock = core.clock();
    }

    /** Writes the exception down and lets the promotion go on. */
    public void grant(Caller caller, LockedPromotion unit, FreezeId id, String subjectHash, String reason) {
        PromotionRequest request = unit.request();
        authorization.require(caller, Operation.GRANT_FREEZE_EXCEPTION, request, catalog.demands(request));
        Decisions.requireStoppable(request);
        Decisions.requireSubject(request, subjectHash);
        Decisions.requireHuman(caller);
        Freeze freeze =
                storage.freezes().find(request.organization(), id).orElseThrow(() -> new NotFoundException("freeze"));
        Instant now = clock.instant();
        requireUseful(freeze, request, now);
        requireGranter(caller, freeze, request);
        insert(new FreezeException(
                request.organization(), id, request.id(), request.subjectHash(), reason, caller.person(), now));
        unit.record("freeze.exceptionGranted", Map.of("freeze", id.value(), "title", freeze.title(), "reason", reason));
        messages.toPerson(
                request,
                NotificationKind.FREEZE_RESUMED,
                request.requestedBy(),
                Facts.of(Fact.FREEZE, freeze.title())
                        .and(Fact.WHO, caller.person())
                        .and(Fact.REASON, reason));
        waits.refresh(unit);
    }

    private void insert(FreezeException exception) {
        boolean exists = storage.freezes().exceptions(exception.organization(), exception.promotion()).stream()
                .anyMatch(known -> known.freeze().equals(exception.freeze()));
        if (exists) {
            throw new ConflictException(
                    "freeze.exceptionExists", "This promotion has an exception from this freeze already.");
        }
        storage.freezes().insert(exception);
    }

    private static void requireUseful(Freeze freeze, PromotionRequest request, Instant now) {
        if (freeze.isOver(now)) {
            throw new ConflictException("freeze.ended", "This freeze is over.");
        }
        boolean covered =
                request.items().stream().anyMatch(item -> freeze.scope().covers(request.target(), item.artifact()));
        if (request.kind() == PromotionKind.ROLLBACK || !covered) {
            throw new ConflictException("freeze.otherScope", "This freeze does not hold this promotion.");
        }
    }

    private void requireGranter(Caller caller, Freeze freeze, PromotionRequest request) {
        if (caller.person().equals(request.requestedBy())) {
            throw new ForbiddenException(
                    "approval.selfApproval", "You requested this, so someone else must grant the exception.");
        }
        if (catalog.authors(request).contains(caller.person())) {
            throw new ForbiddenException(
                    "approval.author", "You are an author of this version, so someone else must grant the exception.");
        }
        if (!freeze.granters().include(caller.person(), caller.member().rolesIn(request.target()))) {
            throw new ForbiddenException("freeze.notGranter", "This freeze names others who may grant exceptions.");
        }
    }
}
