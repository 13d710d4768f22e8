package io.sluice.promotion.spring.rest.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.spring.rest.ApiClient.Reply;
import io.sluice.promotion.spring.rest.ContractCalls;
import io.sluice.promotion.spring.rest.ContractWorld;
import io.sluice.promotion.spring.rest.Probe;

/** What people put in the way. */
public final class ControlCalls implements ContractCalls {
    private static final String THERE = "/workspaces/dev/artifacts/AGENT/teller";
    private static final String WHY = "{\"reason\":\"we look at it first\"}";

    @Override
    public void make(ContractWorld world) {
        world.acme().register(ArtifactRef.agent("teller"), "1.0.0");
        String line = "{\"workspace\":\"sandbox\",\"reason\":\"the network is down\"}";
        twice(world, "/line/stop", line, "control.alreadySet");
        Reply stops = Probe.of(world, "vic").get("/workspaces/sandbox/stops");
        twice(world, "/line/resume", line, "control.notSet");
        twice(world, THERE + "/pin", WHY, "control.alreadySet");
        Reply pins = Probe.of(world, "vic").get("/workspaces/dev/pins");
        twice(world, THERE + "/unpin", WHY, "control.notSet");
        twice(world, "/artifacts/AGENT/teller/versions/1.0.0/mark-bad", WHY, "control.alreadySet");
        Reply bad = Probe.of(world, "vic").get(THERE + "/bad-versions");
        twice(world, "/artifacts/AGENT/teller/versions/1.0.0/clear-bad", WHY, "control.notSet");
        String staging = THERE.replace("dev", "staging");
        twice(world, staging + "/automation/hold", WHY, "control.alreadySet");
        Reply holds = Probe.of(world, "vic").get("/workspaces/staging/automation-holds");
        Reply explained = Probe.of(world, "vic").get(staging + "/automation");
        twice(world, staging + "/automation/release", WHY, "control.notSet");

        assertThat(stops.json().path("items").get(0).path("kind").asText()).isEqualTo("LINE_STOP");
        assertThat(pins.json().path("items").get(0).path("release").isTextual()).isTrue();
        assertThat(bad.json().path("items").get(0).path("live")).hasSize(1);
        assertThat(holds.json().path("items").get(0).path("kind").asText()).isEqualTo("AUTOMATION_HOLD");
        assertThat(explained.json().path("asks").asBoolean()).isFalse();
        assertThat(explained.json().path("reasons")).isNotEmpty();
    }

    private static void twice(ContractWorld world, String path, String body, String code) {
        Probe.of(world, "dan").butNot("vic").post(path, body);
        Reply again = Probe.of(world, "dan").conflict(path, body);

        assertThat(again.code()).isEqualTo(code);
    }
}
