package io.sluice.example.host;

import static io.sluice.example.host.Scenario.HOUSEHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.example.host.delivery.Installations;
import io.sluice.example.host.sample.SampleWorkspaces;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.PromotionRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Going back by the button on the page of the promotion that brought a version. */
@ExtendWith(Hosts.class)
class RollbackTest {
    @Test
    void theVersionBeforeIsLiveAgainOnceSomebodyElseAgrees(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
        scenario.liveInStaging(artifact, "2.0.0");
        scenario.liveInProduction(artifact, "2.0.0");
        scenario.register(artifact, "2.1.0");
        scenario.liveInStaging(artifact, "2.1.0");
        PromotionRequest brought = scenario.liveInProduction(artifact, "2.1.0");

        try (Visit rita = Visit.to(host, chromium).as("rita.lopes");
                Visit tom = Visit.to(host, chromium).as("tom.berg")) {
            PromotionPage.open(rita, brought.id().value())
                    .ask("ROLL_BACK")
                    .shows("Put 2.0.0 back into Production?")
                    .look("dialog-roll-back")
                    .write("Reason", "More reviews than customer care can handle")
                    .confirm("Roll back");
            rita.page()
                    .waitForURL(url -> url.contains("/promotions/")
                            && !url.endsWith(brought.id().value()));
            PromotionPage.open(tom, idIn(rita.page().url()))
                    .ask("APPROVE")
                    .confirm("Approve")
                    .shows("Promoted")
                    .look("promotion-rollback");
        }

        assertThat(host.part(Installations.class)
                        .find(HOUSEHOLD, SampleWorkspaces.PRODUCTION, artifact)
                        .map(Installations.Installation::version))
                .contains("2.0.0");
    }

    private static String idIn(String url) {
        Matcher id = Pattern.compile("/promotions/([^/?#]+)").matcher(url);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }
}
