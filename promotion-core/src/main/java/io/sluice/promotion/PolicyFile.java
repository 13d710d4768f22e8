package io.sluice.promotion;

import io.sluice.promotion.jdbc.PolicyFileJson;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;

/**
 * A policy as a JSON text, for a file under version control, a command line or a build. The form is that of the policy
 * page of the documentation: field by field, durations as ISO 8601, enumerations by their names.
 */
public final class PolicyFile {
    private PolicyFile() {}

    /**
     * Reads a policy. {@code stages} and {@code checks} must be there, empty if nobody is asked and nothing is checked;
     * every other field has its default.
     *
     * @throws InvalidInputException {@code policy.json} when it is not one JSON object, {@code policy.field} when a field
     *     is missing, unknown or of the wrong kind, and with the codes of {@link PromotionPolicy} and its parts for a
     *     value that a policy cannot have; {@code field()} names the place, such as {@code policy.stages[0].name}
     */
    public static PromotionPolicy read(String json) {
        return PolicyFileJson.read(json);
    }

    /** Writes every field of a policy, indented; {@link #read} makes an equal policy of it. */
    public static String write(PromotionPolicy policy) {
        return PolicyFileJson.write(policy);
    }
}
