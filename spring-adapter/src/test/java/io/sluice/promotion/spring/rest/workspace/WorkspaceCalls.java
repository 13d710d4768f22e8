package io.sluice.promotion.spring.rest.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import io.sluice.promotion.spring.rest.Probe;

/** Organizations and workspaces. */
public final class WorkspaceCalls implements ContractCalls {
    private static final String CHANGE = """
            {"name":"Quality","description":"for testers","limits":{"maxAgents":7,"maxConcurrentExecutions":3},\
            "promotionFrom":"dev","dataPolicy":{"piiAllowed":false,"encryptionRequired":false,"retentionDays":365}}""";

    @Override
    public void make(ContractWorld world) {
        organizations(world);
        workspaces(world);
        settings(world);
    }

    private static void organizations(ContractWorld world) {
        OrganizationId initech = new OrganizationId("initech");
        world.acme().directory().member(initech, "olga", "org-admin").member(initech, "vic", "viewer");
        String body = "{\"id\":\"initech\",\"name\":\"Initech\"}";

        Reply stranger = world.as("bob").post("/organizations", body);
        Reply viewer = world.as("vic").post("/organizations", body);
        Reply made = world.as("olga").post("/organizations", body);
        Reply again = world.as("olga").post("/organizations", body);
        Reply acme = Probe.of(world, "vic").get("");
        Probe.of(world, "olga").butNot("vic").get("/isolation-findings");

        assertThat(stranger.status()).isEqualTo(404);
        assertThat(viewer.status()).isEqualTo(403);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/organizations/initech");
        assertThat(again.code()).isEqualTo("organization.exists");
        assertThat(acme.json().path("name").asText()).isEqualTo("acme Ltd");
    }

    private static void workspaces(ContractWorld world) {
        String body = """
                {"id":"quality","name":"Quality","environmentType":"STAGING","promotionFrom":"dev",\
                "policy":{"stages":[],"checks":[],"soak":"PT1H"}}""";
        Reply made = Probe.of(world, "olga").butNot("vic").post("/workspaces", body);
        Probe.of(world, "olga").conflict("/workspaces", body);
        Reply shown = Probe.of(world, "vic").get("/workspaces/quality");
        Reply changed = Probe.of(world, "olga")
                .butNot("vic")
                .seen(shown.json().path("etag").asText())
                .put("/workspaces/quality", CHANGE);
        Reply archived = Probe.of(world, "olga")
                .butNot("vic")
                .seen(changed.header("ETag"))
                .post("/workspaces/quality/archive", "{\"reason\":\"nobody tests\"}");
        Reply twice = world.as("olga")
                .with("If-Match", archived.json().path("etag").asText())
                .post("/organizations/acme/workspaces/quality/archive", "{\"reason\":\"nobody tests\"}");
        Reply list = Probe.of(world, "vic").get("/workspaces");
        Reply all = Probe.of(world, "vic").get("/workspaces?archived=true");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/organizations/acme/workspaces/quality");
        assertThat(changed.json().path("limits").path("maxAgents").asInt()).isEqualTo(7);
        assertThat(archived.json().path("archivedAt").isTextual()).isTrue();
        assertThat(twice.code()).isEqualTo("workspace.archived");
        assertThat(list.json().path("items").findValuesAsText("id"))
                .startsWith("dev", "staging", "prod")
                .doesNotContain("quality")
                .endsWith("sandbox");
        assertThat(all.json().path("items").findValuesAsText("id")).contains("quality");
    }

    private static void settings(ContractWorld world) {
        JsonNode viewer =
                Probe.of(world, "vic").get("/workspaces/prod/settings").json();
        JsonNode admin = Probe.of(world, "pia").get("/workspaces/prod/settings").json();

        assertThat(viewer.path("may").path("POLICY").path("allowed").asBoolean())
                .isFalse();
        assertThat(viewer.path("may").path("POLICY").path("why").path("message").asText())
                .contains("MANAGE_POLICY")
                .contains("policy-admin");
        assertThat(viewer.path("configuration").path("settings")).isEmpty();
        assertThat(admin.path("may").path("POLICY").path("allowed").asBoolean()).isTrue();
        assertThat(admin.path("may").path("DEAD_LETTERS").path("allowed").asBoolean())
                .isFalse();
        assertThat(admin.path("checks").toString()).contains("tests");
        assertThat(admin.path("access").findValuesAsText("role")).contains("approver", "policy-admin");
    }
}
