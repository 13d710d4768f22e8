package io.sluice.promotion.spring.rest.freeze;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import io.sluice.promotion.spring.rest.Probe;

/** Freezes. */
public final class FreezeCalls implements ContractCalls {
    @Override
    public void make(ContractWorld world) {
        Reply made = Probe.of(world, "pia").butNot("vic").post("/freezes", """
                {"title":"Year end","reason":"the books are closed","workspace":"staging",\
                "artifact":{"kind":"AGENT","id":"clerk"},"start":"2026-03-20T00:00","end":"2026-03-22T00:00",\
                "zone":"Europe/Berlin","granters":{"persons":["gus"]}}""");
        String freeze = "/freezes/" + made.json().path("id").asText();
        Reply both = world.as("pia").post("/organizations/acme/freezes", """
                {"title":"Year end","reason":"both","start":"2026-03-20T00:00","end":"2026-03-22T00:00",\
                "duration":"P1D","zone":"Europe/Berlin"}""");
        Reply zone = world.as("pia").post("/organizations/acme/freezes", """
                {"title":"Year end","reason":"nowhere","start":"2026-03-20T00:00","duration":"P1D","zone":"Mars/Base"}""");
        Reply list = Probe.of(world, "vic").get("/freezes");
        Reply detail = Probe.of(world, "vic").get(freeze);
        Reply upcoming = Probe.of(world, "vic").get("/upcoming-freezes?ahead=P60D");
        exceptions(world, freeze);
        Reply opening = Probe.of(world, "vic").get("/workspaces/staging/artifacts/AGENT/clerk/next-opening");
        Probe.of(world, "pia").butNot("vic").post(freeze + "/lift", "{\"reason\":\"done early\"}");
        Probe.of(world, "pia").conflict(freeze + "/lift", "{\"reason\":\"done early\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("mayLift").asBoolean()).isTrue();
        assertThat(made.json().path("next").get(0).path("from").asText()).isEqualTo("2026-03-19T23:00:00Z");
        assertThat(both.code()).isEqualTo("window.range");
        assertThat(zone.code()).isEqualTo("zone.useRegion");
        assertThat(list.json().path("items").get(0).path("mayLift").asBoolean()).isFalse();
        assertThat(detail.json().path("granters").path("persons").get(0).asText())
                .isEqualTo("gus");
        assertThat(upcoming.json().path("items").findValuesAsText("title")).contains("Year end");
        assertThat(opening.json().path("at").isTextual()).isTrue();
    }

    private static void exceptions(ContractWorld world, String freeze) {
        ArtifactRef clerk = ArtifactRef.agent("clerk");
        world.acme().register(clerk, "1.0.0");
        PromotionRequest request = world.acme()
                .sluice()
                .promotions()
                .request(
                        world.acme().human("rita"),
                        ACME,
                        NewPromotion.of(clerk, "1.0.0", DEV, STAGING, "because"),
                        key());
        String body = "{\"promotion\":\"" + request.id() + "\",\"subjectHash\":\"" + request.subjectHash()
                + "\",\"reason\":\"a safety fix\"}";
        Probe.of(world, "gus").butNot("vic").post(freeze + "/exceptions", body);
        Reply twice = Probe.of(world, "gus").conflict(freeze + "/exceptions", body);
        Reply granted = Probe.of(world, "vic").get("/promotions/" + request.id() + "/freeze-exceptions");

        assertThat(twice.code()).isEqualTo("freeze.exceptionExists");
        assertThat(granted.json().path("items").get(0).path("by").path("id").asText())
                .isEqualTo("gus");
    }
}
