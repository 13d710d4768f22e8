package io.sluice.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmokeTestTest {
    private final Samples samples = Samples.included();

    @Test
    void namesTheSecretThatProductionDoesNotOffer() {
        ArtifactRef assistant = ArtifactRef.agent("support-assistant");

        assertThat(SmokeTest.run(samples.version(assistant, "1.6.0"), samples.environment("production")))
                .hasValue("The workspace offers no secret loyalty-api-token.");
    }

    @ParameterizedTest
    @CsvSource({
        "AGENT, support-assistant, 1.4.0, production",
        "AGENT, support-assistant, 1.6.0, staging",
        "ORCHESTRATION, refund-flow, 2.0.0, production",
        "ORCHESTRATION, refund-flow, 2.1.0, production"
    })
    void passesWhatTheWorkspaceCanRun(String kind, String id, String version, String workspace) {
        ArtifactRef artifact = kind.equals("AGENT") ? ArtifactRef.agent(id) : ArtifactRef.orchestration(id);

        assertThat(SmokeTest.run(samples.version(artifact, version), samples.environment(workspace)))
                .isEmpty();
    }
}
