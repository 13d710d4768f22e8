package io.sluice.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deciding without a mouse. */
@ExtendWith(Hosts.class)
class KeyboardTest {
    private static final String FOCUSED = """
            () => {
                let at = document.activeElement;
                while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
                const row = at.closest('.entry');
                return row ? 'row ' + row.querySelector('.title').textContent.trim() : at.textContent.trim();
            }""";

    @Test
    void anApproverFindsTheRowByKeysApprovesAndIsBackWhereTheyWere(RunningHost host, Chromium chromium) {
        Scenario scenario = new Scenario(host);
        ArtifactRef artifact = scenario.artifactInDev("refund-flow", "2.0.0");
        PromotionRequest request = scenario.intoStaging(artifact, "2.0.0");
        scenario.awaitApproval(request);

        try (Visit tom = Visit.to(host, chromium).as("tom.berg").open("/queue")) {
            tom.shows(artifact.id());
            Keyboard keys = tom.page().keyboard();
            until(tom, keys, "Tab", focused -> focused.startsWith("row "));
            until(tom, keys, "j", focused -> focused.contains(artifact.id() + "\n"));
            keys.press("a");
            tom.dialog().waitFor();
            keys.press("Escape");
            assertThat(tom.page().evaluate(FOCUSED)).asString().contains(artifact.id());

            keys.press("a");
            tom.dialog().waitFor();
            keys.type("By keyboard");
            keys.press("Tab");
            while (!String.valueOf(tom.page().evaluate(FOCUSED)).contains("Approve")) {
                keys.press("Tab");
            }
            keys.press("Enter");
            tom.dialog().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        }

        assertThat(scenario.ended(request).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void theFirstTabLeadsToTheContent(RunningHost host, Chromium chromium) {
        try (Visit tom = Visit.to(host, chromium).as("tom.berg").open("/tasks")) {
            tom.page().keyboard().press("Tab");
            assertThat(tom.page().evaluate(FOCUSED)).isEqualTo("Skip to the content");

            tom.page().keyboard().press("Enter");
            assertThat(tom.page().evaluate("document.activeElement.id")).isEqualTo("content");
        }
    }

    private static void until(Visit visit, Keyboard keys, String key, Predicate<String> reached) {
        for (int pressed = 0; pressed < 100; pressed++) {
            if (reached.test(String.valueOf(visit.page().evaluate(FOCUSED)))) {
                return;
            }
            keys.press(key);
        }
        throw new AssertionError("It is not reached by " + key + ".");
    }
}
