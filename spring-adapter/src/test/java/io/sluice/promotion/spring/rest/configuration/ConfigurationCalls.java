package io.sluice.promotion.spring.rest.configuration;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import io.sluice.promotion.spring.rest.Probe;
import io.sluice.promotion.workspace.EnvironmentType;

/** Keys of the organization, and what a workspace sets. */
public final class ConfigurationCalls implements ContractCalls {
    private static final String CONFIGURATION = "/workspaces/bench/configuration";

    @Override
    public void make(ContractWorld world) {
        world.acme().create(ACME, NewWorkspace.of("bench", "Bench", EnvironmentType.DEVELOPMENT));
        Probe olga = Probe.of(world, "olga").butNot("vic");
        Reply none = olga.get("/configuration-keys");
        Reply defined = olga.seen(none.header("ETag")).patch("/configuration-keys", """
                {"define":[{"name":"region","type":"TEXT","description":"where it runs","defaultValue":"eu"},\
                {"name":"retries","type":"INTEGER"}],"reason":"begin"}""");
        Reply before = olga.get(CONFIGURATION);
        Reply changed = olga.seen(before.json().path("etag").asText())
                .patch(CONFIGURATION, "{\"set\":{\"region\":\"us\",\"retries\":\"3\"},\"reason\":\"moved\"}");
        Reply used = world.as("olga")
                .with("If-Match", defined.header("ETag"))
                .patch("/organizations/acme/configuration-keys", "{\"remove\":[\"retries\"],\"reason\":\"tidy\"}");
        Reply wrong = world.as("olga")
                .with("If-Match", changed.header("ETag"))
                .patch("/organizations/acme" + CONFIGURATION, "{\"set\":{\"retries\":\"many\"},\"reason\":\"more\"}");
        Reply restored = olga.seen(changed.header("ETag"))
                .post(CONFIGURATION + "/restore", "{\"revision\":0,\"reason\":\"back\"}");
        Reply history = olga.get(CONFIGURATION + "/history?limit=1");
        Reply older = olga.get(
                CONFIGURATION + "/history?cursor=" + history.json().path("next").asText());
        Reply diff = olga.get(CONFIGURATION + "/diff?from=0&to=1");
        Reply keys = olga.get("/configuration-keys/history");

        assertThat(changed.json().path("settings").findValuesAsText("value")).containsExactly("us", "3");
        assertThat(changed.json().path("settings").findValuesAsText("origin")).containsOnly("WORKSPACE");
        assertThat(changed.json().path("settings").get(0).path("description").asText())
                .isEqualTo("where it runs");
        assertThat(used.code()).isEqualTo("configuration.keyInUse");
        assertThat(wrong.code()).isEqualTo("configuration.value");
        assertThat(restored.json().path("settings").findValuesAsText("value")).containsExactly("eu");
        assertThat(history.json().path("items").findValuesAsText("revision")).containsExactly("2");
        assertThat(older.json().path("items").findValuesAsText("revision")).containsExactly("1");
        assertThat(diff.json().path("changes").findValuesAsText("after")).containsExactly("us", "3");
        assertThat(keys.json().path("items")).hasSize(1);
    }
}
