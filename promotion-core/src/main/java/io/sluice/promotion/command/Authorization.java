package io.sluice.promotion.command;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.access.Permission;
import io.sluice.promotion.access.RolePermissions;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.ApprovalTerms.Rejection;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** The one place that says yes or no to a caller. Without a reason to say yes it says no. */
public final class Authorization {
    private final RolePermissions table;
    private final BiConsumer<Caller, Operation> denied;

    public Authorization(RolePermissions table, Denials denials) {
        this(table, denials::note);
    }

    private Authorization(RolePermissions table, BiConsumer<Caller, Operation> denied) {
        this.table = table;
        this.denied = denied;
    }

    /** Says the same, but notes nothing: to ask whether somebody may is no attempt. */
    Authorization quietly() {
        return new Authorization(table, (caller, operation) -> {});
    }

    /** For what concerns the organization as a whole. */
    public void require(Caller caller, Operation operation) {
        require(caller, caller.member().rolesEverywhere(), operation, "organization");
    }

    /** For what concerns one workspace. */
    public void require(Caller caller, Operation operation, WorkspaceId workspace) {
        require(caller, caller.member().rolesIn(workspace), operation, "workspace");
    }

    /** For what is of use wherever in the organization somebody holds a role, whatever it allows there. */
    public void requireSomewhere(Caller caller, Operation operation) {
        if (!caller.member().active() || caller.member().grants().isEmpty()) {
            denied.accept(caller, operation);
            throw new NotFoundException("organization");
        }
    }

    /** Whether somebody may see a workspace, for lists. */
    public boolean sees(Caller caller, WorkspaceId workspace) {
        return table.allow(caller.member().rolesIn(workspace), Permission.VIEW);
    }

    /** Whether somebody may see at least one workspace. */
    public boolean seesAnything(Caller caller) {
        return caller.member().active()
                && caller.member().grants().stream()
                        .anyMatch(grant -> table.allow(Set.of(grant.role()), Permission.VIEW));
    }

    /** Whether one of these roles allows it. */
    public boolean allow(Set<RoleId> roles, Permission permission) {
        return table.allow(roles, permission);
    }

    /** Whether somebody may do that in a workspace. */
    public boolean allows(Caller caller, Permission permission, WorkspaceId workspace) {
        return table.allow(caller.member().rolesIn(workspace), permission);
    }

    /** For what concerns one promotion: whoever its rules ask may see and decide it, its requester may see and end it. */
    public void require(Caller caller, Operation operation, PromotionRequest request, Demands demands) {
        if (!seesPromotion(caller, request, demands)) {
            denied.accept(caller, operation);
            throw new NotFoundException("promotion");
        }
        boolean allowed = switch (operation) {
            case VIEW_PROMOTION, VIEW_RELEASE, COMMENT -> true;
            case APPROVE -> true; // Eligibility answers for each person, in words.
            case REJECT ->
                isAsked(caller, request, demands)
                        || mayStandIn(caller, request, demands)
                        || allows(caller, Permission.VETO, request.target())
                        || demands.policy().approvals().rejection() == Rejection.ANYBODY;
            case EXTEND_DEADLINE ->
                isEscalatedTo(caller, request, demands) || allows(caller, Permission.OPERATE, request.target());
            case CANCEL, RESCHEDULE ->
                caller.person().equals(request.requestedBy()) || allows(caller, Permission.OPERATE, request.target());
            default -> allows(caller, operation.permission(), request.target());
        };
        if (!allowed) {
            throw forbidden(caller, operation);
        }
    }

    /** Whether somebody may see a promotion. */
    public boolean seesPromotion(Caller caller, PromotionRequest request, Demands demands) {
        return sees(caller, request.target())
                || sees(caller, request.source())
                || caller.person().equals(request.requestedBy())
                || isAsked(caller, request, demands)
                || isEscalatedTo(caller, request, demands);
    }

    /** Whether somebody is told when approvals are late. */
    private static boolean isEscalatedTo(Caller caller, PromotionRequest request, Demands demands) {
        return demands.policy()
                .reminders()
                .escalateTo()
                .filter(role -> caller.member().holds(role, request.target()))
                .isPresent();
    }

    /** Whether somebody may decide once approvals are late. */
    private static boolean mayStandIn(Caller caller, PromotionRequest request, Demands demands) {
        return demands.policy().onDeadline().action() == OnDeadline.Action.ESCALATE
                && isEscalatedTo(caller, request, demands);
    }

    /** Everything that these roles allow. */
    public Set<Permission> permissions(Set<RoleId> roles) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> permissions.addAll(table.permissions().getOrDefault(role, Set.of())));
        return permissions;
    }

    /** The roles that may do that. */
    public Set<RoleId> rolesWith(Permission permission) {
        Set<RoleId> roles = new HashSet<>();
        table.permissions().forEach((role, permissions) -> {
            if (permissions.contains(permission)) {
                roles.add(role);
            }
        });
        return roles;
    }

    private static boolean isAsked(Caller caller, PromotionRequest request, Demands demands) {
        Set<RoleId> roles = caller.member().rolesIn(request.target());
        return demands.rounds().stream().anyMatch(round -> round.asks(caller.person(), roles));
    }

    private void require(Caller caller, Set<RoleId> roles, Operation operation, String what) {
        if (table.allow(roles, operation.permission())) {
            return;
        }
        if (table.allow(roles, Permission.VIEW)) {
            throw forbidden(caller, operation);
        }
        denied.accept(caller, operation);
        throw new NotFoundException(what);
    }

    private ForbiddenException forbidden(Caller caller, Operation operation) {
        denied.accept(caller, operation);
        return new ForbiddenException(
                "forbidden",
                "This needs the permission " + operation.permission() + ", which none of your roles gives.");
    }
}
