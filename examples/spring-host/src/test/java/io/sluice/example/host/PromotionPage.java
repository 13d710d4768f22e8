package io.sluice.example.host;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The page of one promotion, and the dialogs in which people act on it. */
final class PromotionPage {
    private final Visit visit;

    private PromotionPage(Visit visit) {
        this.visit = visit;
    }

    static PromotionPage open(Visit visit, String promotion) {
        visit.open("/promotions/" + promotion);
        visit.page().locator("sluice-promotion-detail [data-action]").first().waitFor();
        return new PromotionPage(visit);
    }

    /** Opens the dialog behind a button of the bar, such as APPROVE. */
    PromotionPage ask(String action) {
        button(action).click();
        visit.dialog().waitFor();
        return this;
    }

    Locator button(String action) {
        return visit.page()
                .locator("sluice-promotion-detail [data-action=" + action + "]")
                .first();
    }

    /** Why a button of the bar cannot be used, in words. */
    String whyNot(String action) {
        String described = button(action).getAttribute("aria-describedby");
        return visit.page().locator("#" + described).innerText();
    }

    PromotionPage write(String field, String text) {
        dialog().getByLabel(Pattern.compile("^" + field)).first().fill(text);
        return this;
    }

    /** Presses the button that does it. */
    PromotionPage confirm(String name) {
        confirmButton(name).click();
        return this;
    }

    Locator confirmButton(String name) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    PromotionPage look(String picture) {
        visit.isAccessible().picture(picture);
        return this;
    }

    PromotionPage shows(String text) {
        visit.shows(text);
        return this;
    }

    Locator dialog() {
        // Its fields lie in the page and only appear inside of it, so it is found by its element.
        return visit.page().locator("sluice-dialog[open]");
    }
}
