package io.sluice.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people at the same promotion in two browsers. */
@ExtendWith(Hosts.class)
class ConflictTest {
    @Test
    void whoComesSecondIsToldWhoWasFirstAndKeepsWhatTheyTyped(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
        scenario.liveInStaging(artifact, "2.0.0");
        PromotionRequest request = scenario.intoProduction(artifact, "2.0.0");
        scenario.awaitApproval(request);

        try (Visit tom = Visit.to(host, chromium).as("tom.berg").expecting("412|409");
                Visit sara = Visit.to(host, chromium).as("sara.nilsson")) {
            PromotionPage first = PromotionPage.open(tom, request.id().value())
                    .ask("APPROVE")
                    .write("Comment", "Tried it with my own order");
            PromotionPage.open(sara, request.id().value())
                    .ask("REJECT")
                    .write("Reason", "A limit per customer is missing")
                    .confirm("Reject")
                    .shows("Rejected");

            first.confirm("Approve");
            tom.shows(Pattern.compile("Sara Nilsson rejected this .*Nothing was sent\\."));

            assertThat(tom.page()
                            .locator("sluice-promotion-detail textarea")
                            .first()
                            .inputValue())
                    .isEqualTo("Tried it with my own order");
            first.look("dialog-conflict");
        }

        PromotionRequest ended = scenario.ended(request);
        assertThat(ended.status()).isEqualTo(PromotionStatus.REJECTED);
        assertThat(scenario.approvals(request)).as("Tom's yes was not sent").isOne();
    }

    @Test
    void aDoubleClickIsOneDecision(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
        scenario.liveInStaging(artifact, "2.0.0");
        PromotionRequest request = scenario.intoProduction(artifact, "2.0.0");
        scenario.awaitApproval(request);

        try (Visit tom = Visit.to(host, chromium).as("tom.berg")) {
            PromotionPage page = PromotionPage.open(tom, request.id().value()).ask("APPROVE");
            page.confirmButton("Approve").dblclick();
            tom.shows("1 of 2");
        }

        assertThat(scenario.approvals(request)).isOne();
    }
}
