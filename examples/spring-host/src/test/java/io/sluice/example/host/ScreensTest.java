package io.sluice.example.host;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import io.sluice.promotion.Promotions;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every screen with the sample data of the demonstration: on a wide and on a narrow screen, dark, and in German. Each is
 * accessible, needs no scrolling sideways, and leaves a picture.
 */
@ExtendWith(Hosts.class)
class ScreensTest {
    private static RunningHost demonstration;

    @BeforeAll
    static void start() {
        demonstration = RunningHost.withSampleData();
    }

    @AfterAll
    static void stop() {
        demonstration.close();
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
    void theBoardAndTheQueueOfAnApprover(String way, Browser.NewContextOptions how, Chromium chromium) {
        try (Visit tom = Visit.with(demonstration, chromium, how).as("tom.berg")) {
            look(tom, "/board", "board-" + way);
            look(tom, "/queue", "queue-mine-" + way);
            look(tom, "/queue#?tab=open", "queue-open-" + way);
            look(tom, "/queue#?tab=done", "queue-done-" + way);
            look(tom, "/tasks", "own-tasks-" + way);
            look(tom, "/mailbox?all=true", "own-mailbox-" + way);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToLook")
    void promotionsInEveryState(String way, Browser.NewContextOptions how, Chromium chromium) {
        try (Visit sara = Visit.with(demonstration, chromium, how)
                .as("sara.nilsson")
                // She may not see the history, and is told so where it would stand.
                .expecting("status of 403.*/(events|chain)")) {
            byState()
                    .forEach((state, promotion) ->
                            look(sara, "/promotions/" + promotion.id(), "promotion-" + state + "-" + way));
        }
    }

    /** What the security officer has to decide. */
    private static PromotionRequest waitingForSecurity() {
        Sluice sluice = demonstration.part(Sluice.class);
        return sluice.tasks()
                .page(sluice.actors().human("sara.nilsson"), Scenario.HOUSEHOLD, Optional.empty(), 10)
                .get(0)
                .promotion();
    }

    /** One of each status and phase that the sample data has. */
    private static Map<String, PromotionRequest> byState() {
        Sluice sluice = demonstration.part(Sluice.class);
        Map<String, PromotionRequest> states = new TreeMap<>();
        sluice.promotions()
                .list(
                        sluice.actors().human("sara.nilsson"),
                        Scenario.HOUSEHOLD,
                        new Promotions.Query(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 200))
                .forEach(promotion -> states.putIfAbsent(
                        (promotion.status() + "-" + promotion.phase()).toLowerCase(Locale.ROOT), promotion));
        return states;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToLook")
    void theSettingsOfAProtectedWorkspace(String way, Browser.NewContextOptions how, Chromium chromium) {
        try (Visit olga = Visit.with(demonstration, chromium, how).as("olga.ivanova")) {
            look(olga, "/workspaces/production", "workspace-" + way);
            for (String section : List.of(
                    "general",
                    "path",
                    "policy",
                    "windows",
                    "notifications",
                    "configuration",
                    "access",
                    "mails",
                    "danger")) {
                look(olga, "/workspaces/production/settings?section=" + section, "settings-" + section + "-" + way);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToLook")
    void thePartsInsideReactAndAllOnOnePage(String way, Browser.NewContextOptions how, Chromium chromium) {
        try (Visit mia = Visit.with(demonstration, chromium, how).as("mia.chen")) {
            look(mia, "/promotions/new", "wizard-" + way);
            look(mia, "/react", "react-" + way);
            look(mia, "/sluice/", "app-" + way);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysToLook")
    void theDialogsOfAnApprover(String way, Browser.NewContextOptions how, Chromium chromium) {
        PromotionRequest waiting = waitingForSecurity();
        try (Visit sara = Visit.with(demonstration, chromium, how).as("sara.nilsson")) {
            for (String action : List.of("APPROVE", "REJECT", "COMMENT")) {
                PromotionPage page = PromotionPage.open(sara, waiting.id().value());
                page.ask(action);
                sara.isAccessible().needsNoScrollingSideways().picture("dialog-" + action + "-" + way);
            }
        }
    }

    /** Opens a page, waits until all it fetches is there, and judges it. */
    private static void look(Visit visit, String path, String picture) {
        visit.open(path);
        visit.page().waitForLoadState(LoadState.NETWORKIDLE);
        visit.page()
                .getByRole(AriaRole.MAIN, new Page.GetByRoleOptions())
                .first()
                .waitFor();
        showWhatComesLate(visit);
        visit.isAccessible().needsNoScrollingSideways().picture(picture);
    }

    /** Parts further down are fetched when somebody scrolls to them. */
    private static void showWhatComesLate(Visit visit) {
        visit.page().mouse().wheel(0, 20_000);
        visit.page().waitForLoadState(LoadState.NETWORKIDLE);
        visit.page().mouse().wheel(0, -20_000);
    }
}
