package io.sluice.promotion.lifecycle;

import io.sluice.promotion.access.Permission;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.request.Bypass;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.util.HashSet;
import java.util.Set;

/** Tells every auditor of an emergency at once, and everybody who could confirm it. */
final class BypassAlerts {
    private final Messages messages;
    private final Authorization authorization;

    BypassAlerts(Core core) {
        this.messages = core.messages();
        this.authorization = core.authorization();
    }

    void requested(PromotionRequest request, Bypass bypass) {
        Set<RoleId> roles = new HashSet<>(authorization.rolesWith(Permission.AUDIT));
        roles.addAll(authorization.rolesWith(Permission.BREAK_GLASS));
        Facts facts = about(bypass).and(Fact.DEADLINE, bypass.validUntil());
        messages.toRoles(request, NotificationKind.BREAK_GLASS_REQUESTED, roles, facts);
    }

    /** In effect, and later used: the auditors hear of both. */
    void passedBy(PromotionRequest request, Bypass bypass) {
        Facts facts = about(bypass)
                .and(Fact.CONFIRMED_BY, bypass.confirmedBy())
                .and(Fact.DEADLINE, bypass.review().map(Bypass.Review::due));
        messages.toRoles(request, NotificationKind.BREAK_GLASS_USED, authorization.rolesWith(Permission.AUDIT), facts);
    }

    void reviewDue(PromotionRequest request, Bypass bypass) {
        Facts facts = about(bypass)
                .and(Fact.CONFIRMED_BY, bypass.confirmedBy())
                .and(Fact.DEADLINE, bypass.review().map(Bypass.Review::due));
        messages.toRoles(
                request, NotificationKind.BREAK_GLASS_REVIEW_DUE, authorization.rolesWith(Permission.AUDIT), facts);
    }

    private static Facts about(Bypass bypass) {
        return Facts.of(Fact.WHO, bypass.requestedBy()).and(Fact.REASON, bypass.reason());
    }
}
