package io.sluice.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.PromotionRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see when their session has ended while a page was open. */
@ExtendWith(Hosts.class)
class SessionTest {
    @Test
    void aDecisionAfterTheSessionHasEndedAsksToSignInAndSendsNothing(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
        PromotionRequest request = scenario.intoStaging(artifact, "2.0.0");
        scenario.awaitApproval(request);

        try (Visit tom = Visit.to(host, chromium).as("tom.berg").expecting("40[13]")) {
            PromotionPage page = PromotionPage.open(tom, request.id().value()).ask("APPROVE");
            tom.context().clearCookies();
            page.confirm("Approve");

            tom.shows("You are signed out. Sign in again, then come back here.")
                    .shows("Sign in again")
                    .isAccessible()
                    .picture("signed-out");
            tom.page().locator("#signed-out a").waitFor();
        }

        assertThat(scenario.approvals(request)).isZero();
    }

    @Test
    void whoSignsInAfterwardsComesBackToThePage(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        PromotionRequest request = scenario.intoStaging(scenario.artifactInDev("refund-flow", "2.0.0"), "2.0.0");

        try (Visit tom = Visit.to(host, chromium).open("/promotions/" + request.id())) {
            tom.page().locator("input[name=username]").fill("tom.berg");
            tom.page().locator("input[name=password]").fill("sluice");
            tom.page().locator("form.sign-in button").click();

            tom.page().waitForURL(url -> url.contains("/promotions/" + request.id()));
            tom.page().locator("sluice-promotion-detail [data-action]").first().waitFor();
        }
    }
}
