package io.sluice.promotion.spring.rest.promotion;

import static io.sluice.promotion.spring.rest.promotion.Scene.path;
import static io.sluice.promotion.spring.rest.promotion.Scene.tag;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import java.util.Optional;

/** An emergency from its declaration to its review. */
public final class EmergencyCalls implements ContractCalls {
    private static final String DECLARED =
            "{\"reason\": \"customers cannot sign in since noon\", \"ticket\": \"INC-7\"}";
    private static final String REVIEWED = "{\"justified\": true, \"comment\": \"it was one\"}";

    @Override
    public void make(ContractWorld world) {
        world.acme().directory().member(ACME, "ben", "break-glass").member(ACME, "beth", "break-glass");
        world.acme().replacePolicy(STAGING, policy -> policy.withBreakGlass(Optional.of(BreakGlass.STANDARD)));
        Scene scene = new Scene(world.acme());
        PromotionRequest done = scene.completed("quiet");
        PromotionRequest urgent = scene.open("urgent");

        refused(world, done, urgent, "bypass", "ben", DECLARED);
        Reply declared = sent(world, urgent, "bypass", "ben", DECLARED);
        refused(world, done, urgent, "bypass/confirm", "beth", "{}");
        Reply confirmed = sent(world, urgent, "bypass/confirm", "beth", "{}");
        world.acme().flow().deployAndFinish(urgent.id());
        refused(world, done, urgent, "bypass/review", "audrey", REVIEWED);
        Reply reviewed = sent(world, urgent, "bypass/review", "audrey", REVIEWED);

        assertThat(declared.json().path("bypass").path("state").asText()).isEqualTo("REQUESTED");
        assertThat(confirmed
                        .json()
                        .path("bypass")
                        .path("confirmedBy")
                        .path("id")
                        .asText())
                .isEqualTo("beth");
        assertThat(reviewed.json().path("bypass").path("state").asText()).isEqualTo("REVIEWED");
    }

    private static Reply sent(
            ContractWorld world, PromotionRequest request, String command, String person, String body) {
        PromotionRequest now = world.acme().get(request.id());
        Reply reply = world.as(person).with("If-Match", tag(now)).post(path(now) + "/" + command, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    private static void refused(
            ContractWorld world,
            PromotionRequest done,
            PromotionRequest request,
            String command,
            String person,
            String body) {
        PromotionRequest now = world.acme().get(request.id());
        String place = path(now) + "/" + command;
        assertThat(world.as(person).post(place, body).status()).isEqualTo(428);
        assertThat(world.as(person)
                        .with("If-Match", "\"0.0\"")
                        .post(place, body)
                        .status())
                .isEqualTo(412);
        assertThat(world.as("vic").with("If-Match", tag(now)).post(place, body).status())
                .isEqualTo(403);
        assertThat(world.as(person)
                        .post("/organizations/acme/promotions/nowhere/" + command, body)
                        .status())
                .isEqualTo(404);
        assertThat(world.as(person)
                        .with("If-Match", tag(done))
                        .post(path(done) + "/" + command, body)
                        .status())
                .isEqualTo(409);
    }
}
