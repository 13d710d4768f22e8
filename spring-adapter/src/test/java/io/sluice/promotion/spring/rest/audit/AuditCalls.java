package io.sluice.promotion.spring.rest.audit;

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

/** The audit trail, and what is kept how long. */
public final class AuditCalls implements ContractCalls {
    private static final ArtifactRef CLERK = ArtifactRef.agent("archivist");

    @Override
    public void make(ContractWorld world) {
        world.acme().directory().member(ACME, "petra", "privacy-officer");
        world.acme().register(CLERK, "1.0.0");
        world.acme().register(CLERK, "2.0.0");
        proofs(world);
        holds(world);
    }

    private static void proofs(ContractWorld world) {
        Probe audrey = Probe.of(world, "audrey").butNot("vic");
        PromotionRequest first = request(world, "1.0.0");
        while (world.acme().sluice().anchoring().run(1_000) > 0) {
            // Goes on until everything is anchored.
        }
        PromotionRequest second = request(world, "2.0.0");
        Reply proof = audrey.get("/promotions/" + first.id() + "/events/1/proof");
        Reply early = world.as("audrey").get("/organizations/acme/promotions/" + second.id() + "/events/1/proof");
        Reply number = world.as("audrey").get("/organizations/acme/promotions/" + first.id() + "/events/one/proof");
        Reply anchoring = audrey.get("/audit/anchoring");
        Reply lines = audrey.get("/audit/export?promotion=" + first.id());
        Reply table = audrey.get("/audit/export?format=csv&workspace=staging");
        Reply range = world.as("audrey")
                .get("/organizations/acme/audit/export?from=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z");

        assertThat(proof.json().path("holds").asBoolean()).isTrue();
        assertThat(early.code()).isEqualTo("audit.notAnchored");
        assertThat(number.status()).isEqualTo(404);
        assertThat(anchoring.json().path("events").asInt()).isPositive();
        assertThat(lines.header("Content-Disposition")).contains("audit-acme.jsonl");
        assertThat(lines.text()).contains(first.id().value());
        assertThat(table.text().lines().count()).isGreaterThan(1);
        assertThat(range.code()).isEqualTo("export.range");
    }

    private static void holds(ContractWorld world) {
        Probe petra = Probe.of(world, "petra").butNot("vic");
        Reply set = petra.post("/legal-holds", "{\"workspace\":\"staging\",\"reason\":\"case 7\"}");
        Reply both = world.as("petra")
                .post(
                        "/organizations/acme/legal-holds",
                        "{\"workspace\":\"staging\",\"promotion\":\"p\",\"reason\":\"case 7\"}");
        petra.post("/legal-holds/" + set.json().path("id").asText() + "/lift", "{\"reason\":\"over\"}");
        Reply list = Probe.of(world, "audrey").butNot("vic").get("/legal-holds");
        Reply active = Probe.of(world, "petra")
                .conflict("/erasures", "{\"person\":\"alice\",\"reason\":\"asked to be forgotten\"}");
        world.acme().directory().member(ACME, "tess", "viewer");
        world.as("tess").put("/organizations/acme/preferences", "{\"channels\":{},\"language\":\"de\"}");
        world.acme().directory().deactivate(ACME, "tess");
        Reply erased = petra.post("/erasures", "{\"person\":\"tess\",\"reason\":\"asked to be forgotten\"}");

        assertThat(both.code()).isEqualTo("hold.scope");
        assertThat(list.json().path("items").get(0).path("liftedBy").path("id").asText())
                .isEqualTo("petra");
        assertThat(active.code()).isEqualTo("erasure.active");
        assertThat(erased.json().path("reference").asText()).isNotEmpty().isNotEqualTo("tess");
    }

    private static PromotionRequest request(ContractWorld world, String label) {
        return world.acme()
                .sluice()
                .promotions()
                .request(
                        world.acme().human("rita"),
                        ACME,
                        NewPromotion.of(CLERK, label, DEV, STAGING, "because"),
                        key());
    }
}
