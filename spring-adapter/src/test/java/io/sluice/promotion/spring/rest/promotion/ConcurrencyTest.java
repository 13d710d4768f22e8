package io.sluice.promotion.spring.rest.promotion;

import static io.sluice.promotion.spring.rest.promotion.Scene.decision;
import static io.sluice.promotion.spring.rest.promotion.Scene.path;
import static io.sluice.promotion.spring.rest.promotion.Scene.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.ShippedFeatures;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ApiServer;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several people, several clicks, browsers, and bodies that nobody should send. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrencyTest {
    private static final String PROMOTIONS = "/organizations/acme/promotions";

    private TestDatabase database;
    private SluiceFixture acme;
    private ApiServer server;

    @BeforeAll
    void start() {
        database = TestDatabase.h2Memory();
        acme = SluiceFixture.on(database.dataSource());
        server = ApiServer.start(acme, ShippedFeatures.promotions(acme, new CannedProcesses(acme.sluice())));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void everyDecisionThatIsConfirmedIsRecordedAndNoOther() throws Exception {
        for (int round = 0; round < 10; round++) {
            PromotionRequest open = new Scene(acme).open("race-" + round);
            List<Reply> replies = together(List.of(
                    () -> server.as("bob")
                            .with("If-Match", tag(open))
                            .post(path(open) + "/approve", decision(open, "")),
                    () -> server.as("carol")
                            .with("If-Match", tag(open))
                            .post(path(open) + "/reject", decision(open, "it breaks the sign-in page"))));

            assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSizeBetween(1, 2);
            assertThat(replies)
                    .filteredOn(reply -> reply.status() != 200)
                    .allMatch(reply -> reply.status() == 409 || reply.status() == 412);
            long counted =
                    replies.stream().filter(reply -> reply.status() == 200).count();
            assertThat(acme.sluice().promotions().approvals(acme.human("vic"), SluiceFixture.ACME, open.id()))
                    .hasSize((int) counted);
        }
    }

    @Test
    void aDoubleClickIsOneDecision() throws Exception {
        PromotionRequest open = new Scene(acme).open("clicked-twice");
        Callable<Reply> click = () -> server.as("bob")
                .with("If-Match", tag(open))
                .with("Idempotency-Key", "click")
                .post(path(open) + "/approve", decision(open, ""));

        List<Reply> replies = together(List.of(click, click, click));

        assertThat(replies).extracting(Reply::status).containsOnly(200);
        assertThat(acme.sluice().promotions().approvals(acme.human("vic"), SluiceFixture.ACME, open.id()))
                .hasSize(1);
    }

    @Test
    void aKeyIsForOneCommandOnly() {
        PromotionRequest one = new Scene(acme).open("first-with-key");
        PromotionRequest two = new Scene(acme).open("second-with-key");

        Reply first = server.as("bob")
                .with("If-Match", tag(one))
                .with("Idempotency-Key", "reused")
                .post(path(one) + "/approve", decision(one, ""));
        Reply second = server.as("bob")
                .with("If-Match", tag(two))
                .with("Idempotency-Key", "reused")
                .post(path(two) + "/approve", decision(two, ""));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("idempotency.conflict");
    }

    @Test
    void whatWasSeenBeforeSomebodyElseDecidedIsRefused() {
        PromotionRequest open = new Scene(acme).open("seen-by-two");
        server.as("bob").with("If-Match", tag(open)).post(path(open) + "/approve", decision(open, ""));

        Reply late = server.as("carol").with("If-Match", tag(open)).post(path(open) + "/approve", decision(open, ""));
        Reply staleSubject = server.as("carol")
                .with("If-Match", tag(acme.get(open.id())))
                .post(path(open) + "/reject", "{\"subjectHash\": \"0000\", \"comment\": \"not what I saw\"}");

        assertThat(late.code()).isEqualTo("ifMatch.changed");
        assertThat(staleSubject.code()).isEqualTo("approval.subjectChanged");
    }

    /** The token of the session goes with every write of a browser; without it the host refuses. */
    @Test
    void browsersNeedTheTokenThatTheSessionTells() throws Exception {
        PromotionRequest open = new Scene(acme).open("from-a-browser");
        String address = server.address() + "/api/v1";
        String name = Base64.getEncoder().encodeToString("bob:secret".getBytes(StandardCharsets.UTF_8));
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpRequest session = HttpRequest.newBuilder(URI.create(address + "/session"))
                .header("Authorization", "Basic " + name)
                .build();
        String told =
                browser.send(session, HttpResponse.BodyHandlers.ofString()).body();
        String header = told.replaceAll(".*\"csrf\":\\{\"header\":\"([^\"]+)\".*", "$1");
        String token = told.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        HttpRequest.Builder comment = HttpRequest.newBuilder(URI.create(address + path(open) + "/comments"))
                .header("Authorization", "Basic " + name)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"text\": \"hello\"}"));

        int without = browser.send(comment.copy().build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
        int with = browser.send(comment.copy().header(header, token).build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();

        assertThat(without).isEqualTo(403);
        assertThat(with).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "version | \"\" | 400",
                "version | \"1.0\\u0000\" | 400",
                "version | \"\\ud800\" | 400",
                "version | \"v\\u202e1\" | 400",
                "version | \"${jndi:ldap://x}\" | 400",
                "version | 1 | 400",
                "version | null | 400",
                "source | \"../../etc/passwd\" | 400",
                "source | \"staging\" | 409",
                "source | \"nowhere\" | 404",
                "target | \"a/b\" | 400",
                "target | \"\" | 400",
                "target | \"prod\" | 409",
                "reason | \"   \" | 400",
                "reason | \"\\u0000\" | 400",
                "issue | \"javascript:alert(1)\" | 400",
                "issue | \"http://example.com\" | 400",
                "issue | \"https://user:pw@example.com/\" | 400",
                "notBefore | \"10000-01-01T00:00:00Z\" | 400",
                "notBefore | 1 | 400",
                "status | \"APPROVED\" | 400",
                "requestedBy | \"olga\" | 400",
                "others | [{}] | 400",
                "others | {} | 400"
            })
    void badInputIsRefusedAndWritesNothing(String field, String value, int status) {
        if (acme.sluice()
                .artifacts()
                .search(acme.human("vic"), SluiceFixture.ACME, Optional.of("bad-input"), Optional.empty(), 1)
                .isEmpty()) {
            new Scene(acme).registered("bad-input");
        }
        List<String> fields = new ArrayList<>(List.of(
                "\"artifact\": {\"kind\": \"AGENT\", \"id\": \"bad-input\"}",
                "\"version\": \"1.0.0\"",
                "\"source\": \"dev\"",
                "\"target\": \"staging\"",
                "\"reason\": \"because\""));
        fields.removeIf(known -> known.startsWith("\"" + field + "\""));
        fields.add("\"" + field + "\": " + value);

        Reply reply = server.as("rita").post(PROMOTIONS, "{" + String.join(", ", fields) + "}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isNotEmpty();
        assertThat(reply.text()).hasSizeLessThan(5_000).doesNotContain("Exception");
        assertThat(server.as("vic")
                        .get("/organizations/acme/queue?tab=open&artifact=AGENT:bad-input")
                        .json()
                        .path("items"))
                .isEmpty();
    }

    private static List<Reply> together(List<Callable<Reply>> calls) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(calls.size());
        try {
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : people.invokeAll(calls, 60, TimeUnit.SECONDS)) {
                replies.add(reply.get());
            }
            return replies;
        } finally {
            people.shutdownNow();
        }
    }
}
