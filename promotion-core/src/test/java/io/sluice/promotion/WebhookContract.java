package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier.Delivery;
import io.sluice.promotion.webhook.LocalReceiver;
import io.sluice.promotion.webhook.NewWebhook;
import io.sluice.promotion.webhook.Webhook;
import io.sluice.promotion.webhook.WebhookAttempt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints that are told what happens in their organization, and only there. */
abstract class WebhookContract extends SluiceContract {
    private LocalReceiver receiver;
    private Sluice doors;

    @BeforeEach
    void listen() {
        receiver = new LocalReceiver();
        doors = acme().wire(Sluice.builder())
                .webhooks(receiver.settings())
                .flow(sluice -> flow())
                .build();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void anEndpointIsToldWhatHappensOnce() {
        Webhook webhook = add(ACME, NewWebhook.to(receiver.url("/"))).webhook();
        PromotionRequest request = asked();

        dispatch();
        dispatch();

        assertThat(receiver.received()).singleElement().satisfies(call -> {
            assertThat(call.body())
                    .contains("approval-requested", request.id().value())
                    .doesNotContain("Rita", "because");
            assertThat(call.headers().get("webhook-id"))
                    .endsWith("-" + webhook.id())
                    .doesNotContain(".");
        });
        assertThat(attempts(webhook)).extracting(WebhookAttempt::result).containsExactly(Delivery.Result.SENT);
        assertThat(acme().notifier().recipients(NotificationKind.APPROVAL_REQUESTED))
                .containsExactly("bob", "carol", "dave");
    }

    @Test
    void anotherOrganizationIsToldNothing() {
        acme().staff(GLOBEX);
        acme().populate(GLOBEX);
        add(GLOBEX, NewWebhook.to(receiver.url("/globex")));
        asked();

        dispatch();

        assertThat(receiver.received()).isEmpty();
        assertThat(doors.webhooks().list(acme().human("olga"), ACME)).isEmpty();
    }

    @Test
    void anEndpointHearsOnlyWhatItChose() {
        add(ACME, NewWebhook.to(receiver.url("/outcome")).withKinds(Set.of(NotificationKind.OUTCOME)));
        add(ACME, NewWebhook.to(receiver.url("/prod")).withWorkspaces(Set.of(PROD)));
        add(ACME, NewWebhook.to(receiver.url("/staging")).withWorkspaces(Set.of(STAGING)));
        asked();

        dispatch();

        assertThat(receiver.received())
                .extracting(LocalReceiver.Received::requestLine)
                .containsExactly("POST /staging HTTP/1.1");
    }

    @Test
    void anEndpointThatIsDownIsTriedAgainUnderTheSameId() {
        Webhook webhook = add(ACME, NewWebhook.to(receiver.url("/"))).webhook();
        receiver.answers("503 Busy");
        asked();
        dispatch();
        receiver.answers("200 OK");
        clock().advance(Duration.ofSeconds(5));

        dispatch();

        assertThat(receiver.received())
                .hasSize(2)
                .extracting(call -> call.headers().get("webhook-id"))
                .containsOnly(receiver.received().get(0).headers().get("webhook-id"));
        assertThat(attempts(webhook))
                .extracting(WebhookAttempt::result)
                .containsExactly(Delivery.Result.SENT, Delivery.Result.POSTPONED);
        assertThat(attempts(webhook).get(1).reason()).contains("503");
        assertThat(attempts(webhook)).extracting(WebhookAttempt::number).containsExactly(2, 1);
    }

    @Test
    void aRefusedCallIsADeadLetterThatCanBeSentAgain() {
        Webhook webhook = add(ACME, NewWebhook.to(receiver.url("/"))).webhook();
        receiver.answers("404 Not Found");
        asked();
        dispatch();

        assertThat(doors.outbox().deadLetters(acme().human("dan"), ACME, 10))
                .singleElement()
                .satisfies(dead -> {
                    assertThat(dead.webhook()).contains(webhook.id());
                    assertThat(dead.error()).contains("404");
                });
        receiver.answers("200 OK");
        assertThat(doors.outbox().resendAll(acme().human("dan"), ACME, Optional.of("webhook"), "it answers again"))
                .isEqualTo(1);
        dispatch();

        assertThat(receiver.received()).hasSize(2);
        assertThat(doors.outbox().deadLetters(acme().human("dan"), ACME, 10)).isEmpty();
    }

    @Test
    void aRemovedEndpointIsToldNothingMore() {
        Webhook webhook = add(ACME, NewWebhook.to(receiver.url("/"))).webhook();
        receiver.answers("503 Busy");
        asked();
        dispatch();

        doors.webhooks().remove(acme().human("olga"), ACME, webhook.id(), key());
        clock().advance(Duration.ofDays(1));
        dispatch();

        assertThat(receiver.received()).hasSize(1);
        assertThat(doors.webhooks().list(acme().human("olga"), ACME)).isEmpty();
        assertRefused(NotFoundException.class, "notFound", () -> attempts(webhook));
    }

    @Test
    void theSecretIsShownWhenItIsMadeAndNowhereElse() {
        Webhooks.WithSecret made = add(ACME, NewWebhook.to(receiver.url("/")));
        Webhooks.WithSecret rotated = doors.webhooks()
                .rotateSecret(acme().human("olga"), ACME, made.webhook().id(), key());

        assertThat(made.secret()).startsWith("whsec_").isNotEqualTo(rotated.secret());
        assertThat(made.toString() + doors.webhooks().list(acme().human("olga"), ACME))
                .doesNotContain(made.secret(), "whsec_");
        assertThat(rotated.webhook().generation()).isEqualTo(2);
        assertThat(rotated.webhook().formerSecretUntil())
                .contains(clock().instant().plus(Duration.ofHours(24)));
        assertThat(database().texts("SELECT data FROM sluice_audit_event").toString())
                .contains("webhook")
                .doesNotContain("whsec_", made.secret().substring(6));
    }

    @Test
    void aRepeatedCommandAddsOneEndpoint() {
        IdempotencyKey key = key();
        NewWebhook wanted = NewWebhook.to(receiver.url("/"));

        Webhooks.WithSecret first = doors.webhooks().add(acme().human("olga"), ACME, wanted, key);
        Webhooks.WithSecret second = doors.webhooks().add(acme().human("olga"), ACME, wanted, key);

        assertThat(second).isEqualTo(first);
        assertThat(doors.webhooks().list(acme().human("olga"), ACME)).hasSize(1);
    }

    @Test
    void aChangeOfAnOldRevisionIsRefused() {
        Webhook webhook = add(ACME, NewWebhook.to(receiver.url("/"))).webhook();
        NewWebhook wanted = NewWebhook.to(receiver.url("/other"));
        Webhook changed =
                doors.webhooks().change(acme().human("olga"), ACME, webhook.id(), webhook.revision(), wanted, key());

        assertThat(changed.wanted()).isEqualTo(wanted);
        assertThat(changed.revision()).isEqualTo(2);
        assertRefused(
                ConflictException.class,
                "webhook.stale",
                () -> doors.webhooks()
                        .change(
                                acme().human("olga"),
                                ACME,
                                webhook.id(),
                                1,
                                NewWebhook.to("https://a.example.org"),
                                key()));
    }

    @Test
    void anotherPortNeedsTheOperator() {
        NewWebhook wanted = NewWebhook.to("https://hooks.example.org:25/");

        assertRefused(
                InvalidInputException.class,
                "url.notAllowed",
                () -> sluice().webhooks().add(acme().human("olga"), ACME, wanted, key()));
    }

    @Test
    void aForeignWorkspaceIsNotFound() {
        acme().staff(GLOBEX);
        acme().populate(GLOBEX);
        NewWebhook wanted = NewWebhook.to(receiver.url("/")).withWorkspaces(Set.of(new WorkspaceId("nowhere")));

        assertRefused(NotFoundException.class, "notFound", () -> add(ACME, wanted));
    }

    private PromotionRequest asked() {
        acme().register("1.0.0");
        return acme().asked("1.0.0", DEV, STAGING);
    }

    private Webhooks.WithSecret add(OrganizationId organization, NewWebhook wanted) {
        return doors.webhooks().add(acme().human("olga"), organization, wanted, key());
    }

    private List<WebhookAttempt> attempts(Webhook webhook) {
        return doors.webhooks().attempts(acme().human("olga"), ACME, webhook.id(), 10);
    }

    private void dispatch() {
        while (doors.outbox().dispatch() > 0) {
            // Until nothing is due.
        }
    }
}
