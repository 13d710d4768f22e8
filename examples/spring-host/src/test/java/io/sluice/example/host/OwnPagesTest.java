package io.sluice.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages that the application has of its own, beside the parts of Sluice. */
@ExtendWith(Hosts.class)
class OwnPagesTest {
    @Test
    void nobodyGetsInWithAWrongPassword(RunningHost host, Chromium chromium) {
        try (Visit visit = Visit.to(host, chromium).open("/board")) {
            visit.page().locator("input[name=username]").fill("mia.chen");
            visit.page().locator("input[name=password]").fill("guess");
            visit.page().locator("form.sign-in button").click();

            visit.shows("That is not a name and password of this application.").isAccessible();
        }
    }

    @Test
    void anApproverDecidesOnTheTaskListOfTheApplication(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
        PromotionRequest request = scenario.intoStaging(artifact, "2.0.0");
        scenario.awaitApproval(request);

        try (Visit tom = Visit.to(host, chromium).as("tom.berg").open("/tasks")) {
            tom.shows(artifact.id() + " 2.0.0").isAccessible().picture("tasks");
            tom.button("Approve " + artifact.id() + " 2.0.0").click();
            tom.shows("Thank you. You approved.").isAccessible();
        }

        assertThat(scenario.ended(request).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aRejectionOnTheTaskListOfTheApplicationNeedsAReason(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
        PromotionRequest request = scenario.intoStaging(artifact, "2.0.0");
        scenario.awaitApproval(request);

        try (Visit tom = Visit.to(host, chromium).as("tom.berg").open("/tasks")) {
            var card = tom.page().locator(".card").filter(new Locator.FilterOptions().setHasText(artifact.id()));
            card.locator("input[name=reason]").fill("The limits are not settled");
            card.locator("button", new Locator.LocatorOptions().setHasText("Reject"))
                    .click();
            tom.shows("You rejected.");
        }

        assertThat(scenario.ended(request).status()).isEqualTo(PromotionStatus.REJECTED);
    }

    @Test
    void allOnOnePageBeginsWithTheBoardOfThePersonsOrganization(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");

        try (Visit mia = Visit.to(host, chromium).as("mia.chen").open("/sluice/")) {
            mia.shows(artifact.id()).isAccessible().picture("app");
        }
    }

    @Test
    void theMailboxShowsTheMailThatAskedForTheApproval(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
        scenario.awaitApproval(scenario.intoStaging(artifact, "2.0.0"));
        scenario.awaitMail("tom.berg", artifact.id());

        try (Visit tom = Visit.to(host, chromium).as("tom.berg").open("/mailbox")) {
            tom.page()
                    .locator("summary", new Page.LocatorOptions().setHasText(artifact.id()))
                    .first()
                    .click();
            tom.shows(Pattern.compile("http://localhost:\\d+/promotions/"))
                    .isAccessible()
                    .picture("mailbox");
        }
    }

    static Stream<Arguments> waysToLook() {
        return Stream.of(
                Arguments.of("wide", Visit.wide()),
                Arguments.of("narrow", Visit.narrow()),
                Arguments.of("dark", Visit.dark()),
                Arguments.of("german", Visit.german()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToLook")
    void everyOwnPageIsAccessibleAndFits(
            String way, Browser.NewContextOptions how, RunningHost host, Chromium chromium) {
        try (Visit visit = Visit.with(host, chromium, how)) {
            visit.open("/sign-in").isAccessible().needsNoScrollingSideways().picture("sign-in-" + way);
            visit.as("tom.berg");
            for (String page : new String[] {"/tasks", "/mailbox", "/mailbox?all=true"}) {
                visit.open(page).isAccessible().needsNoScrollingSideways();
            }
        }
    }
}
