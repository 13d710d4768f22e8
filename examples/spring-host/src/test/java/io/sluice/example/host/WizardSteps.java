package io.sluice.example.host;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.sluice.promotion.artifact.ArtifactRef;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The five steps of asking for a promotion, as a person takes them. */
final class WizardSteps {
    private static final Pattern REQUESTED = Pattern.compile("Requested as ([^.\\s]+)\\.");

    private final Visit visit;

    WizardSteps(Visit visit) {
        this.visit = visit;
    }

    WizardSteps chooseArtifact(ArtifactRef artifact) {
        visit.page().getByLabel("Search for an artifact").fill(artifact.id());
        visit.button(Pattern.compile("^" + plain(artifact.id()) + "\\s")).click();
        return this;
    }

    WizardSteps chooseVersion(String version) {
        radio(Pattern.compile("^" + plain(version) + "\\s")).check();
        return this;
    }

    WizardSteps chooseTarget(String workspace) {
        radio(Pattern.compile("^" + plain(workspace) + "\\s")).check();
        return this;
    }

    /** Goes on to the step of that name. */
    WizardSteps next(String step) {
        visit.page().locator("#next[aria-disabled=false]").click();
        return at(step);
    }

    WizardSteps at(String step) {
        visit.heading(Pattern.compile("Step \\d of 5: " + plain(step))).waitFor();
        return this;
    }

    WizardSteps reason(String reason) {
        visit.page().getByLabel(Pattern.compile("^Reason")).first().fill(reason);
        return this;
    }

    /** Sends the request and says what it is called. */
    String send() {
        visit.page().locator("#next[aria-disabled=false]").click();
        Locator told = visit.page().getByText(REQUESTED).first();
        told.waitFor();
        Matcher found = REQUESTED.matcher(told.innerText());
        if (!found.find()) {
            throw new IllegalStateException("No id in: " + told.innerText());
        }
        return found.group(1);
    }

    WizardSteps look(String picture) {
        visit.isAccessible().picture(picture);
        return this;
    }

    /** For a pattern that JavaScript understands, too. */
    private static String plain(String text) {
        return text.replace(".", "\\.");
    }

    private Locator radio(Pattern name) {
        return visit.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(name));
    }
}
