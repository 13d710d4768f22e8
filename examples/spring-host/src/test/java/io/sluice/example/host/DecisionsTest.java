package io.sluice.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Yes and no by the screens, and who may not say either. */
@ExtendWith(Hosts.class)
class DecisionsTest {
    @Test
    void oneApprovesAndAnotherRejectsWhichEndsTheRequest(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
        scenario.liveInStaging(artifact, "2.0.0");
        PromotionRequest request = scenario.intoProduction(artifact, "2.0.0");
        scenario.awaitApproval(request);
        scenario.approve("tom.berg", request);

        try (Visit sara = Visit.to(host, chromium).as("sara.nilsson")) {
            PromotionPage page = PromotionPage.open(sara, request.id().value())
                    .ask("REJECT")
                    .confirm("Reject")
                    .shows("Give at least 10 characters.")
                    .look("dialog-reject-refused");
            page.write("Reason", "A limit per customer is missing").confirm("Reject");
            sara.shows("Rejected").picture("promotion-rejected");
        }

        PromotionRequest ended = scenario.ended(request);
        assertThat(ended.status()).isEqualTo(PromotionStatus.REJECTED);
        scenario.awaitMail("mia.chen", artifact.id());
    }

    @Test
    void whoAskedIsToldInWordsThatSomebodyElseMustApprove(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("goodwill-flow", "1.0.0");
        PromotionRequest request = scenario.intoStagingBy("lena.fischer", artifact, "1.0.0");
        scenario.awaitApproval(request);

        try (Visit lena = Visit.to(host, chromium).as("lena.fischer").open("/queue")) {
            lena.page()
                    .getByRole(AriaRole.LISTITEM)
                    .filter(new Locator.FilterOptions().setHasText(artifact.id()))
                    .getByText("You requested this, so someone else must approve")
                    .waitFor();
            PromotionPage page = PromotionPage.open(lena, request.id().value());

            assertThat(page.button("APPROVE").getAttribute("aria-disabled")).isEqualTo("true");
            assertThat(page.whyNot("APPROVE")).contains("requested");
            page.look("promotion-self-approval");
        }
    }

    @Test
    void aPersonOfAnotherOrganizationSeesNothingOfIt(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
        PromotionRequest request = scenario.intoStaging(artifact, "2.0.0");

        try (Visit gina = Visit.to(host, chromium).as("gina.rossi").expecting("404")) {
            gina.open("/promotions/" + request.id());
            gina.shows("This promotion does not exist or is not visible to you.")
                    .isAccessible()
                    .picture("promotion-missing");
            assertThat(gina.page().content()).doesNotContain(artifact.id());

            gina.open("/workspaces/staging");
            assertThat(gina.page()
                            .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Not found"))
                            .isVisible())
                    .isTrue();
        }
    }
}
