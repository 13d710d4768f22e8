package io.sluice.promotion.spring.rest.artifact;

import static io.sluice.promotion.testing.SluiceFixture.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import io.sluice.promotion.spring.rest.Probe;

/** Versions, and what checks say about them. */
public final class ArtifactCalls implements ContractCalls {
    private static final String LEDGER = "/artifacts/AGENT/ledger/versions";
    private static final String CHECKS = "/workspaces/staging" + LEDGER + "/1.0.0/checks";
    private static final String PASSED = """
            <testsuite name="Ledger" tests="1"><testcase classname="LedgerTest" name="balances"/></testsuite>""";
    private static final String FAILED = """
            <testsuite name="Ledger" tests="1" failures="1"><testcase classname="LedgerTest" name="balances">\
            <failure message="1 is not 2"/></testcase></testsuite>""";

    @Override
    public void make(ContractWorld world) {
        versions(world);
        results(world);
    }

    private static void versions(ContractWorld world) {
        String body = version("1.0.0");
        Reply made = Probe.of(world, "alice").butNot("vic").post("/workspaces/dev/versions", body);
        Probe.of(world, "alice").conflict("/workspaces/dev/versions", body);
        world.as("alice").post("/organizations/acme/workspaces/dev/versions", version("1.1.0"));
        Reply found = Probe.of(world, "vic").get("/artifacts?text=LEDG&limit=1");
        Reply page = Probe.of(world, "vic").get(LEDGER + "?limit=1");
        Reply rest = Probe.of(world, "vic")
                .get(LEDGER + "?limit=1&cursor=" + page.json().path("next").asText());
        JsonNode shown = Probe.of(world, "vic")
                .get("/workspaces/dev" + LEDGER + "/1.0.0")
                .json();
        Reply strange = world.as("vic").get("/organizations/acme" + LEDGER + "?cursor=nonsense");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/organizations/acme/workspaces/dev" + LEDGER + "/1.0.0");
        assertThat(found.json().path("items").get(0).path("artifact").path("id").asText())
                .isEqualTo("ledger");
        assertThat(found.json()
                        .path("items")
                        .get(0)
                        .path("live")
                        .get(0)
                        .path("version")
                        .asText())
                .isEqualTo("1.1.0");
        assertThat(page.json().path("items").findValuesAsText("version")).hasSize(1);
        assertThat(rest.json().path("items").findValuesAsText("version"))
                .hasSize(1)
                .isNotEqualTo(page.json().path("items").findValuesAsText("version"));
        assertThat(shown.path("metadata").path("build").asText()).isEqualTo("7");
        assertThat(shown.path("metadata").path("note").asText()).isEqualTo("password=***");
        assertThat(strange.code()).isEqualTo("cursor.invalid");
    }

    private static void results(ContractWorld world) {
        Probe bot = Probe.of(world, "ci-bot").butNot("vic");
        String report = """
                {"artifact":{"kind":"AGENT","id":"ledger"},"version":"1.0.0","digest":"%s","name":"tests",\
                "verdict":"PASSED","summary":"812 of 812","metrics":{"tests.total":812}}""".formatted(digest("1.0.0").value());
        Reply reported = bot.post("/workspaces/staging/checks", report);
        String upload = CHECKS + "/tests/report?digest=" + digest("1.0.0").value() + "&name=TEST-Ledger.xml";
        Reply passed = bot.sending("application/xml").post(upload, PASSED);
        Reply failed = bot.sending("application/xml").post(upload, FAILED);
        Reply unreadable = world.as("ci-bot")
                .with("Content-Type", "application/json")
                .send("POST", "/organizations/acme" + upload.replace("/tests/", "/performance/"), "{}");
        Reply other = world.as("ci-bot")
                .with("Content-Type", "application/xml")
                .send(
                        "POST",
                        "/organizations/acme"
                                + upload.replace(
                                        digest("1.0.0").value(), digest("other").value()),
                        PASSED);
        Reply newest = Probe.of(world, "vic").get(CHECKS);
        Reply history = Probe.of(world, "vic").get(CHECKS + "/history");
        String revoke = "/check-results/" + failed.json().path("id").asText() + "/revoke";
        Probe.of(world, "dan").butNot("vic").post(revoke, "{\"reason\":\"the machine was broken\"}");
        Probe.of(world, "dan").conflict(revoke, "{\"reason\":\"the machine was broken\"}");

        assertThat(reported.json().path("metrics").path("tests.total").asInt()).isEqualTo(812);
        assertThat(passed.json().path("verdict").asText()).isEqualTo("PASSED");
        assertThat(failed.json().path("verdict").asText()).isEqualTo("FAILED");
        assertThat(unreadable.code()).isEqualTo("report.unreadable");
        assertThat(other.code()).isEqualTo("digest.mismatch");
        assertThat(newest.json().path("items").findValuesAsText("verdict")).containsExactly("FAILED");
        assertThat(history.json().path("items")).hasSize(3);
    }

    private static String version(String label) {
        return """
                {"artifact":{"kind":"AGENT","id":"ledger"},"version":"%s","digest":"%s","authors":["alice"],\
                "metadata":{"build":"7","note":"password=hunter2"}}""".formatted(label, digest(label).value());
    }
}
