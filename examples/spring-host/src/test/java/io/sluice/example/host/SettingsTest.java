package io.sluice.example.host;

import static io.sluice.example.host.Scenario.HOUSEHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sluice.example.host.sample.SampleWorkspaces;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.policy.PromotionPolicy;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator changes what a workspace is and demands. */
@ExtendWith(Hosts.class)
class SettingsTest {
    @Test
    void theEffectOfAStricterPolicyIsShownBeforeItIsSaved(RunningHost host, Chromium chromium) {
        try (Visit olga =
                Visit.to(host, chromium).as("olga.ivanova").open("/workspaces/staging/settings?section=policy")) {
            olga.page()
                    .getByLabel("Those who operate this workspace may not approve")
                    .check();
            olga.button("Preview effect").click();
            olga.shows(Pattern.compile("stricter")).isAccessible().picture("settings-preview");

            olga.page().getByLabel(Pattern.compile("^Reason")).last().fill("Four eyes for every deployment");
            olga.page().locator("#save").click();
            olga.shows("Saved.");
        }

        assertThat(policy(host).approvals().operatorsExcluded()).isTrue();
    }

    @Test
    void whoMayNotChangeSeesValuesAndNoFields(RunningHost host, Chromium chromium) {
        try (Visit mia = Visit.to(host, chromium).as("mia.chen").open("/workspaces/sandbox/settings")) {
            mia.shows(Pattern.compile("You can read this and not change it"));

            assertThat(mia.page()
                            .locator("sluice-workspace-settings input:not([type=radio])")
                            .count())
                    .isZero();
            assertThat(mia.page()
                            .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save"))
                            .count())
                    .isZero();
            mia.isAccessible().picture("settings-read-only");
        }
    }

    private static PromotionPolicy policy(RunningHost host) {
        Sluice sluice = host.part(Sluice.class);
        Actor olga = sluice.actors().human("olga.ivanova");
        return sluice.policies()
                .current(olga, HOUSEHOLD, SampleWorkspaces.STAGING)
                .policy();
    }
}
