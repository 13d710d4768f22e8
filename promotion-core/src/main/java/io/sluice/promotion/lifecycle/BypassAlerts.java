package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Permission;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells every auditor of an emergency at once, and everybody who could confirm it. */
final class BypassAlerts {
    static final Duration DAILY = Duration.ofDays(1);

    private final Messages messages;
    private final Authorization authorization;

    BypassAlerts(Core core) {
        this.messages = core.messages();
        this.authorization = core.authorization();
    }

    void requested(PromotionRequest request, Bypass bypass) {
        tell(request, Permission.AUDIT, "an emergency is declared", bypass.reason(), Optional.empty());
        tell(
                request,
                Permission.BREAK_GLASS,
                "an emergency waits for a second person",
                bypass.reason(),
                Optional.of(bypass.validUntil()));
    }

    void inEffect(PromotionRequest request, Bypass bypass) {
        tell(request, Permission.AUDIT, "approvals are passed by", bypass.reason(), Optional.of(bypass.validUntil()));
    }

    void used(PromotionRequest request, Bypass bypass) {
        tell(
                request,
                Permission.AUDIT,
                "approvals were passed by and must be reviewed",
                bypass.reason(),
                bypass.review().map(Bypass.Review::due));
    }

    void reviewDue(PromotionRequest request, Bypass bypass) {
        tell(
                request,
                Permission.AUDIT,
                "an emergency must be reviewed",
                bypass.reason(),
                bypass.review().map(Bypass.Review::due));
    }

    private void tell(
            PromotionRequest request,
            Permission permission,
            String headline,
            String detail,
            Optional<Instant> deadline) {
        messages.toRoles(
                request, Notification.Kind.NOTE, authorization.rolesWith(permission), deadline, headline, detail);
    }
}
