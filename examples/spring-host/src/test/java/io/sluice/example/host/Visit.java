package io.sluice.example.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.sluice.example.host.people.HostPeople;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One person in a browser of their own. What the page writes to the console as an error, an exception nobody caught, and
 * whatever the content security policy stopped fail the test when the visit ends.
 */
final class Visit implements AutoCloseable {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final RunningHost host;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    private Visit(RunningHost host, BrowserContext context) {
        this.host = host;
        this.context = context;
        this.page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(error -> complaints.add(error));
    }

    /** On a wide screen, light, in English. */
    static Visit to(RunningHost host, Chromium chromium) {
        return with(host, chromium, wide());
    }

    static Visit with(RunningHost host, Chromium chromium, Browser.NewContextOptions how) {
        return new Visit(host, chromium.browser().newContext(how));
    }

    static Browser.NewContextOptions wide() {
        return options(1280, 900);
    }

    /** The width at which nothing may have to be scrolled sideways. */
    static Browser.NewContextOptions narrow() {
        return options(320, 800);
    }

    static Browser.NewContextOptions dark() {
        return wide().setColorScheme(ColorScheme.DARK);
    }

    static Browser.NewContextOptions german() {
        return wide().setLocale("de-DE");
    }

    private static Browser.NewContextOptions options(int width, int height) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("en-GB")
                // Nothing is judged while it still moves in.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId("Europe/Berlin");
    }

    /** Signs in; the words of the form are those of the language. */
    Visit as(String person) {
        page.navigate(host.url() + "/sign-in");
        page.locator("input[name=username]").fill(person);
        page.locator("input[name=password]").fill(HostPeople.PASSWORD);
        page.locator("form.sign-in button").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return this;
    }

    /** Opens a page of the application. */
    Visit open(String path) {
        page.navigate(host.url() + path);
        return this;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator button(Pattern name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator heading(Pattern name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** Text anywhere on the page, waited for. */
    Visit shows(String text) {
        seen(page.getByText(text)).waitFor();
        return this;
    }

    /** The same for a pattern. */
    Visit shows(Pattern text) {
        seen(page.getByText(text)).waitFor();
        return this;
    }

    private static Locator seen(Locator all) {
        return all.filter(new Locator.FilterOptions().setVisible(true)).first();
    }

    /** Says that the browser will complain of this, such as of an answer with status 412. */
    Visit expecting(String pattern) {
        expected.add(Pattern.compile(pattern, Pattern.DOTALL));
        return this;
    }

    /** What WCAG 2.2 AA asks for and a program can check. */
    Visit isAccessible() {
        List<String> violations = new ArrayList<>();
        for (Rule rule : new AxeBuilder(page).withTags(WCAG).analyze().getViolations()) {
            rule.getNodes()
                    .forEach(node -> violations.add(rule.getId() + ": " + rule.getHelp() + " at " + node.getTarget()
                            + " " + node.getHtml() + " " + node.getFailureSummary()));
        }
        assertThat(violations).as("axe on " + page.url()).isEmpty();
        return this;
    }

    Visit needsNoScrollingSideways() {
        Object hidden = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) hidden).intValue())
                .as("hidden pixels on " + page.url())
                .isZero();
        return this;
    }

    /** Keeps a picture of the whole page under that name. */
    Visit picture(String name) {
        Path folder = Path.of(System.getProperty("sluice.host.screenshots", "target/screenshots"));
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(folder.resolve(name + ".png"))
                .setFullPage(true));
        return this;
    }

    @Override
    public void close() {
        context.close();
        List<String> unexpected = complaints.stream()
                .filter(complaint -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(complaint).find()))
                .toList();
        assertThat(unexpected).as("complaints of the browser").isEmpty();
    }
}
