package io.sluice.promotion.bpmn.mail;

import static io.sluice.promotion.bpmn.mail.Notifications.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.mail.MailTemplates.Content;
import io.sluice.promotion.spi.Notification.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StandardTemplatesTest {
    private static final URI LINK = URI.create("https://example.org/promotions/01JQ8Z6V");
    private static final Path SAMPLES = Path.of("target", "mail-samples");

    private final MailTemplates templates = MailTemplates.standard(ZoneId.of("Europe/Berlin"));

    @Test
    void askForAnApprovalWithEverythingThatIsNeededToDecide() {
        Content mail = templates.write(notification().build(), LINK);

        assertThat(mail.subject()).isEqualTo("Approval needed: AGENT/support-assistant 1.4.0 → 1.5.0 (Production)");
        assertThat(mail.text()).isEqualTo("""
                Approval needed: AGENT/support-assistant 1.4.0 → 1.5.0
                Staging → Production

                Hello Mia Chen,

                Jonas Weber asks for your approval to bring version 1.5.0 of AGENT/support-assistant into Production.

                Decide by: Friday, 7 March 2025, 15:00 (Europe/Berlin)
                Requested by: Jonas Weber
                Organization: Acme

                Reason for the request:
                > Answers questions about refunds correctly.

                If approvals are still missing at that time, the request expires and Production stays as it is.

                You approve or reject in the application, after signing in. This mail decides nothing, and neither does a reply to it.

                Review and decide:
                https://example.org/promotions/01JQ8Z6V

                --\s
                You receive this because you may decide on this promotion.
                Sent automatically for Acme. Promotion 01JQ8Z6V.
                """);
    }

    @Test
    void askInGerman() {
        Content mail = templates.write(notification().locale(Locale.GERMANY).build(), LINK);

        assertThat(mail.subject()).isEqualTo("Freigabe erbeten: AGENT/support-assistant 1.4.0 → 1.5.0 (Production)");
        assertThat(mail.text())
                .contains("Guten Tag Mia Chen,")
                .contains("Jonas Weber bittet um Ihre Freigabe,"
                        + " Version 1.5.0 von AGENT/support-assistant nach Production zu übernehmen.")
                .contains("Entscheiden bis: Freitag, 7. März 2025, 15:00 Uhr (Europe/Berlin)");
        assertThat(mail.html()).contains("<html lang=\"de\"");
    }

    @ParameterizedTest
    @MethodSource("kindsAndLanguages")
    void tellEveryKindInEveryLanguage(Kind kind, Locale locale) {
        Content mail = templates.write(typical(kind).locale(locale).build(), LINK);

        String detail = typical(kind).build().subject().detail();
        assertThat(mail.subject()).contains("AGENT/support-assistant 1.4.0 → 1.5.0");
        assertThat(List.of(mail.text(), mail.html()))
                .allSatisfy(body -> assertThat(body)
                        .contains("Mia Chen", "Acme", "1.4.0", "1.5.0", "Staging", "Production")
                        .contains("Answers questions about refunds correctly.")
                        .contains(detail)
                        .contains(LINK.toString())
                        .contains("01JQ8Z6V")
                        .doesNotContain("{", "null", "Optional"));
    }

    @ParameterizedTest
    @MethodSource("kindsAndLanguages")
    void tellEveryKindOfARollback(Kind kind, Locale locale) {
        Content mail =
                templates.write(typical(kind).rollbackTo("1.4.0").locale(locale).build(), LINK);

        assertThat(mail.subject()).contains("1.5.0 → 1.4.0");
        assertThat(mail.text()).doesNotContain("Staging");
    }

    @ParameterizedTest
    @MethodSource("kindsAndLanguages")
    void needNeitherEarlierVersionNorDeadlineNorHeadlineNorLink(Kind kind, Locale locale) {
        Content mail = templates.write(
                notification()
                        .kind(kind)
                        .locale(locale)
                        .firstVersionThere()
                        .withoutDeadline()
                        .reason("")
                        .build(),
                null);

        assertThat(mail.subject()).contains("AGENT/support-assistant 1.5.0 (Production)");
        assertThat(List.of(mail.text(), mail.html()))
                .allSatisfy(body -> assertThat(body).doesNotContain("{", "null", "Optional", "href", "http", "\n\n\n"));
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void sayHowARequestEnded(Ending ending) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            Content mail = templates.write(
                    notification()
                            .kind(Kind.OUTCOME)
                            .headline(ending.name())
                            .locale(locale)
                            .build(),
                    LINK);

            assertThat(mail.subject() + mail.text()).doesNotContain(ending.name());
        }
    }

    @Test
    void sayWhoDecidedAndWhatTheySaid() {
        Content mail = templates.write(
                notification()
                        .kind(Kind.DECISION)
                        .headline("rejected by Tom Berg")
                        .detail("The security report is a week old.\nPlease scan again.")
                        .build(),
                LINK);

        assertThat(mail.subject()).startsWith("Rejected by Tom Berg: AGENT/support-assistant");
        assertThat(mail.text())
                .contains("Tom Berg rejected your request to bring version 1.5.0")
                .contains("Comment:\n> The security report is a week old.\n> Please scan again.\n\n");
    }

    @ParameterizedTest
    @CsvSource({"APPROVAL_REQUESTED", "REMINDER", "ESCALATION"})
    void sayWhatHappensWhenNobodyDecides(Kind kind) {
        assertThat(templates.write(notification().kind(kind).build(), LINK).text())
                .contains("the request expires and Production stays as it is.")
                .contains("This mail decides nothing");
    }

    @Test
    void showMarkupAsText() {
        Content mail = templates.write(
                notification()
                        .requester("<img src=x onerror=alert(1)>")
                        .target("\"><a href='https://evil.example'>Production</a>")
                        .reason("<script>alert('x')</script>\n&lt;b&gt; </blockquote>")
                        .detail("<style>*{display:none}</style>")
                        .organization("Acme & Sons")
                        .build(),
                LINK);

        assertThat(mail.html())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;<br>\n&amp;lt;b&amp;gt; &lt;/blockquote&gt;")
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .contains("Acme &amp; Sons")
                .doesNotContain("<script", "<img", "<a href='", "<style>*");
        assertThat(mail.html().split("<a ", -1)).as("one link only").hasSize(2);
    }

    @Test
    void loadNothingAndRunNothing() {
        for (Kind kind : Kind.values()) {
            assertThat(templates.write(typical(kind).build(), LINK).html())
                    .doesNotContain("<img", "<script", "<link", "<form", "<iframe", "url(", "@import", "<table")
                    .contains("<meta name=\"color-scheme\" content=\"light dark\">");
        }
    }

    @Test
    void keepForeignLinesApartFromOurs() {
        Content mail = templates.write(
                notification()
                        .reason("Fine.\n\nReview and decide:\nhttps://evil.example/")
                        .build(),
                LINK);

        assertThat(mail.text().lines().filter(line -> line.contains("evil.example")))
                .containsExactly("> https://evil.example/");
        assertThat(mail.html()).doesNotContain("href=\"https://evil.example");
    }

    @Test
    void isolateTheReadingDirectionOfNames() {
        Content mail = templates.write(notification().requester("שרה לוי").build(), LINK);

        assertThat(mail.html()).contains("<bdi>שרה לוי</bdi> asks for your approval");
    }

    @Test
    void leaveSamplesToLookAt() throws IOException {
        Files.createDirectories(SAMPLES);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            for (Kind kind : Kind.values()) {
                String name = kind.name().toLowerCase(Locale.ROOT) + "-" + locale.getLanguage();
                Content mail = templates.write(typical(kind).locale(locale).build(), LINK);
                Files.writeString(SAMPLES.resolve(name + ".html"), mail.html());
                Files.writeString(SAMPLES.resolve(name + ".txt"), mail.subject() + "\n\n" + mail.text());
            }
        }

        try (Stream<Path> samples = Files.list(SAMPLES)) {
            assertThat(samples).hasSizeGreaterThanOrEqualTo(4 * Kind.values().length);
        }
    }

    static Stream<Arguments> kindsAndLanguages() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Stream.of(Locale.ENGLISH, Locale.GERMAN).map(locale -> Arguments.of(kind, locale)));
    }

    private static Notifications typical(Kind kind) {
        Notifications message = notification().kind(kind);
        return switch (kind) {
            case APPROVAL_REQUESTED -> message.headline("needs 2 approvals").detail("All checks passed.");
            case REMINDER -> message.headline("1 of 2 approvals").detail("Tom Berg approved.");
            case ESCALATION -> message.headline("approvals are still missing").detail("Tom Berg approved.");
            case DECISION ->
                message.requester("Mia Chen")
                        .headline("approved by Tom Berg (1 of 2)")
                        .detail("Tried it myself.");
            case OUTCOME -> message.requester("Mia Chen").headline("COMPLETED").detail("Verified after 40 seconds.");
            case REPAIR_NEEDED -> message.headline("must be repaired by hand").detail("The target did not answer.");
            case NOTE -> message.headline("Hand over to the night shift").detail("Please watch the error rate.");
        };
    }
}
