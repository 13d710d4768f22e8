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
import io.sluice.promotion.spring.rest.TestTables;

/** The audit trail, and what is kept how long. */
public final class AuditCalls implements ContractCalls {
    @Override
    public void make(ContractWorld world) {
        world.acme().directory().member(ACME, "petra", "privacy-officer");
        trails(world);
        proofs(world);
        holds(world);
        archive(world);
    }

    private static void archive(ContractWorld world) {
        PromotionRequest old = request(world, "veteran");
        Probe petra = Probe.of(world, "petra").butNot("vic");
        Reply kept =
                petra.post("/archiving", "{\"workspace\":\"staging\",\"afterDays\":0,\"reason\":\"kept for good\"}");
        Reply nowhere = petra.conflict("/archiving", "{\"afterDays\":90,\"reason\":\"as the law says\"}");
        Reply shown = Probe.of(world, "audrey").butNot("vic").get("/archiving");
        Reply here = world.as("audrey").get("/organizations/acme/promotions/" + old.id() + "/archive");
        TestTables.of(world.acme())
                .execute(
                        "INSERT INTO sluice_archive (org_id, promotion_id, failures, sink, name, sha256, bytes, events,"
                                + " archived_at) VALUES ('acme', '" + old.id()
                                + "', 0, 'vault', 'old.zip', 'ab', 7, 3, CURRENT_TIMESTAMP)");
        Reply gone = Probe.of(world, "audrey").get("/promotions/" + old.id() + "/archive");
        Reply evidence = world.as("audrey").get("/organizations/acme/promotions/" + old.id() + "/evidence");

        assertThat(kept.json().path("items").get(0).path("afterDays").asInt()).isZero();
        assertThat(nowhere.code()).isEqualTo("archive.noSink");
        assertThat(shown.json()
                        .path("items")
                        .get(0)
                        .path("changedBy")
                        .path("id")
                        .asText())
                .isEqualTo("petra");
        assertThat(here.status()).isEqualTo(404);
        assertThat(gone.json().path("file").asText()).isEqualTo("old.zip");
        assertThat(evidence.code()).isEqualTo("promotion.archived");
    }

    private static void trails(ContractWorld world) {
        Probe audrey = Probe.of(world, "audrey").butNot("vic");
        Reply first = audrey.get("/workspaces/dev/events?limit=1");
        Reply rest = audrey.get(
                "/workspaces/dev/events?cursor=" + first.json().path("next").asText());
        Reply policy = audrey.get("/workspaces/lab/policy/events");
        Reply security = audrey.get("/audit/security-events");

        assertThat(first.json().path("items").get(0).path("seq").asInt()).isEqualTo(1);
        assertThat(rest.json().path("items").get(0).path("seq").asInt()).isEqualTo(2);
        assertThat(policy.json().path("items").get(0).path("text").asText()).isNotEmpty();
        assertThat(security.json().path("items").isArray()).isTrue();
    }

    private static void proofs(ContractWorld world) {
        Probe audrey = Probe.of(world, "audrey").butNot("vic");
        PromotionRequest first = request(world, "archivist");
        while (world.acme().sluice().anchoring().run(1_000) > 0) {
            // Goes on until everything is anchored.
        }
        PromotionRequest second = request(world, "librarian");
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
        world.acme().directory().member(ACME, "tess", "org-admin");
        world.as("tess").post("/organizations/acme/webhooks", "{\"url\":\"https://hooks.example.org/tess\"}");
        world.acme().directory().deactivate(ACME, "tess");
        Reply erased = petra.post("/erasures", "{\"person\":\"tess\",\"reason\":\"asked to be forgotten\"}");

        assertThat(both.code()).isEqualTo("hold.scope");
        assertThat(list.json().path("items").get(0).path("liftedBy").path("id").asText())
                .isEqualTo("petra");
        assertThat(active.code()).isEqualTo("erasure.active");
        assertThat(erased.json().path("reference").asText()).isNotEmpty().isNotEqualTo("tess");
    }

    private static PromotionRequest request(ContractWorld world, String name) {
        ArtifactRef artifact = ArtifactRef.agent(name);
        world.acme().register(artifact, "1.0.0");
        return world.acme()
                .sluice()
                .promotions()
                .request(
                        world.acme().human("rita"),
                        ACME,
                        NewPromotion.of(artifact, "1.0.0", DEV, STAGING, "because"),
                        key());
    }
}
