package io.sluice.promotion.spring.rest.promotion;

import static io.sluice.promotion.spring.rest.promotion.Scene.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.access.Delegation;
import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import io.sluice.promotion.testing.SluiceFixture;
import java.time.Duration;
import java.time.Instant;

/** Asking for promotions, and everything that shows one of them. */
public final class PromotionCalls implements ContractCalls {
    private static final String PROMOTIONS = "/organizations/acme/promotions";

    @Override
    public void make(ContractWorld world) {
        Scene scene = new Scene(world.acme());
        request(world, scene);
        read(world, scene);
        comments(world, scene);
        trail(world, scene);
        process(world, scene);
        eligibility(world, scene);
        artifacts(world, scene);
    }

    private static void request(ContractWorld world, Scene scene) {
        scene.registered("asked-for");
        String wanted = wanted("asked-for", "dev", "staging");

        Reply made = world.as("rita").with("Idempotency-Key", "ask-1").post(PROMOTIONS, wanted);
        Reply again = world.as("rita").with("Idempotency-Key", "ask-1").post(PROMOTIONS, wanted);
        Reply blocked = world.as("rita").post(PROMOTIONS, wanted("asked-for", "staging", "prod"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location"))
                .isEqualTo("/api/v1" + PROMOTIONS + "/"
                        + made.json().path("promotion").path("id").asText());
        assertThat(made.json().path("promotion").path("reason").asText()).isEqualTo("because");
        assertThat(made.json().path("promotion").path("issue").asText()).isEqualTo("https://example.com/1");
        assertThat(made.json().path("told").asInt()).isEqualTo(3);
        assertThat(again.json().path("promotion").path("id"))
                .isEqualTo(made.json().path("promotion").path("id"));
        assertThat(blocked.code()).isEqualTo("promotion.blocked");
        assertThat(blocked.json().path("blockers").findValuesAsText("code")).contains("version.notInSource");
        assertThat(world.as("vic").post(PROMOTIONS, wanted).status()).isEqualTo(403);
        assertThat(world.as("rita")
                        .post("/organizations/globex/promotions", wanted)
                        .status())
                .isEqualTo(404);
    }

    private static void read(ContractWorld world, Scene scene) {
        PromotionRequest open = scene.open("looked-at");
        Instant now = world.acme().clock().instant();
        Delegation absence = world.acme()
                .sluice()
                .delegations()
                .declare(
                        world.acme().human("dave"),
                        SluiceFixture.ACME,
                        NewDelegation.to(new PersonId("carol"), now, now.plus(Duration.ofDays(1)), "on holiday"),
                        IdempotencyKey.unique());
        Reply shown = world.as("bob").get(path(open));
        world.as("bob").with("If-None-Match", shown.header("ETag")).get(path(open));
        world.acme()
                .sluice()
                .delegations()
                .end(world.acme().human("dave"), SluiceFixture.ACME, absence.id(), IdempotencyKey.unique());
        world.as("bob").get(PROMOTIONS + "/nowhere");

        assertThat(shown.json().path("stages").get(0).path("state").asText()).isEqualTo("OPEN");
        assertThat(shown.json().path("stages").get(0).path("candidates").findValuesAsText("id"))
                .containsExactly("bob", "carol", "dave");
        JsonNode away = shown.json().path("stages").get(0).path("away").get(0);
        assertThat(away.path("person").path("id").asText()).isEqualTo("dave");
        assertThat(away.path("instead").path("id").asText()).isEqualTo("carol");
        assertThat(shown.json().path("actions").path("APPROVE").path("allowed").asBoolean())
                .isTrue();
        assertThat(shown.json().path("checks").findValuesAsText("state")).contains("PASSED");
        assertThat(shown.json().path("blockers")).isEmpty();
        assertThat(shown.json().path("progress").findValuesAsText("state"))
                .containsExactly("DONE", "DONE", "ACTIVE", "WAITING", "WAITING");
    }

    private static void comments(ContractWorld world, Scene scene) {
        PromotionRequest open = scene.open("talked-about");
        String comments = path(open) + "/comments";

        Reply added = world.as("bob").post(comments, "{\"text\": \"password=hunter22\"}");
        Reply list = world.as("bob").get(comments);
        world.as("bob").with("If-None-Match", list.header("ETag")).get(comments);
        world.as("bob").get(PROMOTIONS + "/nowhere/comments");
        world.as("bob").post(PROMOTIONS + "/nowhere/comments", "{\"text\": \"a\"}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().path("masked").asBoolean()).isTrue();
        assertThat(list.text()).contains("***").doesNotContain("hunter22");
    }

    private static void trail(ContractWorld world, Scene scene) {
        PromotionRequest done = scene.completed("proved");
        for (String part : new String[] {"/events", "/chain", "/evidence"}) {
            Reply shown = world.as("audrey").get(path(done) + part);
            world.as("audrey").with("If-None-Match", shown.header("ETag")).get(path(done) + part);
            assertThat(world.as("vic").get(path(done) + part).status()).isEqualTo(403);
            assertThat(world.as("audrey").get(PROMOTIONS + "/nowhere" + part).status())
                    .isEqualTo(404);
        }
        Reply events = world.as("audrey").with("Accept-Language", "de").get(path(done) + "/events");

        assertThat(events.json().path("items").findValuesAsText("text"))
                .contains("Beantragt: because", "Freigegeben in Stufe approval: fine");
        assertThat(events.json().path("items").findValuesAsText("name")).contains("Rita", "Bob", "Sluice");
        assertThat(world.as("audrey").get(path(done) + "/events?format=csv").text())
                .contains("approval.given");
        assertThat(world.as("audrey")
                        .get(path(done) + "/events?format=json")
                        .text()
                        .lines())
                .hasSizeGreaterThan(5);
        assertThat(world.as("audrey").get(path(done) + "/evidence?format=text").text())
                .contains("because");
        assertThat(world.as("audrey")
                        .get(path(done) + "/chain")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    private static void process(ContractWorld world, Scene scene) {
        PromotionRequest open = scene.open("drawn");
        PromotionRequest done = scene.completed("drawn-no-more");
        for (String part : new String[] {"/process", "/process/diagram"}) {
            Reply shown = world.as("vic").get(path(open) + part);
            world.as("vic").with("If-None-Match", shown.header("ETag")).get(path(open) + part);
            assertThat(world.as("vic").get(path(done) + part).status()).isEqualTo(404);
        }

        assertThat(world.as("vic")
                        .get(path(open) + "/process")
                        .json()
                        .path("steps")
                        .findValuesAsText("state"))
                .containsExactly("INCIDENT", "AHEAD");
    }

    private static void eligibility(ContractWorld world, Scene scene) {
        scene.registered("thought-of");
        PromotionRequest open = scene.open("on-its-way");
        String place = "/organizations/acme/eligibility";

        Reply free = world.as("rita").post(place, question("thought-of", true));
        Reply taken = world.as("rita").post(place, question("on-its-way", false));
        Reply foreign = world.as("vic").post(place, question("thought-of", false));
        world.as("rita")
                .post(
                        "/organizations/globex/eligibility",
                        question("thought-of", false).replace("true", "x"));

        assertThat(free.json().path("items").get(0).path("mayRequest").asBoolean())
                .isTrue();
        assertThat(free.json().path("items").get(0).path("timeline").findValuesAsText("event"))
                .contains("CHECKS", "APPROVAL_DUE", "DEPLOY");
        assertThat(taken.json().path("items").get(0).path("duplicate").asText())
                .isEqualTo(open.id().value());
        assertThat(foreign.json().path("items").get(0).path("blockers").findValuesAsText("code"))
                .containsExactly("forbidden");
    }

    private static void artifacts(ContractWorld world, Scene scene) {
        scene.completed("offered");
        String artifact = "/organizations/acme/artifacts/AGENT/offered";
        for (String part : new String[] {"/options", "/releases?workspace=staging"}) {
            Reply shown = world.as("rita").get(artifact + part);
            world.as("rita").with("If-None-Match", shown.header("ETag")).get(artifact + part);
        }
        Reply options = world.as("rita").get(artifact + "/options");

        assertThat(world.as("rita")
                        .get("/organizations/acme/artifacts/AGENT/nowhere/options")
                        .status())
                .isEqualTo(404);
        assertThat(world.as("rita")
                        .get(artifact + "/releases?workspace=nowhere")
                        .status())
                .isEqualTo(404);
        assertThat(options.json().path("versions").get(0).path("livesIn").findValuesAsText("workspace"))
                .containsExactlyInAnyOrder("dev", "staging");
        assertThat(options.json().path("targets").findValuesAsText("workspace"))
                .containsExactlyInAnyOrder("staging", "prod");
    }

    private static String wanted(String artifact, String from, String to) {
        return "{\"artifact\": {\"kind\": \"AGENT\", \"id\": \"" + artifact
                + "\"}, \"version\": \"1.0.0\", \"source\": \""
                + from + "\", \"target\": \"" + to
                + "\", \"reason\": \"because\", \"issue\": \"https://example.com/1\"}";
    }

    private static String question(String artifact, boolean detail) {
        return "{\"items\": [{\"artifact\": {\"kind\": \"AGENT\", \"id\": \"" + artifact
                + "\"}, \"version\": \"1.0.0\", \"source\": \"dev\", \"target\": \"staging\"}], \"detail\": " + detail
                + "}";
    }
}
