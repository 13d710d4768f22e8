package io.sluice.promotion.bpmn.mail;

import static io.sluice.promotion.bpmn.mail.Notifications.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {
    @ParameterizedTest
    @CsvSource({
        "202E, right-to-left override",
        "2066, left-to-right isolate",
        "200E, left-to-right mark",
        "061C, Arabic letter mark",
        "200B, zero-width space",
        "200D, zero-width joiner",
        "FEFF, byte order mark",
        "00AD, soft hyphen",
        "2060, word joiner",
        "E0041, tag letter",
        "3164, Hangul filler",
        "034F, grapheme joiner",
        "0000, NUL",
        "001B, escape",
        "0007, bell",
        "009B, control sequence introducer",
        "E000, private use",
        "D800, half of a character",
        "0378, unassigned"
    })
    void showsThatSomethingIsHidden(String codePoint, String name) {
        String hidden = Character.toString(Integer.parseInt(codePoint, 16));

        assertThat(VisibleText.line("1.5" + hidden + ".0", 100)).as(name).isEqualTo("1.5\uFFFD.0");
    }

    @Test
    void leavesOrdinaryTextAlone() {
        String text = "Zoë Łukasz-Øster · שלום · 東京 · 🚀 · 1.4.0 → 1.5.0 & <b>";

        assertThat(VisibleText.line(text, 100)).isEqualTo(text);
    }

    @Test
    void showsSeveralHiddenCharactersAsOne() {
        assertThat(VisibleText.line("a" + "\u200B".repeat(5_000) + "b", 100)).isEqualTo("a\uFFFDb");
    }

    @Test
    void putsNamesOnOneLine() {
        assertThat(VisibleText.line(" Mia\r\nBcc: eve@example.org\u2028\t x ", 100))
                .isEqualTo("Mia Bcc: eve@example.org x");
    }

    @Test
    void cutsByCharactersAndNotThroughThem() {
        assertThat(VisibleText.line("🚀".repeat(10), 5)).isEqualTo("🚀🚀🚀🚀…");
        assertThat(VisibleText.line("🚀".repeat(5), 5)).isEqualTo("🚀🚀🚀🚀🚀");
    }

    @Test
    void takesEncodedWordsInHeadersApart() {
        assertThat(VisibleText.header("=?utf-8?q?=E2=80=AE?= ==??", 100)).doesNotContain("=?");
    }

    @Test
    void coversEveryTextOfANotification() {
        String hidden = "x\u202Ey\u0000z";
        Notification visible = VisibleText.of(notification()
                .recipient(hidden)
                .organization(hidden)
                .artifact(hidden)
                .version(hidden)
                .source(hidden)
                .target(hidden)
                .requester(hidden)
                .reason(hidden)
                .tom(hidden)
                .tells(Fact.STAGE, hidden)
                .tells(Fact.DETAIL, hidden)
                .rollbackTo(hidden)
                .build());

        assertThat(visible.toString()).doesNotContain("\u202E", "\u0000");
        assertThat(visible.recipient().displayName()).isEqualTo("x\uFFFDy\uFFFDz");
    }

    @Test
    void coversOtherTopics() {
        String hidden = "x\u202Ey";
        List<Topic> topics =
                List.of(new Topic.OfWorkspace(new WorkspaceId("prod"), hidden), new Topic.OfVersion(hidden, hidden));

        assertThat(topics)
                .allSatisfy(topic -> assertThat(
                                VisibleText.of(notification().about(topic).build())
                                        .toString())
                        .contains("x\uFFFDy")
                        .doesNotContain("\u202E"));
    }

    @Test
    void keepsTheLinesOfAReason() {
        Notification visible = VisibleText.of(
                notification().reason("\tone\r\ntwo\r\rthree\n\n\n\nfour\u0000").build());

        assertThat(((Topic.OfPromotion) visible.topic()).reason()).isEqualTo("one\ntwo\n\nthree\n\nfour\uFFFD");
    }

    @Test
    void boundsAReason() {
        Notification visible =
                VisibleText.of(notification().reason("a".repeat(4_000)).build());

        assertThat(((Topic.OfPromotion) visible.topic()).reason())
                .hasSize(2_000)
                .endsWith("…");
    }
}
