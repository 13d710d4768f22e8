package io.sluice.promotion.spring.rest.promotion;

import static io.sluice.promotion.spring.rest.promotion.Scene.decision;
import static io.sluice.promotion.spring.rest.promotion.Scene.path;
import static io.sluice.promotion.spring.rest.promotion.Scene.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;

/** What people do to promotions. */
public final class CommandCalls implements ContractCalls {
    private static final String NOWHERE = "/organizations/acme/promotions/nowhere";

    @Override
    public void make(ContractWorld world) {
        Scene scene = new Scene(world.acme());
        PromotionRequest done = scene.completed("decided");
        String reason = "it breaks the sign-in page";
        command(world, scene, done, "approve", "bob", decision(scene.open("to-approve"), ""));
        command(world, scene, done, "reject", "carol", decision(scene.open("to-reject"), reason));
        command(world, scene, done, "cancel", "rita", decision(scene.open("to-cancel"), ""));
        command(world, scene, done, "reschedule", "rita", "{\"notBefore\": \"2026-06-01T10:00:00Z\"}");
        command(world, scene, done, "extend", "dan", "{\"by\": \"PT1H\", \"reason\": \"holidays\"}");
        command(
                world,
                scene,
                done,
                "assign",
                "dan",
                "{\"stage\": \"approval\", \"persons\": [\"bob\"], \"reason\": \"now\"}");
        repair(world, scene, done);
        rollBack(world, scene, done);
        withoutMatch(world, scene);
        several(world, scene);
    }

    /** A command that says what it saw: done, and refused in every way that is promised. */
    private static void command(
            ContractWorld world, Scene scene, PromotionRequest done, String command, String person, String body) {
        PromotionRequest open = scene.open("for-" + command);
        String told = body.contains("subjectHash")
                ? body.replaceAll("\"subjectHash\": \"[^\"]*\"", "\"subjectHash\": \"" + open.subjectHash() + "\"")
                : body;
        String place = path(open) + "/" + command;

        assertThat(world.as(person).post(place, told).status()).isEqualTo(428);
        assertThat(world.as(person)
                        .with("If-Match", "\"0.0\"")
                        .post(place, told)
                        .status())
                .isEqualTo(412);
        assertThat(world.as("vic").with("If-Match", tag(open)).post(place, told).status())
                .isEqualTo(403);
        assertThat(world.as(person).post(NOWHERE + "/" + command, told).status())
                .isEqualTo(404);
        assertThat(world.as(person)
                        .with("If-Match", tag(done))
                        .post(path(done) + "/" + command, told)
                        .status())
                .isEqualTo(409);
        Reply first = world.as(person)
                .with("If-Match", tag(open))
                .with("Idempotency-Key", "do-" + command)
                .post(place, told);
        Reply again = world.as(person)
                .with("If-Match", tag(open))
                .with("Idempotency-Key", "do-" + command)
                .post(place, told);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(again.status()).as("%s again: %s", command, again.text()).isEqualTo(200);
    }

    private static void repair(ContractWorld world, Scene scene, PromotionRequest done) {
        PromotionRequest broken = scene.open("for-repair");
        world.acme().approve(broken.id(), "bob");
        world.acme().flow().reserve(broken.id());
        world.acme().flow().confirm(broken.id());
        world.acme().flow().deploy(broken.id());
        world.acme().deployer().fails(Step.RESTORE, "unreachable");
        world.acme().flow().restore(broken.id());
        world.acme().flow().openRepair(broken.id());
        PromotionRequest now = world.acme().get(broken.id());
        String body = "{\"comment\": \"put back by hand\"}";

        assertThat(world.as("dan").post(path(now) + "/repair", body).status()).isEqualTo(428);
        assertThat(world.as("dan")
                        .with("If-Match", "\"0.0\"")
                        .post(path(now) + "/repair", body)
                        .status())
                .isEqualTo(412);
        assertThat(world.as("vic")
                        .with("If-Match", tag(now))
                        .post(path(now) + "/repair", body)
                        .status())
                .isEqualTo(403);
        assertThat(world.as("dan").post(NOWHERE + "/repair", body).status()).isEqualTo(404);
        assertThat(world.as("dan")
                        .with("If-Match", tag(done))
                        .post(path(done) + "/repair", body)
                        .status())
                .isEqualTo(409);
        Reply closed = world.as("dan").with("If-Match", tag(now)).post(path(now) + "/repair", body);
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
    }

    private static void rollBack(ContractWorld world, Scene scene, PromotionRequest done) {
        PromotionRequest open = scene.open("not-live-yet");
        String body = "{\"reason\": \"it does not answer\"}";

        assertThat(world.as("vic").post(path(done) + "/rollback", body).status())
                .isEqualTo(403);
        assertThat(world.as("dan").post(NOWHERE + "/rollback", body).status()).isEqualTo(404);
        assertThat(world.as("dan").post(path(open) + "/rollback", body).status())
                .isEqualTo(409);
        PromotionRequest first = scene.completed("goes-back");
        world.acme().register(first.artifact(), "2.0.0");
        PromotionRequest second = scene.promoted(first.artifact(), "2.0.0");
        Reply made = world.as("dan").post(path(second) + "/rollback", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().path("kind").asText()).isEqualTo("ROLLBACK");
        assertThat(made.header("Location")).endsWith(made.json().path("id").asText());
    }

    private static void withoutMatch(ContractWorld world, Scene scene) {
        PromotionRequest open = scene.open("for-others");
        assertThat(world.as("rita").post(path(open) + "/remind", "{}").status()).isEqualTo(200);
        assertThat(world.as("rita").post(path(open) + "/remind", "{}").code()).isEqualTo("approval.remindedAlready");
        assertThat(world.as("rita").post(NOWHERE + "/remind", "{}").status()).isEqualTo(404);

        Reply looking = world.as("bob").post(path(open) + "/looking", "{\"looking\": true}");
        assertThat(looking.json().path("looking").findValuesAsText("name")).containsExactly("Bob");
        assertThat(world.as("bob")
                        .post(path(open) + "/looking", "{\"looking\": false}")
                        .json()
                        .path("looking"))
                .isEmpty();
        assertThat(world.as("bob")
                        .post(NOWHERE + "/looking", "{\"looking\": true}")
                        .status())
                .isEqualTo(404);

        assertThat(world.as("dan").post(path(open) + "/retry", "{}").status()).isEqualTo(200);
        assertThat(world.as("vic").post(path(open) + "/retry", "{}").status()).isEqualTo(403);
        assertThat(world.as("dan").post(NOWHERE + "/retry", "{}").status()).isEqualTo(404);

        String stuck = path(scene.open("stuck"));
        String why = "{\"reason\": \"nobody mends it\"}";
        assertThat(world.as("vic").post(stuck + "/give-up", why).status()).isEqualTo(403);
        assertThat(world.as("dan").post(NOWHERE + "/give-up", why).status()).isEqualTo(404);
        Reply ended = world.as("dan").post(stuck + "/give-up", why);
        assertThat(ended.json().path("status").asText()).as(ended.text()).isEqualTo("FAILED");
        assertThat(world.as("dan").post(stuck + "/give-up", why).code()).isEqualTo("promotion.alreadyDecided");
    }

    private static void several(ContractWorld world, Scene scene) {
        PromotionRequest one = scene.open("one-of-two");
        PromotionRequest two = scene.open("two-of-two");
        String body =
                "{\"items\": [{\"promotion\": \"" + one.id() + "\", \"decision\": \"APPROVE\", \"subjectHash\": \""
                        + one.subjectHash() + "\"}, {\"promotion\": \"" + two.id()
                        + "\", \"decision\": \"REJECT\", \"subjectHash\": \"stale\", \"comment\": \"not what I saw\"}]}";

        Reply results = world.as("bob").post("/organizations/acme/decisions", body);

        assertThat(results.status()).as(results.text()).isEqualTo(200);
        assertThat(results.json()
                        .path("items")
                        .get(0)
                        .path("decided")
                        .path("status")
                        .asText())
                .isEqualTo("APPROVED");
        assertThat(results.json()
                        .path("items")
                        .get(1)
                        .path("problem")
                        .path("code")
                        .asText())
                .isEqualTo("approval.subjectChanged");
        assertThat(world.as("bob").post("/organizations/globex/decisions", body).status())
                .isEqualTo(404);
    }
}
