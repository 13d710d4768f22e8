package io.sluice.promotion.spring.rest.webhook;

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

/** Webhooks, and messages that could not be delivered. */
public final class MessageCalls implements ContractCalls {
    @Override
    public void make(ContractWorld world) {
        letters(world);
        webhooks(world);
        safeMode(world);
    }

    private static void safeMode(ContractWorld world) {
        Probe dan = Probe.of(world, "dan").butNot("vic");
        Reply before = dan.get("/safe-mode");
        TestTables.of(world.acme())
                .execute(
                        "INSERT INTO sluice_safe_mode (org_id, id, cause, detail, entered_at, active_key) VALUES ('acme',"
                                + " 's-1', 'BY_HAND', 'Started like that.', CURRENT_TIMESTAMP, 'on')");
        Reply during = dan.get("/safe-mode");
        Reply promotions = dan.get("/safe-mode/promotions?limit=5");
        Reply left = dan.post("/safe-mode/leave", "{\"reason\":\"all looked at\"}");

        assertThat(before.json().path("on").asBoolean()).isFalse();
        assertThat(during.json().path("on").asBoolean()).isTrue();
        assertThat(promotions.json().path("items")).isEmpty();
        assertThat(left.json().path("leftBy").path("id").asText()).isEqualTo("dan");
        assertThat(left.json().path("reason").asText()).isEqualTo("all looked at");
    }

    private static void webhooks(ContractWorld world) {
        Probe olga = Probe.of(world, "olga").butNot("vic");
        Reply made = olga.post("/webhooks", "{\"url\":\"https://hooks.example.org/sluice\",\"kinds\":[\"NOTE\"]}");
        String path = "/webhooks/" + made.json().path("webhook").path("id").asText();
        Reply changed = olga.seen(made.header("ETag"))
                .put(path, "{\"url\":\"https://hooks.example.org/other\",\"description\":\"chat\"}");
        Reply rotated = olga.post(path + "/secret");
        Reply attempts = olga.get(path + "/attempts");
        Reply list = olga.get("/webhooks");
        Reply plain = world.as("olga").post("/organizations/acme/webhooks", "{\"url\":\"http://hooks.example.org\"}");
        Reply removed = olga.delete(path);

        assertThat(made.json().path("secret").asText()).startsWith("whsec_");
        assertThat(changed.json().path("url").asText()).endsWith("/other");
        assertThat(rotated.json().path("secret").asText())
                .startsWith("whsec_")
                .isNotEqualTo(made.json().path("secret").asText());
        assertThat(attempts.json().path("items")).isEmpty();
        assertThat(list.text()).doesNotContain("whsec_");
        assertThat(plain.status()).isEqualTo(400);
        assertThat(removed.status()).isEqualTo(204);
    }

    private static void letters(ContractWorld world) {
        ArtifactRef postman = ArtifactRef.agent("postman");
        world.acme().register(postman, "1.0.0");
        PromotionRequest request = world.acme()
                .sluice()
                .promotions()
                .request(
                        world.acme().human("rita"),
                        ACME,
                        NewPromotion.of(postman, "1.0.0", DEV, STAGING, "because"),
                        key());
        world.acme().dispatch();
        undelivered(world, request);
        Probe dan = Probe.of(world, "dan").butNot("vic");
        Reply list = dan.get("/dead-letters");
        Reply one = dan.post(
                "/dead-letters/" + list.json().path("items").get(0).path("id").asText() + "/resend");
        undelivered(world, request);
        Reply all = dan.post("/dead-letters/resend", "{\"reason\":\"the server is back\"}");
        Reply none = dan.post("/dead-letters/resend", "{\"channel\":\"mail\",\"reason\":\"the server is back\"}");

        assertThat(list.json().path("items").findValuesAsText("promotion"))
                .contains(request.id().value());
        assertThat(one.status()).isEqualTo(204);
        assertThat(all.json().path("messages").asInt()).isPositive();
        assertThat(none.json().path("messages").asInt()).isZero();
    }

    private static void undelivered(ContractWorld world, PromotionRequest request) {
        world.acme().notifier().refuses();
        world.acme().sluice().steps().note(ACME, request.id(), "hello");
        world.acme().dispatch();
        world.acme().notifier().clear();
    }
}
