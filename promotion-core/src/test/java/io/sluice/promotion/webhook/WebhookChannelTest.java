package io.sluice.promotion.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier.Delivery;
import io.sluice.promotion.spi.Topic;
import io.sluice.promotion.spi.WebhookSecrets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration SHORT = Duration.ofMillis(400);

    private LocalReceiver receiver;

    @BeforeEach
    void listen() {
        receiver = new LocalReceiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void callsWithASignedCloudEvent() {
        assertThat(tell(receiver.settings())).isEqualTo(Delivery.sent());

        LocalReceiver.Received call = receiver.received().get(0);
        assertThat(call.requestLine()).isEqualTo("POST /sluice?x=1 HTTP/1.1");
        assertThat(call.headers())
                .containsEntry("content-type", "application/cloudevents+json; charset=UTF-8")
                .containsEntry("webhook-id", "M1-W1")
                .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                .containsEntry("webhook-signature", signature(call, 1));
        assertThat(call.headers().get("host")).startsWith("hooks.example.org:");
        assertThat(call.body())
                .contains("\"id\":\"M1\"", "\"specversion\":\"1.0\"", "\"source\":\"/organizations/acme\"")
                .contains("\"type\":\"io.sluice.promotion.decision\"", "\"subject\":\"promotion-P1\"")
                .contains("\"target\":\"prod\"", "\"given\":1", "\"who\":\"tom\"", "\"decision\":\"APPROVED\"");
    }

    @Test
    void tellsNeitherNamesNorTextsOfPeople() {
        tell(receiver.settings());

        assertThat(receiver.received().get(0).body())
                .doesNotContain("Customers", "Tried it", "Production", "comment", "reason");
    }

    @Test
    void signsWithTheFormerSecretTooForAWhile() {
        WebhookChannel channel = new WebhookChannel(receiver.settings());
        channel.tell(webhook(2, Optional.of(NOW.plusSeconds(1))), event(), "M1-W1", NOW);
        channel.tell(webhook(2, Optional.of(NOW)), event(), "M1-W1", NOW);

        LocalReceiver.Received during = receiver.received().get(0);
        LocalReceiver.Received after = receiver.received().get(1);
        assertThat(during.headers())
                .containsEntry("webhook-signature", signature(during, 2) + " " + signature(during, 1));
        assertThat(after.headers()).containsEntry("webhook-signature", signature(after, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "301 Moved\r\nLocation: https://127.0.0.1/",
                "302 Found\r\nLocation: http://169.254.169.254/",
                "307 Temporary Redirect\r\nLocation: https://evil.example/",
                "400 Bad Request",
                "401 Unauthorized",
                "404 Not Found",
                "410 Gone",
                "422 Unprocessable"
            })
    void refusalsAndRedirectsAreFinal(String status) {
        receiver.answers(status);

        Delivery delivery = tell(receiver.settings());

        assertThat(delivery.result()).isEqualTo(Delivery.Result.REFUSED);
        assertThat(delivery.reason()).contains(status.substring(0, 3));
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "408 Request Timeout",
                "425 Too Early",
                "429 Too Many Requests",
                "500 Oops",
                "502 Bad Gateway",
                "503 Busy"
            })
    void whatMayPassIsTriedAgain(String status) {
        receiver.answers(status);

        assertThat(tell(receiver.settings()).result()).isEqualTo(Delivery.Result.POSTPONED);
    }

    @Test
    void anEndpointThatAcceptsAndHangsIsTriedAgain() {
        receiver.hangs();

        assertThat(tell(receiver.settings(SHORT)).result()).isEqualTo(Delivery.Result.POSTPONED);
    }

    @Test
    void anEndpointThatSaysOneByteAtATimeHoldsNobodyLongerThanAllowed() {
        receiver.drips();

        assertThat(tell(receiver.settings(SHORT)).result()).isEqualTo(Delivery.Result.POSTPONED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1", "SSH-2.0-x\r\n", "HTTP/1.1 abc\r\n\r\n"})
    void whatIsNoAnswerIsTriedAgain(String answer) {
        receiver.saysRaw(answer);

        assertThat(tell(receiver.settings()).result()).isEqualTo(Delivery.Result.POSTPONED);
    }

    @Test
    void anEndpointThatHangsUpBehindItsHeadersHasTakenTheCall() {
        receiver.saysRaw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");

        assertThat(tell(receiver.settings())).isEqualTo(Delivery.sent());
    }

    @Test
    void noAnswerIsReadWithoutEnd() {
        receiver.saysRaw("HTTP/1.1 100 Continue\r\n" + "X: y\r\n".repeat(20_000) + "\r\nHTTP/1.1 200 OK\r\n\r\n");

        assertThat(tell(receiver.settings()).reason()).contains("too long");
    }

    @Test
    void anEndpointWithoutATrustedCertificateForItsNameIsNotTold() throws UnknownHostException {
        WebhookSettings jvmTrust = WebhookSettings.builder(WebhookSecrets.derivedFrom(new byte[32]))
                .loopback(host -> new InetAddress[] {InetAddress.getLoopbackAddress()})
                .build();
        Webhook otherName = new Webhook(
                ACME,
                new WebhookId("W1"),
                NewWebhook.to(receiver.url("/").replace("hooks.", "other.")),
                1,
                Optional.empty(),
                1,
                new PersonId("olga"),
                NOW);

        assertThat(tell(jvmTrust).result()).isEqualTo(Delivery.Result.POSTPONED);
        assertThat(new WebhookChannel(receiver.settings())
                        .tell(otherName, event(), "M1-W1", NOW)
                        .result())
                .isEqualTo(Delivery.Result.POSTPONED);
        assertThat(receiver.received()).isEmpty();
    }

    /** DNS rebinding: the name was public when it was entered and leads inside when it is called. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "10.1.2.3", "::1", "::ffff:127.0.0.1", "fd00::1"})
    void aNameThatLeadsInsideIsNotCalled(String address) {
        WebhookSettings settings = receiver.builder().build();
        WebhookSettings production = WebhookSettings.builder(settings.secrets())
                .resolver(host -> InetAddress.getAllByName(address))
                .build();

        Delivery delivery =
                new WebhookChannel(production).tell(webhookAt("https://hooks.example.org/"), event(), "M1-W1", NOW);

        assertThat(delivery.result()).isEqualTo(Delivery.Result.REFUSED);
        assertThat(delivery.reason()).startsWith("url.notAllowed");
        assertThat(receiver.connections()).isZero();
    }

    @Test
    void aNameThatLeadsInsideAmongOthersIsNotCalledEither() {
        WebhookSettings production = WebhookSettings.builder(WebhookSecrets.derivedFrom(new byte[32]))
                .resolver(host ->
                        new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("192.168.0.1")})
                .build();

        Delivery delivery =
                new WebhookChannel(production).tell(webhookAt("https://hooks.example.org/"), event(), "M1-W1", NOW);

        assertThat(delivery.result()).isEqualTo(Delivery.Result.REFUSED);
    }

    @Test
    void anUnknownNameIsTriedAgain() {
        WebhookSettings production = WebhookSettings.builder(WebhookSecrets.derivedFrom(new byte[32]))
                .resolver(host -> {
                    throw new UnknownHostException(host);
                })
                .build();

        Delivery delivery =
                new WebhookChannel(production).tell(webhookAt("https://hooks.example.org/"), event(), "M1-W1", NOW);

        assertThat(delivery.result()).isEqualTo(Delivery.Result.POSTPONED);
    }

    @Test
    void onlyTheOperatorOpensPortsAndPrivateAddresses() throws UnknownHostException {
        WebhookSettings standard = WebhookSettings.builder(WebhookSecrets.derivedFrom(new byte[32]))
                .build();
        WebhookSettings opened = WebhookSettings.builder(standard.secrets())
                .allowPort("hooks.example.org", 9443)
                .allowPrivateAddresses("hooks.example.org")
                .build();
        InetAddress inside = InetAddress.getByName("10.1.2.3");
        InetAddress here = InetAddress.getLoopbackAddress();

        assertThat(standard.allows("hooks.example.org", inside)).isFalse();
        assertThat(opened.allows("hooks.example.org", inside)).isTrue();
        assertThat(opened.allows("other.example.org", inside)).isFalse();
        assertThat(opened.allows("hooks.example.org", here)).isFalse();
        opened.require(NewWebhook.to("https://hooks.example.org:9443/"));
        for (String url : List.of("https://hooks.example.org:25/", "https://other.example.org:9443/")) {
            assertThat(catchThrowable(() -> opened.require(NewWebhook.to(url))))
                    .as(url)
                    .hasFieldOrPropertyWithValue("code", "url.notAllowed");
        }
    }

    private Delivery tell(WebhookSettings settings) {
        return new WebhookChannel(settings).tell(webhook(1, Optional.empty()), event(), "M1-W1", NOW);
    }

    private Webhook webhook(int generation, Optional<Instant> formerUntil) {
        return new Webhook(
                ACME,
                new WebhookId("W1"),
                NewWebhook.to(receiver.url("/sluice?x=1")),
                generation,
                formerUntil,
                1,
                new PersonId("olga"),
                NOW);
    }

    private static Webhook webhookAt(String url) {
        return new Webhook(
                ACME, new WebhookId("W1"), NewWebhook.to(url), 1, Optional.empty(), 1, new PersonId("olga"), NOW);
    }

    private static String signature(LocalReceiver.Received call, int generation) {
        byte[] secret = WebhookSecrets.derivedFrom(new byte[32]).secret(ACME, "W1", generation);
        return Signature.of("M1-W1", NOW.getEpochSecond(), call.body().getBytes(UTF_8), List.of(secret));
    }

    private static WebhookEvent event() {
        Topic topic = new Topic.OfPromotion(
                new PromotionId("P1"),
                "AGENT/support-assistant",
                "1.5.0",
                Optional.empty(),
                new WorkspaceId("staging"),
                "Staging",
                new WorkspaceId("prod"),
                "Production",
                false,
                new PersonId("jonas"),
                "Customers cannot sign in.");
        Facts facts = Facts.of(Fact.WHO, new PersonId("tom"))
                .and(Fact.DECISION, "APPROVED")
                .and(Fact.GIVEN, 1)
                .and(Fact.COMMENT, "Tried it myself.");
        return new WebhookEvent("M1", ACME, NotificationKind.DECISION, topic, facts, NOW);
    }
}
