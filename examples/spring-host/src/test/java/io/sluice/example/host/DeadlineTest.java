package io.sluice.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Duration;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Time passes: the clock of the application, and of the engine inside it, is put forward. */
@ExtendWith(Hosts.class)
class DeadlineTest {
    @AfterEach
    void putTheClockBack() {
        ClockUtil.reset();
    }

    @Test
    void aRequestThatNobodyDecidesInTimeExpiresBeforeTheEyesOfWhoWaits(Chromium chromium) {
        try (RunningHost host = RunningHost.empty()) {
            Scenario scenario = new Scenario(host);
            ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
            PromotionRequest request = scenario.intoStaging(artifact, "2.0.0");
            scenario.awaitApproval(request);

            try (Visit tom = Visit.to(host, chromium).as("tom.berg").expecting("409|412|403")) {
                putForward(host, Duration.ofHours(71));
                PromotionPage page = PromotionPage.open(tom, request.id().value());
                tom.shows(Pattern.compile("(5\\d min|1 h)"));
                page.look("promotion-due-soon");

                page.ask("APPROVE");
                putForward(host, Duration.ofHours(73));
                scenario.ended(request);
                page.confirm("Approve");
                tom.shows("Nothing was sent.");
                tom.open("/promotions/" + request.id()).shows(Pattern.compile("Expired"));
                tom.isAccessible().picture("promotion-expired");
            }

            assertThat(scenario.ended(request).status()).isEqualTo(PromotionStatus.EXPIRED);
        }
    }

    private static void putForward(RunningHost host, Duration ahead) {
        host.part(HostClock.class).setAhead(ahead);
        ClockUtil.offset(ahead.toMillis());
    }
}
