package io.sluice.promotion.spring.rest.release;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import io.sluice.promotion.spring.rest.Probe;
import java.util.Optional;

/** What is live, and whether it is what was recorded. */
public final class ReleaseCalls implements ContractCalls {
    private static final ArtifactRef CASHIER = ArtifactRef.agent("cashier");
    private static final String THERE = "/workspaces/staging/artifacts/AGENT/cashier";

    @Override
    public void make(ContractWorld world) {
        bring(world, CASHIER, "1.0.0");
        Reply first = Probe.of(world, "vic").get(THERE + "/release");
        bring(world, CASHIER, "2.0.0");
        Reply second = Probe.of(world, "vic").get(THERE + "/release");
        Reply live = Probe.of(world, "vic").get("/releases");
        health(world, first.json().path("id").asText(), second.json().path("id").asText());
        drift(world);
        rollback(world);

        assertThat(first.json().path("version").asText()).isEqualTo("1.0.0");
        assertThat(second.json().path("replaced").asText())
                .isEqualTo(first.json().path("id").asText());
        assertThat(live.json().path("items").findValuesAsText("id"))
                .contains(second.json().path("id").asText())
                .doesNotContain(first.json().path("id").asText());
    }

    private static void health(ContractWorld world, String former, String present) {
        String body = "{\"reason\":\"answers take a minute\"}";
        Reply reported = Probe.of(world, "ci-bot").butNot("vic").post("/releases/" + present + "/unhealthy", body);
        Reply late = Probe.of(world, "ci-bot").conflict("/releases/" + former + "/unhealthy", body);
        Reply reports = Probe.of(world, "vic").get(THERE + "/health");

        assertThat(reported.json().path("reports").asInt()).isEqualTo(1);
        assertThat(late.code()).isEqualTo("release.notLive");
        assertThat(reports.json().path("items")).hasSize(1);
    }

    private static void drift(ContractWorld world) {
        Probe dan = Probe.of(world, "dan").butNot("vic");
        deployed(world, "1.0.0");
        Reply checked = dan.post("/workspaces/staging/drift-checks");
        Reply drifts = Probe.of(world, "vic").get("/drifts");
        String accept = "{\"found\":\"" + digest("1.0.0").value() + "\",\"reason\":\"put back by hand\"}";
        Reply accepted = dan.post(THERE + "/drift/accept", accept);
        Reply again = Probe.of(world, "dan").conflict(THERE + "/drift/accept", accept);
        deployed(world, "2.0.0");
        Reply repaired = dan.post(THERE + "/drift/repair", "{\"reason\":\"nobody asked for it\"}");

        assertThat(checked.json().path("items").findValuesAsText("standing")).contains("DRIFTED");
        assertThat(drifts.json().path("items").findValuesAsText("found"))
                .contains(digest("1.0.0").value());
        assertThat(accepted.json().path("release").path("cause").asText()).isEqualTo("ACCEPTED");
        assertThat(again.code()).isEqualTo("drift.none");
        assertThat(repaired.json().path("promotion").isTextual()).isTrue();
    }

    private static void rollback(ContractWorld world) {
        String there = "/workspaces/staging/artifacts/AGENT/porter";
        bring(world, ArtifactRef.agent("porter"), "1.0.0");
        Reply early = Probe.of(world, "dan").conflict(there + "/rollback", "{\"reason\":\"it drops things\"}");
        bring(world, ArtifactRef.agent("porter"), "2.0.0");
        Reply asked =
                Probe.of(world, "dan").butNot("vic").post(there + "/rollback", "{\"reason\":\"it drops things\"}");

        assertThat(early.code()).isEqualTo("rollback.nothingBefore");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.header("Location"))
                .endsWith("/promotions/" + asked.json().path("promotion").asText());
    }

    private static void deployed(ContractWorld world, String label) {
        world.acme().deployer().put(ACME, STAGING, CASHIER, Optional.of(digest(label)));
    }

    private static void bring(ContractWorld world, ArtifactRef artifact, String label) {
        world.acme().register(artifact, label);
        PromotionRequest request = world.acme()
                .sluice()
                .promotions()
                .request(
                        world.acme().human("rita"),
                        ACME,
                        NewPromotion.of(artifact, label, DEV, STAGING, "because"),
                        key());
        world.acme().flow().runChecks(request.id());
        world.acme().flow().openApproval(request.id());
        world.acme().approve(request.id(), "bob");
        world.acme().flow().deployAndFinish(request.id());
    }
}
