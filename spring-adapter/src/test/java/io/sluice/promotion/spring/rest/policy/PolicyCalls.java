package io.sluice.promotion.spring.rest.policy;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.PolicyFile;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import io.sluice.promotion.spring.rest.Probe;
import io.sluice.promotion.workspace.EnvironmentType;
import java.util.List;

/** Policies, and proposals to weaken them. */
public final class PolicyCalls implements ContractCalls {
    private static final String LAB = "/workspaces/lab/policy";
    private static final String CHANGES = "/workspaces/prod/policy-changes";

    @Override
    public void make(ContractWorld world) {
        world.acme().create(ACME, NewWorkspace.of("lab", "Laboratory", EnvironmentType.DEVELOPMENT));
        policies(world);
        proposals(world);
    }

    private static void policies(ContractWorld world) {
        Reply first = Probe.of(world, "vic").get(LAB);
        String stricter = """
                {"policy":{"stages":[{"name":"lead","rules":[{"role":"approver","required":1}]}],"checks":[],\
                "windows":[{"days":["MONDAY"],"from":"08:00","to":"16:00","zone":"Europe/Berlin"}]},\
                "reason":"people look at it"}""";
        Reply second = Probe.of(world, "pia")
                .butNot("vic")
                .seen(first.json().path("etag").asText())
                .put(LAB, stricter);
        String weaker = "{\"policy\":" + weak(world) + ",\"reason\":\"faster\"}";
        Reply refused = world.as("pia")
                .with(
                        "If-Match",
                        world.as("pia")
                                .get("/organizations/acme/workspaces/prod/policy")
                                .header("ETag"))
                .put("/organizations/acme/workspaces/prod/policy", weaker);
        Reply history = Probe.of(world, "vic").get(LAB + "/history?limit=1");
        Reply older = Probe.of(world, "vic")
                .get(LAB + "/history?limit=1&cursor="
                        + history.json().path("next").asText());
        Reply diff = Probe.of(world, "vic").get(LAB + "/diff?from=1&to=2");
        Reply preview = Probe.of(world, "pia")
                .butNot("vic")
                .post("/workspaces/prod/policy/preview", "{\"policy\":" + weak(world) + "}");
        Reply unsatisfiable = Probe.of(world, "vic").get("/unsatisfiable-policies");

        assertThat(second.json().path("revision").asInt()).isEqualTo(2);
        assertThat(second.json().path("openings")).hasSize(3);
        assertThat(refused.code()).isEqualTo("policy.needsApproval");
        assertThat(history.json().path("items").findValuesAsText("revision")).containsExactly("2");
        assertThat(older.json().path("items").findValuesAsText("revision")).containsExactly("1");
        assertThat(diff.json().path("changes").findValuesAsText("effect")).contains("STRICTER");
        assertThat(preview.json().path("needsApproval").asBoolean()).isTrue();
        assertThat(preview.json().path("changes").findValuesAsText("effect")).contains("WEAKER");
        assertThat(unsatisfiable.json().path("items").isArray()).isTrue();
    }

    private static void proposals(ContractWorld world) {
        Probe pia = Probe.of(world, "pia");
        String etag = world.as("pia")
                .get("/organizations/acme/workspaces/prod/policy")
                .header("ETag");
        String body = "{\"policy\":" + weak(world) + ",\"reason\":\"one is enough\"}";
        Reply made = pia.butNot("vic").seen(etag).post(CHANGES, body);
        String id = made.json().path("id").asText();
        Reply none = world.as("pia").with("If-Match", etag).post("/organizations/acme" + CHANGES, same(world));
        JsonNode shown = Probe.of(world, "bob").get(CHANGES + "/" + id).json();
        Reply waiting = Probe.of(world, "bob").get("/policy-changes/waiting");
        Probe.of(world, "bob").butNot("vic").post(CHANGES + "/" + id + "/approve", "{\"comment\":\"fine\"}");
        Probe.of(world, "bob").conflict(CHANGES + "/" + id + "/approve", "{}");
        Probe.of(world, "carol").butNot("vic").post(CHANGES + "/" + id + "/reject", "{\"comment\":\"two see more\"}");
        Probe.of(world, "carol").conflict(CHANGES + "/" + id + "/reject", "{\"comment\":\"two see more\"}");
        String second = pia.seen(etag).post(CHANGES, body).json().path("id").asText();
        Reply withdrawn =
                pia.butNot("vic").post(CHANGES + "/" + second + "/withdraw", "{\"comment\":\"not worth it\"}");
        pia.conflict(CHANGES + "/" + second + "/withdraw", "{\"comment\":\"not worth it\"}");
        Reply list = Probe.of(world, "vic").get(CHANGES);
        Reply elsewhere = world.as("vic").get("/organizations/acme/workspaces/staging/policy-changes/" + id);

        assertThat(none.code()).isEqualTo("policyChange.notNeeded");
        assertThat(shown.path("mayDecide").asBoolean()).isTrue();
        assertThat(shown.path("changes").findValuesAsText("effect")).contains("WEAKER");
        assertThat(waiting.json().path("items").findValuesAsText("workspace")).containsExactly("prod");
        assertThat(withdrawn.json().path("status").asText()).isEqualTo("WITHDRAWN");
        assertThat(list.json().path("items").findValuesAsText("status")).containsExactly("WITHDRAWN", "REJECTED");
        assertThat(elsewhere.status()).isEqualTo(404);
    }

    private static String weak(ContractWorld world) {
        PromotionPolicy policy = world.acme().policy(PROD);
        return PolicyFile.write(policy.withChecks(List.of()));
    }

    private static String same(ContractWorld world) {
        return "{\"policy\":" + PolicyFile.write(world.acme().policy(PROD)) + ",\"reason\":\"no change\"}";
    }
}
