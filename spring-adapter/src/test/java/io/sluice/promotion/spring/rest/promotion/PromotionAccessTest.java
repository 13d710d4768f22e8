package io.sluice.promotion.spring.rest.promotion;

import static io.sluice.promotion.spring.rest.promotion.Scene.path;
import static io.sluice.promotion.spring.rest.promotion.Scene.tag;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.ShippedFeatures;
import io.sluice.promotion.spring.rest.ApiClient;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ApiServer;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what with promotions over HTTP: the same table as that of core's doors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromotionAccessTest {
    private static final List<String> COLUMNS =
            List.of("nora", "vic", "ria", "ava", "dan", "pia", "olga", "audrey", "gus", "ci-bot");
    private static final String EVERYBODY = "+ + + + + + + + + +";
    private static final String WHO_SEES_IT = "- + + + + + + + + +";
    private static final String WHO_AUDITS = "- x x x x x x + x x";
    private static final String WHO_OPERATES = "- x x x + x x x x x";

    /** {@code +} not refused for who they are, {@code x} forbidden, {@code -} as if it were not there. */
    private record Row(String operation, String body, String expected) {}

    private static final List<Row> ROWS = List.of(
            new Row("GET /board", "", EVERYBODY),
            new Row("GET /queue", "", EVERYBODY),
            new Row("GET /promotions", "", EVERYBODY),
            new Row("POST /promotions", "WANTED", "- x + - x x x x x x"),
            new Row("POST /eligibility", "{\"items\": [WANTED]}", EVERYBODY),
            new Row("POST /decisions", "{\"items\": []}", EVERYBODY),
            new Row("GET /artifacts/AGENT/seen/options", "", "- + + - + + + + + +"),
            new Row("GET /artifacts/AGENT/seen/releases?workspace=staging", "", "- + + - + + + + + +"),
            new Row("GET PROMOTION", "", WHO_SEES_IT),
            new Row("GET PROMOTION/comments", "", WHO_SEES_IT),
            new Row("POST PROMOTION/comments", "{\"text\": \"hello\"}", WHO_SEES_IT),
            new Row("GET PROMOTION/process", "", WHO_SEES_IT),
            new Row("GET PROMOTION/process/diagram", "", WHO_SEES_IT),
            new Row("GET PROMOTION/events", "", WHO_AUDITS),
            new Row("GET PROMOTION/events?format=csv", "", WHO_AUDITS),
            new Row("GET PROMOTION/chain", "", WHO_AUDITS),
            new Row("GET PROMOTION/evidence", "", WHO_AUDITS),
            new Row("POST PROMOTION/looking", "{\"looking\": true}", WHO_SEES_IT),
            new Row("POST PROMOTION/remind", "{}", WHO_SEES_IT),
            new Row("POST PROMOTION/reschedule", "{}", WHO_OPERATES),
            new Row("POST PROMOTION/extend", "{\"by\": \"PT1H\", \"reason\": \"more\"}", WHO_OPERATES),
            new Row("POST PROMOTION/repair", "{\"comment\": \"done\"}", WHO_OPERATES),
            new Row("POST PROMOTION/retry", "{}", "- x x - + x x x x x"),
            new Row("POST PROMOTION/give-up", "{\"reason\": \"over\"}", WHO_OPERATES),
            new Row("POST PROMOTION/rollback", "{\"reason\": \"bad\"}", WHO_OPERATES),
            new Row(
                    "POST PROMOTION/assign",
                    "{\"stage\": \"approval\", \"persons\": [], \"reason\": \"a\"}",
                    "- x x x + + x x x x"),
            new Row(
                    "POST PROMOTION/bypass",
                    "{\"reason\": \"customers cannot sign in since noon\"}",
                    "- x x x x x x x x x"),
            new Row("POST PROMOTION/bypass/confirm", "{}", "- x x x x x x x x x"),
            new Row(
                    "POST PROMOTION/bypass/review",
                    "{\"justified\": true, \"comment\": \"fine\"}",
                    "- x x x x x x + x x"),
            new Row("POST PROMOTION/approve", "DECISION", "- x x + x x x x x x"),
            new Row("POST PROMOTION/reject", "DECISION", "- x x + x x x x + x"),
            new Row("POST PROMOTION/cancel", "DECISION", WHO_OPERATES));

    private TestDatabase database;
    private SluiceFixture acme;
    private ApiServer server;

    @BeforeAll
    void start() {
        database = TestDatabase.h2Memory();
        acme = SluiceFixture.on(database.dataSource());
        acme.directory()
                .member(ACME, "ria", "requester")
                .member(ACME, "ava", "approver")
                .member(ACME, "ci-bot", "check-reporter");
        server = ApiServer.start(acme, ShippedFeatures.promotions(acme, new CannedProcesses(acme.sluice())));
    }

    @AfterAll
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void everybodyGetsWhatTheDoorsSay() {
        PromotionRequest open = new Scene(acme).open("seen");
        List<String> wrong = new ArrayList<>();
        for (String wave : List.of("-x", "+")) {
            for (Row row : ROWS) {
                String[] cells = row.expected().split(" ", -1);
                for (int column = 0; column < cells.length; column++) {
                    if (wave.contains(cells[column])) {
                        check(row, cells[column], COLUMNS.get(column), open, wrong);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noOperationIsMissingInTheTable() {
        Set<String> tried = new TreeSet<>();
        ROWS.forEach(row -> tried.add(row.operation()
                .replaceAll("\\?.*", "")
                .replace("/artifacts/AGENT/seen", "/artifacts/{kind}/{artifact}")
                .replace("PROMOTION", "/promotions/{promotion}")));
        Set<String> served = new TreeSet<>();
        server.api().operations().stream()
                .filter(operation -> operation.contains("{organization}"))
                .forEach(operation -> served.add(operation.replace("/organizations/{organization}", "")));

        assertThat(tried).isEqualTo(served);
    }

    @Test
    void whatIsForeignIsNotThere() {
        PromotionRequest open = new Scene(acme).open("ours");
        List<String> wrong = new ArrayList<>();
        for (Row row : ROWS) {
            Reply foreign = send("bob", row, open, "/organizations/globex");
            Reply absent = send("bob", row, open, "/organizations/nowhere");
            if (foreign.status() < 400
                    || foreign.status() >= 500
                    || foreign.status() != absent.status()
                    || !foreign.text().equals(absent.text())) {
                wrong.add(row.operation() + ": " + foreign.status() + ", " + absent.status());
            }
        }

        assertThat(wrong).isEmpty();
    }

    private void check(Row row, String expected, String person, PromotionRequest open, List<String> wrong) {
        int status =
                send(person, row, acme.get(open.id()), "/organizations/acme").status();
        boolean right = switch (expected) {
            case "x" -> status == 403;
            case "-" -> status == 404;
            default -> status != 401 && status != 403 && status != 404 && status < 500;
        };
        if (!right) {
            wrong.add(row.operation() + " as " + person + ": " + status + " instead of " + expected);
        }
    }

    private Reply send(String person, Row row, PromotionRequest request, String organization) {
        String method = row.operation().substring(0, row.operation().indexOf(' '));
        String place = row.operation().substring(method.length() + 1);
        String address = place.startsWith("PROMOTION")
                ? path(request).replace("/organizations/acme", organization) + place.substring("PROMOTION".length())
                : organization + place;
        String wanted = "{\"artifact\": {\"kind\": \"AGENT\", \"id\": \"seen\"}, \"version\": \"1.0.0\","
                + " \"source\": \"dev\", \"target\": \"staging\"}";
        String body = row.body()
                .replace("DECISION", Scene.decision(request, "it breaks the sign-in page"))
                .replace("[WANTED]", "[" + wanted + "]")
                .replace("WANTED", wanted.replace("\"staging\"}", "\"staging\", \"reason\": \"because\"}"));
        ApiClient client = server.as(person);
        return method.equals("GET")
                ? client.get(address)
                : client.with("If-Match", tag(request)).post(address, body);
    }
}
