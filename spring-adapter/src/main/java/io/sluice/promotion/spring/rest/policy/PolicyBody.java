package io.sluice.promotion.spring.rest.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.PolicyFile;
import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.spring.rest.ApiJson;
import java.util.List;
import java.util.Optional;

/** Policies in bodies, and differences between two of them in answers. */
public final class PolicyBody {
    private PolicyBody() {}

    /** One thing that differs. */
    public record Line(String field, String before, String after, PolicyDiff.Effect effect) {}

    /**
     * Reads a policy in the form of a policy file.
     *
     * @throws io.sluice.promotion.problem.InvalidInputException {@code policy.json}, {@code policy.field}, and the codes
     *     of its parts
     */
    public static PromotionPolicy read(JsonNode policy) {
        return PolicyFile.read(ApiJson.text(policy));
    }

    /** Reads a policy that may be left out. */
    public static Optional<PromotionPolicy> read(Optional<JsonNode> policy) {
        return policy.filter(node -> !node.isNull()).map(PolicyBody::read);
    }

    /** Every difference. */
    static List<Line> lines(PolicyDiff diff) {
        return diff.changes().stream()
                .map(change -> new Line(change.field(), change.before(), change.after(), change.effect()))
                .toList();
    }
}
