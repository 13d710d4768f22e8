package io.sluice.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sluice.promotion.artifact.ArtifactRef;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Going from one environment to another. */
@ExtendWith(Hosts.class)
class WorkspacesTest {
    @Test
    void theSelectorLeadsToThePageOfAWorkspaceAndRemembersIt(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("order-tracker", "2.2.0");
        scenario.liveInStaging(artifact, "2.2.0");

        try (Visit mia = Visit.to(host, chromium).as("mia.chen").open("/tasks")) {
            selector(mia).click();
            mia.isAccessible().picture("selector-open");
            mia.page()
                    .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^Staging")))
                    .click();
            mia.page().waitForURL("**/workspaces/staging");
            mia.shows(artifact.id()).isAccessible().picture("workspace");

            selector(mia).click();
            mia.page()
                    .getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^Production")))
                    .click();
            mia.page().waitForURL("**/workspaces/production");
            assertThat(mia.page().locator("main").innerText()).doesNotContain(artifact.id());
            assertThat(selector(mia).innerText()).contains("Production");
        }
    }

    private static Locator selector(Visit visit) {
        return visit.page().locator(".workspace-bar").getByRole(AriaRole.BUTTON);
    }
}
