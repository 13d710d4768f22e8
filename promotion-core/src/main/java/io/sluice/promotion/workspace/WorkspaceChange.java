package io.sluice.promotion.workspace;

import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import java.util.Optional;

/**
 * What a workspace shall be like: everything about it that can change. Begin with {@link #of} and say what differs. What it
 * is for, its environment type, never changes.
 *
 * @param name for people
 * @param description for people, may be empty
 * @param gateway the gateway that serves it, if any
 * @param limits how much may live in it
 * @param promotionFrom the workspace before it on the path; empty for the head of a path and for a sandbox
 * @param dataPolicy what data it may hold
 */
public record WorkspaceChange(
        String name,
        String description,
        Optional<String> gateway,
        Limits limits,
        Optional<WorkspaceId> promotionFrom,
        DataPolicy dataPolicy) {
    /** Refuses malformed names. */
    public WorkspaceChange {
        name = Text.requireName("workspace.name", name);
        description = Text.optional("workspace.description", description);
        gateway.ifPresent(value -> Identifier.require("workspace.gateway", value));
    }

    /** The workspace as it is. */
    public static WorkspaceChange of(Workspace workspace) {
        return new WorkspaceChange(
                workspace.name(),
                workspace.description(),
                workspace.gateway(),
                workspace.limits(),
                workspace.promotionFrom(),
                workspace.dataPolicy());
    }

    /** With that name. */
    public WorkspaceChange named(String other) {
        return new WorkspaceChange(other, description, gateway, limits, promotionFrom, dataPolicy);
    }

    /** With that description. */
    public WorkspaceChange describedAs(String text) {
        return new WorkspaceChange(name, text, gateway, limits, promotionFrom, dataPolicy);
    }

    /** Served by that gateway. */
    public WorkspaceChange servedBy(String gatewayId) {
        return new WorkspaceChange(name, description, Optional.of(gatewayId), limits, promotionFrom, dataPolicy);
    }

    /** Served by no gateway. */
    public WorkspaceChange withoutGateway() {
        return new WorkspaceChange(name, description, Optional.empty(), limits, promotionFrom, dataPolicy);
    }

    /** With those limits. */
    public WorkspaceChange limitedTo(Limits other) {
        return new WorkspaceChange(name, description, gateway, other, promotionFrom, dataPolicy);
    }

    /** With that data policy. */
    public WorkspaceChange with(DataPolicy other) {
        return new WorkspaceChange(name, description, gateway, limits, promotionFrom, other);
    }

    /** Taking versions from that workspace. */
    public WorkspaceChange after(String source) {
        return new WorkspaceChange(
                name, description, gateway, limits, Optional.of(new WorkspaceId(source)), dataPolicy);
    }

    /** At the head of a path, or on none. */
    public WorkspaceChange afterNone() {
        return new WorkspaceChange(name, description, gateway, limits, Optional.empty(), dataPolicy);
    }
}
