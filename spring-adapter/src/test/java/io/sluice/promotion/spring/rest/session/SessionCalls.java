package io.sluice.promotion.spring.rest.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;

/** The session, and the description of everything. */
public final class SessionCalls implements ContractCalls {
    @Override
    public void make(ContractWorld world) {
        Reply session = world.as("olga").get("/session");
        Reply description = world.as("olga").get("/openapi.yaml");
        world.as("olga").with("If-None-Match", description.header("ETag")).get("/openapi.yaml");
        Reply stranger = world.as("stranger").get("/session");

        assertThat(stranger.code()).isEqualTo("session.unknown");
        assertThat(session.json().path("person").path("name").asText()).isEqualTo("Olga");
        assertThat(session.json().path("organizations").findValuesAsText("id")).containsExactly("acme");
        assertThat(session.json().path("may").toString()).contains("CREATE_WORKSPACE");
        assertThat(world.as("olga")
                        .get("/session?organization=nobodys")
                        .json()
                        .path("organization")
                        .asText())
                .as("an organization that is not theirs is not shown")
                .isEqualTo("acme");
        assertThat(description.text()).startsWith("openapi: 3.1.0").contains("url: /api/v1\n");
    }
}
