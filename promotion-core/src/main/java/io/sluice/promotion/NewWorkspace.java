package io.sluice.promotion;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A workspace that somebody wants to create, and the first revision of its policy.
 *
 * @param id chosen by the host
 * @param name for people
 * @param environmentType what it is for
 * @param description for people, may be empty
 * @param gateway the gateway that serves it
 * @param limits how much may live in it
 * @param promotionFrom the workspace before it on the path; empty for the head of a path and for a sandbox
 * @param dataPolicy what data it may hold
 * @param configuration its own settings, up to 500, by key. Keys that the organization does not know yet are defined along
 *     with it: as secrets when the value is a reference, as addresses when it is one, else as texts
 * @param policy what it demands before something may enter
 */
public record NewWorkspace(
        WorkspaceId id,
        String name,
        EnvironmentType environmentType,
        String description,
        Optional<String> gateway,
        Limits limits,
        Optional<WorkspaceId> promotionFrom,
        DataPolicy dataPolicy,
        Map<String, String> configuration,
        PromotionPolicy policy) {
    /** Refuses malformed names and configuration. */
    public NewWorkspace {
        name = Text.requireName("workspace.name", name);
        description = Text.optional("workspace.description", description);
        gateway.ifPresent(value -> Identifier.require("workspace.gateway", value));
        configuration = Map.copyOf(configuration);
        if (configuration.size() > 500) {
            throw new InvalidInputException(
                    "workspace.configuration", "configuration.tooMany", "At most 500 configuration entries.");
        }
        configuration.forEach((key, value) -> {
            Identifier.require("workspace.configuration", key);
            Text.optional("workspace.configuration." + key, value);
        });
    }

    /** A workspace with the standard limits, data policy and policy of its type, at the head of a path or on none. */
    public static NewWorkspace of(String id, String name, EnvironmentType type) {
        return new NewWorkspace(
                new WorkspaceId(id),
                name,
                type,
                "",
                Optional.empty(),
                Limits.STANDARD,
                Optional.empty(),
                DataPolicy.STANDARD,
                Map.of(),
                PromotionPolicy.standard(type));
    }

    /** The same workspace, into which versions come from that one. */
    public NewWorkspace after(String source) {
        return new NewWorkspace(
                id,
                name,
                environmentType,
                description,
                gateway,
                limits,
                Optional.of(new WorkspaceId(source)),
                dataPolicy,
                configuration,
                policy);
    }

    /** The same workspace with that description. */
    public NewWorkspace describedAs(String text) {
        return new NewWorkspace(
                id, name, environmentType, text, gateway, limits, promotionFrom, dataPolicy, configuration, policy);
    }

    /** The same workspace served by that gateway. */
    public NewWorkspace servedBy(String gatewayId) {
        return new NewWorkspace(
                id,
                name,
                environmentType,
                description,
                Optional.of(gatewayId),
                limits,
                promotionFrom,
                dataPolicy,
                configuration,
                policy);
    }

    /** The same workspace with those limits. */
    public NewWorkspace limitedTo(Limits other) {
        return new NewWorkspace(
                id,
                name,
                environmentType,
                description,
                gateway,
                other,
                promotionFrom,
                dataPolicy,
                configuration,
                policy);
    }

    /** The same workspace with that data policy. */
    public NewWorkspace with(DataPolicy other) {
        return new NewWorkspace(
                id, name, environmentType, description, gateway, limits, promotionFrom, other, configuration, policy);
    }

    /** The same workspace with those settings of its own. */
    public NewWorkspace configuredWith(Map<String, String> settings) {
        return new NewWorkspace(
                id, name, environmentType, description, gateway, limits, promotionFrom, dataPolicy, settings, policy);
    }

    /** The same workspace with that policy. */
    public NewWorkspace demanding(PromotionPolicy other) {
        return new NewWorkspace(
                id,
                name,
                environmentType,
                description,
                gateway,
                limits,
                promotionFrom,
                dataPolicy,
                configuration,
                other);
    }

    /** The same workspace, approved by so many persons of each role, in one stage. */
    public NewWorkspace approvedBy(Map<String, Integer> required) {
        Map<RoleId, Integer> byRole = new HashMap<>();
        required.forEach((role, count) -> byRole.put(new RoleId(role), count));
        return demanding(policy.approvedBy(byRole));
    }
}
