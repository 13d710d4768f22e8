package io.sluice.promotion.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineTest {
    /** Everything that a body can hold. */
    record Thing(
            String name,
            Integer count,
            Boolean yes,
            Optional<Instant> at,
            Optional<Duration> length,
            List<String> words,
            Optional<Inner> inner,
            Optional<Map<String, Object>> any) {}

    record Inner(String deep, Map<String, String> settings) {}

    record Shown(String state, Instant now) {}

    private static final String WHOLE = "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": []}";

    private TestDatabase database;
    private ApiServer server;
    private String state = "first";

    @BeforeAll
    void start() {
        database = TestDatabase.h2Memory();
        SluiceFixture acme = SluiceFixture.on(database.dataSource());
        server = ApiServer.start(acme, List.of(this::routes));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    private void routes(Routes routes) {
        routes.get("/things", call -> Answer.shown(new Shown(state, Instant.now())))
                .query("only")
                .paged();
        routes.post("/things", call -> Answer.done(call.body(Thing.class)));
        routes.put("/things/{id}", call -> {
            call.noBody();
            call.requireMatch(new Tag("7.abc"));
            return Answer.nothing();
        });
        routes.get("/things/{id}", call -> Answer.shown(new Shown(call.path("id"), Instant.now()), new Tag("7.abc")));
        routes.get("/lists", call -> {
                    call.cursor(2, parts -> Instant.parse(parts.get(1)));
                    return Answer.shown(
                            new Page<>(List.of(call.limit()), Optional.of(Cursor.of("a", "2026-01-01T00:00:00Z"))));
                })
                .paged();
        routes.get("/faults", call -> {
            throw new IllegalStateException("the password is hunter2");
        });
        routes.get("/waits", call -> {
            throw new UnavailableException("database.busy", "Busy.", null);
        });
        routes.get(
                "/files",
                call -> Answer.download(
                        "text/csv", "all.csv", out -> out.write("a,b\n".getBytes(StandardCharsets.UTF_8))));
        routes.get(
                "/refused-files",
                call -> Answer.download("text/csv", "all.csv", out -> {
                    throw new UnavailableException("database.busy", "Busy.", null);
                }));
        routes.get(
                "/people",
                call -> Answer.shown(new Page<>(call.people().persons(List.of(PersonId.SLUICE)), Optional.empty())));
    }

    @Test
    void bodiesComeBackAsTheyWereSent() {
        String body = "{\"name\":\"n\",\"count\":1,\"yes\":true,\"at\":\"2026-03-02T08:00:00Z\",\"length\":\"P3D\","
                + "\"words\":[\"a\"],\"inner\":{\"deep\":\"d\",\"settings\":{\"k\":\"v\"}}}";

        Reply reply = server.as("alice").post("/things", body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{                                                                       | body.malformed      |",
                "[]                                                                      | body.type           |",
                "null                                                                    | body.required       |",
                "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": []} {}        | body.type      |",
                "{}                                                                      | field.required      | name",
                "{\"name\": \"n\", \"name\": \"m\"}                                      | body.duplicateField |",
                "{\"name\": 1, \"count\": 1, \"yes\": true, \"words\": []}               | body.type           | name",
                "{\"name\": \"n\", \"count\": \"1\", \"yes\": true, \"words\": []}       | body.type           | count",
                "{\"name\": \"n\", \"count\": 1.0, \"yes\": true, \"words\": []}         | body.type           | count",
                "{\"name\": \"n\", \"count\": 2147483648, \"yes\": true, \"words\": []}  | body.type           | count",
                "{\"name\": \"n\", \"count\": true, \"yes\": true, \"words\": []}        | body.type           | count",
                "{\"name\": \"n\", \"count\": 1, \"yes\": \"true\", \"words\": []}       | body.type           | yes",
                "{\"name\": \"n\", \"count\": 1, \"yes\": 1, \"words\": []}              | body.type           | yes",
                "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": [null]}       | field.required      | words[0]",
                "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": [{}]}         | body.type           | words[0]",
                "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": \"a\"}        | body.type           | words",
                "{\"name\": null, \"count\": 1, \"yes\": true, \"words\": []}            | field.required      | name",
                "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": [], \"at\": 5}     | body.type      | at",
                "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": [], \"at\": \"5\"} | time.format    | at",
                "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": [], \"length\": \"P1M\"} | duration.noMonths | length",
                "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": [], \"length\": 5} | body.type      | length",
                "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": [], \"role\": 1}   | body.unknownField | role",
                "{\"name\": \"n\", \"count\": 1, \"yes\": true, \"words\": [], \"inner\": {\"deep\": \"d\"}} "
                        + "| field.required | inner.settings"
            })
    void bodiesOfAnotherFormAreRefused(String body, String code, String field) {
        Reply reply = server.as("alice").post("/things", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.json().path("field").asText()).isEqualTo(field == null ? "" : field);
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        Reply reply = server.as("alice").post("/things", "{}");

        assertThat(reply.json().path("errors").findValuesAsText("field"))
                .containsExactly("name", "count", "yes", "words");
    }

    @Test
    void deepAndLargeBodiesAreRefused() {
        Reply deep =
                server.as("alice").post("/things", "{\"any\": {\"a\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}}");
        Reply large = server.as("alice").post("/things", "\"" + "x".repeat(1 << 20) + "\"");

        assertThat(deep.status()).isEqualTo(400);
        assertThat(deep.code()).isEqualTo("body.tooDeep");
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.code()).isEqualTo("body.tooLarge");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/form-data",
        "application/json;charset=utf-16",
        "nonsense"
    })
    void otherContentTypesAreRefused(String type) {
        Reply reply = server.as("alice").with("Content-Type", type).send("POST", "/things", WHOLE);

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.code()).isEqualTo("contentType.unsupported");
    }

    @Test
    void packedBodiesAreRefused() {
        Reply reply = server.as("alice").with("Content-Encoding", "gzip").post("/things", WHOLE);

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.code()).isEqualTo("contentEncoding.unsupported");
    }

    @Test
    void pagesOfOtherSitesChangeNothing() {
        Reply cross = server.as("alice").with("Sec-Fetch-Site", "cross-site").post("/things", WHOLE);
        Reply own = server.as("alice").with("Sec-Fetch-Site", "same-origin").post("/things", WHOLE);

        assertThat(cross.status()).isEqualTo(403);
        assertThat(cross.code()).isEqualTo("request.crossSite");
        assertThat(own.status()).isEqualTo(200);
    }

    @Test
    void theMethodIsTheOneThatWasSent() {
        Reply reply =
                server.as("alice").with("X-HTTP-Method-Override", "DELETE").post("/things", WHOLE);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("method.override");
    }

    @ParameterizedTest
    @CsvSource({
        "sort=password, query.unknown",
        "only=a&only=b, query.duplicate",
        "only=%FF, query.format",
        "limit=0, query.value",
        "limit=-1, query.value",
        "limit=1000000, query.value",
        "limit=01x, query.value",
        "cursor=nonsense, cursor.invalid",
        "cursor=%2B%2F, cursor.invalid"
    })
    void queriesOfAnotherFormAreRefused(String query, String code) {
        String path = query.startsWith("limit") || query.startsWith("cursor") ? "/lists?" : "/things?";

        Reply reply = server.as("alice").get(path + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void cursorsLeadToTheNextPage() {
        String next = server.as("alice").get("/lists").json().path("next").asText();

        assertThat(server.as("alice").get("/lists?cursor=" + next).status()).isEqualTo(200);
        assertThat(server.as("alice").get("/lists?cursor=" + next + "x").status())
                .isEqualTo(400);
    }

    @Test
    void whoeverPollsHearsOnlyOfChanges() {
        Reply first = server.as("alice").get("/things");
        String etag = first.header("ETag");

        Reply same = server.as("alice").with("If-None-Match", etag).get("/things");
        state = "second";
        Reply changed = server.as("alice").with("If-None-Match", etag).get("/things");

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.text()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(etag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void changesNameWhatWasSeen() {
        String etag = server.as("alice").get("/things/x").header("ETag");

        assertThat(etag).startsWith("\"7.abc.");
        assertThat(server.as("alice").put("/things/x", "").status()).isEqualTo(428);
        assertThat(server.as("alice")
                        .with("If-Match", etag)
                        .put("/things/x", "")
                        .status())
                .isEqualTo(204);
        assertThat(server.as("alice")
                        .with("If-Match", "\"7.abc\"")
                        .put("/things/x", "")
                        .status())
                .isEqualTo(204);
        Reply stale = server.as("alice").with("If-Match", "\"6.abc\"").put("/things/x", "");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("ifMatch.changed");
        assertThat(server.as("alice").with("If-Match", "*").put("/things/x", "").status())
                .isEqualTo(412);
    }

    @Test
    void faultsShowNothingButTheirNumber() {
        Reply reply = server.as("alice").get("/faults");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.code()).isEqualTo("internal");
        assertThat(reply.text()).doesNotContain("hunter2", "IllegalState");
        assertThat(reply.json().path("incident").asText()).hasSize(36);
    }

    @Test
    void whatDoesNotAnswerMayBeAskedAgain() {
        Reply reply = server.as("alice").get("/waits");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("2");
        assertThat(reply.json().path("retryable").asBoolean()).isTrue();
    }

    @Test
    void filesAreDownloadedUnlessTheyAreRefused() throws IOException {
        Reply file = server.as("alice").get("/files");
        Reply refused = server.as("alice").get("/refused-files");

        assertThat(file.text()).isEqualTo("a,b\n");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"all.csv\"");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("database.busy");
    }

    @Test
    void unknownPlacesAndMethodsAreProblemsToo() {
        Reply nowhere = server.as("alice").get("/nowhere");
        Reply method = server.as("alice").delete("/things");
        Reply options = server.as("alice").send("OPTIONS", "/things", null);
        Reply head = server.as("alice").send("HEAD", "/things", null);

        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.code()).isEqualTo("notFound");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method.notAllowed");
        assertThat(method.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
    }

    @Test
    void nobodyGetsAnythingWithoutAName() {
        Reply reply = server.asNobody().get("/things");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("session.required");
    }

    @Test
    void answersArePrivateAndAreWhatTheySay() {
        Reply reply = server.as("alice").post("/things", WHOLE);

        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void sluiceItselfIsAService() {
        Reply reply = server.as("alice").get("/people");

        assertThat(reply.text())
                .isEqualTo("{\"items\":[{\"id\":\"sluice:automation\",\"name\":\"Sluice\",\"service\":true}]}");
    }
}
