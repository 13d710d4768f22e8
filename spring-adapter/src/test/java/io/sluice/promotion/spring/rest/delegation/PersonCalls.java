package io.sluice.promotion.spring.rest.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import io.sluice.promotion.spring.rest.Probe;

/** Who is away, and who wants to be told what. */
public final class PersonCalls implements ContractCalls {
    @Override
    public void make(ContractWorld world) {
        delegations(world);
        preferences(world);
        Reply found = Probe.of(world, "vic").get("/people?text=carol");
        Reply emergencies = Probe.of(world, "audrey").get("/workspaces/prod/emergencies-to-review");

        assertThat(found.json().path("items").isArray()).isTrue();
        assertThat(emergencies.json().path("items").isArray()).isTrue();
    }

    private static void delegations(ContractWorld world) {
        Reply made = Probe.of(world, "dave").post("/delegations", """
                {"delegate":"carol","from":"2026-04-01T00:00:00Z","until":"2026-04-08T00:00:00+02:00",\
                "reason":"on holiday"}""");
        Reply mine = Probe.of(world, "carol").get("/delegations");
        Reply absences = Probe.of(world, "vic").get("/absences?from=2026-04-02T00:00:00Z&until=2026-04-03T00:00:00Z");
        Reply stranger = world.as("bob")
                .send(
                        "POST",
                        "/organizations/acme/delegations/"
                                + made.json().path("id").asText() + "/end",
                        null);
        Reply ended = Probe.of(world, "dave")
                .post("/delegations/" + made.json().path("id").asText() + "/end");

        assertThat(made.json().path("until").asText()).isEqualTo("2026-04-07T22:00:00Z");
        assertThat(mine.json().path("items")).hasSize(1);
        assertThat(absences.json()
                        .path("items")
                        .get(0)
                        .path("delegator")
                        .path("id")
                        .asText())
                .isEqualTo("dave");
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(ended.json().path("endedAt").isTextual()).isTrue();
    }

    private static void preferences(ContractWorld world) {
        Reply standard = Probe.of(world, "erin").get("/preferences");
        Reply chosen = Probe.of(world, "erin").put("/preferences", """
                {"channels":{"NOTE":[]},"language":"de-AT","digest":{"at":"07:30","zone":"Europe/Vienna"}}""");
        Reply pigeon =
                world.as("erin").put("/organizations/acme/preferences", "{\"channels\":{\"NOTE\":[\"pigeon\"]}}");
        Reply unknown = world.as("erin").put("/organizations/acme/preferences", "{\"channels\":{\"GOSSIP\":[]}}");
        Reply told = Probe.of(world, "vic").get("/workspaces/sandbox/notifications");
        Reply changed = Probe.of(world, "olga")
                .butNot("vic")
                .put("/workspaces/sandbox/notifications", "{\"alsoTell\":{\"NOTE\":[\"viewer\"]},\"muted\":[]}");

        assertThat(standard.json().path("channels")).isEmpty();
        assertThat(chosen.json().path("language").asText()).isEqualTo("de-AT");
        assertThat(chosen.json().path("digest").path("at").asText()).isEqualTo("07:30");
        assertThat(pigeon.code()).isEqualTo("preference.unknownChannel");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(told.json().path("alsoTell")).isEmpty();
        assertThat(changed.json().path("alsoTell").path("NOTE").get(0).asText()).isEqualTo("viewer");
    }
}
