package io.sluice.example.host;

import static io.sluice.example.host.Scenario.HOUSEHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sluice.example.host.delivery.Installations;
import io.sluice.example.host.sample.SampleWorkspaces;
import io.sluice.promotion.artifact.ArtifactRef;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A version on its whole way, by the screens only. */
@ExtendWith(Hosts.class)
class FromDevelopmentToProductionTest {
    @Test
    void aVersionGoesLiveWithAllChecksPassingAndThreePeopleAgreeing(RunningHost host, Chromium chromium) {
        ArtifactRef artifact = new Scenario(host).artifactInDev("refund-flow", "2.0.0");
        try (Visit mia = Visit.to(host, chromium).as("mia.chen");
                Visit tom = Visit.to(host, chromium).as("tom.berg");
                Visit sara = Visit.to(host, chromium).as("sara.nilsson")) {
            String intoStaging = askInFiveSteps(mia, artifact);
            approveFromTheQueue(tom, artifact, intoStaging);
            PromotionPage.open(mia, intoStaging).shows("Promoted").look("promotion-promoted");

            String intoProduction = askFromTheBoard(mia, artifact);
            PromotionPage.open(tom, intoProduction)
                    .ask("APPROVE")
                    .shows("1 more approval is needed after yours.")
                    .write("Comment", "Tried in Staging")
                    .confirm("Approve");
            tom.shows("1 of 2");
            PromotionPage.open(sara, intoProduction)
                    .ask("APPROVE")
                    .shows("Yours is the last approval: it starts at once.")
                    .look("dialog-approve")
                    .confirm("Approve")
                    .shows("Promoted");
        }

        assertThat(host.part(Installations.class)
                        .find(HOUSEHOLD, SampleWorkspaces.PRODUCTION, artifact)
                        .map(Installations.Installation::version))
                .contains("2.0.0");
    }

    private static String askInFiveSteps(Visit mia, ArtifactRef artifact) {
        WizardSteps wizard = new WizardSteps(mia.open("/promotions/new"))
                .at("What")
                .chooseArtifact(artifact)
                .chooseVersion("2.0.0")
                .look("wizard-1-what")
                .next("Where")
                .chooseTarget("Staging")
                .look("wizard-2-where")
                .next("Checks");
        String promotion = wizard.look("wizard-3-checks")
                .next("Approval & time")
                .look("wizard-4-approval")
                .next("Confirm")
                .reason("Refunds in steps instead of by mail")
                .look("wizard-5-confirm")
                .send();
        wizard.look("wizard-6-requested");
        return promotion;
    }

    private static void approveFromTheQueue(Visit tom, ArtifactRef artifact, String promotion) {
        tom.open("/queue");
        tom.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Review " + artifact.id() + " 2.0.0"))
                .click();
        tom.page().waitForURL("**/promotions/" + promotion);
        PromotionPage.open(tom, promotion).ask("APPROVE").confirm("Approve").shows("Promoted");
    }

    private static String askFromTheBoard(Visit mia, ArtifactRef artifact) {
        mia.open("/board");
        mia.page().getByLabel("Search artifacts").fill(artifact.id());
        mia.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("Promote 2\\.0\\.0.* of " + artifact.id() + " to Production")))
                .click();
        mia.page().waitForURL(Pattern.compile("/promotions/new\\?"));
        WizardSteps wizard = new WizardSteps(mia).at("Checks");
        return wizard.next("Approval & time")
                .next("Confirm")
                .reason("Tried in Staging")
                .send();
    }
}
