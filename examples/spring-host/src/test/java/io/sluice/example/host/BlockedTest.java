package io.sluice.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.sluice.promotion.artifact.ArtifactRef;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the wizard says when a promotion is not allowed. */
@ExtendWith(Hosts.class)
class BlockedTest {
    @Test
    void aTargetThatDoesNotFollowSaysWhatIsMissingBeforeIt(RunningHost host, Chromium chromium) {
        ArtifactRef artifact = new Scenario(host).artifactInDev("support-assistant", "1.4.0");
        try (Visit mia = Visit.to(host, chromium).as("mia.chen")) {
            WizardSteps wizard = new WizardSteps(mia.open("/promotions/new"))
                    .chooseArtifact(artifact)
                    .chooseVersion("1.4.0")
                    .next("Where");

            mia.page()
                    .locator(".option.refused", new Page.LocatorOptions().setHasText("Production"))
                    .getByText("Nothing of it is live in Staging.")
                    .waitFor();
            wizard.look("wizard-where-refused");
        }
    }

    @Test
    void aVersionWithAFailedCheckCannotBeRequestedAndTheReasonStandsBesideTheButton(
            RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("support-assistant", "1.5.0");
        scenario.ended(scenario.intoStaging(artifact, "1.5.0"));

        try (Visit mia = Visit.to(host, chromium).as("mia.chen")) {
            WizardSteps wizard = new WizardSteps(mia.open("/promotions/new"))
                    .chooseArtifact(artifact)
                    .chooseVersion("1.5.0")
                    .next("Where")
                    .chooseTarget("Staging")
                    .next("Checks");
            Locator next = mia.page().locator("#next[aria-disabled=true]");
            next.waitFor();
            mia.shows(Pattern.compile("Blocked: .*security"));

            next.click(new Locator.ClickOptions().setForce(true));
            wizard.at("Checks").look("wizard-checks-blocked");
            assertThat(mia.page().locator("#next-why").innerText()).startsWith("Blocked: ");
        }
    }
}
