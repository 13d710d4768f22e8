package io.sluice.promotion.spring.rest.statistics;

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

/** How promotions went. */
public final class StatisticsCalls implements ContractCalls {
    private static final ArtifactRef COUNTER = ArtifactRef.agent("counter");
    private static final String PERIOD = "?from=2026-03-01T00:00:00Z&until=2026-03-09T00:00:00Z";

    @Override
    public void make(ContractWorld world) {
        for (String label : new String[] {"1.0.0", "2.0.0"}) {
            world.acme()
                    .sluice()
                    .promotions()
                    .cancel(
                            world.acme().human("rita"),
                            ACME,
                            request(world, label).id(),
                            "not now",
                            key());
        }
        PromotionRequest open = request(world, "3.0.0");
        world.acme().flow().runChecks(open.id());
        world.acme().flow().openApproval(open.id());
        Reply figures = Probe.of(world, "vic").get("/workspaces/staging/figures" + PERIOD);
        String mine = "/history" + PERIOD + "&target=staging&artifact=AGENT:counter&requestedBy=rita&limit=1";
        Reply first = Probe.of(world, "vic").get(mine);
        Reply second = Probe.of(world, "vic")
                .get(mine + "&cursor=" + first.json().path("next").asText());
        Reply expiring = Probe.of(world, "vic").get("/expiring?within=P90D&limit=200");
        Reply open400 = world.as("vic").get("/organizations/acme/workspaces/staging/figures?from=2026-03-01T00:00:00Z");

        assertThat(figures.json().path("ended").path("CANCELLED").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(first.json().path("items")).hasSize(1);
        assertThat(second.json().path("items")).hasSize(1);
        assertThat(second.json().path("items").get(0).path("id"))
                .isNotEqualTo(first.json().path("items").get(0).path("id"));
        assertThat(expiring.json().path("items").findValuesAsText("id"))
                .contains(open.id().value());
        assertThat(open400.code()).isEqualTo("field.required");
    }

    private static PromotionRequest request(ContractWorld world, String label) {
        world.acme().register(COUNTER, label);
        return world.acme()
                .sluice()
                .promotions()
                .request(
                        world.acme().human("rita"),
                        ACME,
                        NewPromotion.of(COUNTER, label, DEV, STAGING, "because"),
                        key());
    }
}
