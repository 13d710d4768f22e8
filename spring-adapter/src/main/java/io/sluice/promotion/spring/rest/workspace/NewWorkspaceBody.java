package io.sluice.promotion.spring.rest.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.spring.rest.policy.PolicyBody;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import java.util.Map;
import java.util.Optional;

/** A workspace that somebody wants. What is left out has the standard of its type. */
record NewWorkspaceBody(
        String id,
        String name,
        EnvironmentType environmentType,
        Optional<String> description,
        Optional<String> gateway,
        Optional<Limits> limits,
        Optional<String> promotionFrom,
        Optional<DataPolicy> dataPolicy,
        Optional<Map<String, String>> configuration,
        Optional<JsonNode> policy) {
    NewWorkspace wanted() {
        return new NewWorkspace(
                new WorkspaceId(id),
                name,
                environmentType,
                description.orElse(""),
                gateway,
                limits.orElse(Limits.STANDARD),
                promotionFrom.map(WorkspaceId::new),
                dataPolicy.orElse(DataPolicy.STANDARD),
                configuration.orElse(Map.of()),
                PolicyBody.read(policy).orElseGet(() -> PromotionPolicy.standard(environmentType)));
    }
}
