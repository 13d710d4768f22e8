package io.sluice.promotion.bpmn.mail;

import static io.sluice.promotion.bpmn.mail.Notifications.TOM;
import static io.sluice.promotion.bpmn.mail.Notifications.bare;
import static io.sluice.promotion.bpmn.mail.Notifications.notification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.promotion.bpmn.mail.MailTemplates.Content;
import io.sluice.promotion.bpmn.mail.Samples.Sample;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Outcome;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StandardTemplatesTest {
    private static final URI LINK = URI.create("https://example.org/promotions/01JQ8Z6V");
    private static final MailLinks LINKS = new MailLinks() {
        @Override
        public Optional<URI> page(Topic topic) {
            return topic instanceof Topic.OfPromotion ? Optional.of(LINK) : Optional.empty();
        }

        @Override
        public Optional<URI> preferences() {
            return Optional.of(URI.create("https://example.org/preferences"));
        }
    };
    private static final MailLinks NO_LINKS =
            new HostPages(new OrganizationId("acme"), Optional.empty(), Optional.empty());
    private static final Path SAMPLES = Path.of("target", "mail-samples");

    private final MailTemplates templates = MailTemplates.standard(ZoneId.of("Europe/Berlin"));

    @Test
    void askForAnApprovalWithEverythingThatIsNeededToDecide() {
        Content mail = templates.write(notification().build(), LINKS);

        assertThat(mail.subject()).isEqualTo("AGENT/support-assistant 1.4.0 → 1.5.0 (Production): Approval needed");
        assertThat(mail.text()).isEqualTo("""
                Approval needed: AGENT/support-assistant 1.4.0 → 1.5.0
                Staging → Production

                Hello Mia Chen,

                Jonas Weber asks for your approval to bring version 1.5.0 of AGENT/support-assistant into Production.

                Decide by: Friday, 7 March 2025, 15:00 (Europe/Berlin)
                Approvals needed: 2
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
                Which mails you get: https://example.org/preferences
                Sent automatically for Acme. Promotion 01JQ8Z6V.
                """);
    }

    @Test
    void askInGerman() {
        Content mail = templates.write(notification().locale(Locale.GERMANY).build(), LINKS);

        assertThat(mail.subject()).isEqualTo("AGENT/support-assistant 1.4.0 → 1.5.0 (Production): Freigabe erbeten");
        assertThat(mail.text())
                .contains("Guten Tag Mia Chen,")
                .contains("Jonas Weber bittet um Ihre Freigabe,"
                        + " Version 1.5.0 von AGENT/support-assistant nach Production zu übernehmen.")
                .contains("Entscheiden bis: Freitag, 7. März 2025, 15:00 Uhr (Europe/Berlin)");
        assertThat(mail.html()).contains("<html lang=\"de\"");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void tellEverythingTheyKnowInEveryLanguage(Sample sample, Locale locale) {
        Notification message = sample.message().locale(locale).build();

        Content mail = templates.write(message, LINKS);

        assertThat(List.of(mail.text(), mail.html()))
                .allSatisfy(
                        body -> assertThat(body).contains("Mia Chen", "Acme").doesNotContain("{", "null", "Optional"));
        sample.tells().forEach(told -> assertThat(mail.text()).contains(told));
        assertThat(mail.subject()).doesNotContain("{", "null");
    }

    @ParameterizedTest
    @MethodSource("promotionsAndLanguages")
    void tellEveryKindOfARollback(Sample sample, Locale locale) {
        Content mail = templates.write(
                sample.message().rollbackTo("1.4.0").locale(locale).build(), LINKS);

        assertThat(mail.subject()).contains("1.5.0 → 1.4.0");
        assertThat(mail.text()).doesNotContain("Staging").contains(LINK.toString());
    }

    @ParameterizedTest
    @MethodSource("promotionsAndLanguages")
    void needNeitherEarlierVersionNorReasonNorLink(Sample sample, Locale locale) {
        Content mail = templates.write(
                sample.message().locale(locale).firstVersionThere().reason("").build(), NO_LINKS);

        assertThat(mail.subject()).startsWith("AGENT/support-assistant 1.5.0 (Production): ");
        assertThat(List.of(mail.text(), mail.html()))
                .allSatisfy(body -> assertThat(body).doesNotContain("{", "null", "Optional", "href", "http", "\n\n\n"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void sayHowARequestEnded(String outcome) {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            Content mail = templates.write(
                    bare().kind(NotificationKind.OUTCOME)
                            .tells(Fact.OUTCOME, outcome)
                            .locale(locale)
                            .build(),
                    LINKS);

            assertThat(mail.subject() + mail.text()).doesNotContain(outcome, "Ended", "Beendet");
        }
    }

    @Test
    void sayInOneWordThatAnUnknownEndIsAnEnd() {
        Content mail = templates.write(
                bare().kind(NotificationKind.OUTCOME)
                        .tells(Fact.OUTCOME, "SOMETHING_NEW")
                        .build(),
                LINKS);

        assertThat(mail.subject()).endsWith(": Ended");
    }

    @Test
    void takeTheWordsOfTheHost() {
        MailTemplates ours = MailTemplates.standard(
                ZoneId.of("UTC"),
                Map.of(
                        Locale.ENGLISH,
                        Map.of("APPROVAL_REQUESTED.title", "Please, {name}"),
                        Locale.FRENCH,
                        Map.of("greeting", "Bonjour {name},")));

        Content english = ours.write(notification().recipient("<b>Mia</b>").build(), LINKS);
        Content french = ours.write(notification().locale(Locale.FRANCE).build(), LINKS);

        assertThat(english.subject()).endsWith(": Please, <b>Mia</b>");
        assertThat(english.html()).contains("Please, <bdi>&lt;b&gt;Mia&lt;/b&gt;</bdi>");
        assertThat(french.text()).contains("Bonjour Mia Chen,", "asks for your approval", "vendredi");
        assertThat(french.html()).contains("<html lang=\"fr\"");
    }

    @Test
    void refuseWordsThatHaveNoPlace() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() ->
                        MailTemplates.standard(ZoneId.of("UTC"), Map.of(Locale.ENGLISH, Map.of("REMINDER.laed", "x"))));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> MailTemplates.standard(
                        ZoneId.of("UTC"), Map.of(Locale.ENGLISH, Map.of("REMINDER.lead", "{whom}"))))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("mail.unknownWords"));
    }

    @Test
    void leadToThePageWherePeopleChoose() {
        assertThat(templates.write(notification().build(), LINKS).text())
                .contains("Which mails you get: https://example.org/preferences");
        assertThat(templates.write(notification().build(), NO_LINKS).text()).doesNotContain("Which mails you get");
    }

    @Test
    void sayWhoDecidedAndWhatTheySaid() {
        Content mail = templates.write(
                bare().kind(NotificationKind.DECISION)
                        .tells(Fact.WHO, TOM)
                        .tells(Fact.DECISION, "REJECTED")
                        .tells(Fact.COMMENT, "The security report is a week old.\nPlease scan again.")
                        .build(),
                LINKS);

        assertThat(mail.subject()).endsWith(": Rejected by Tom Berg");
        assertThat(mail.text())
                .contains("Tom Berg rejected your request to bring version 1.5.0")
                .contains("Comment:\n> The security report is a week old.\n> Please scan again.\n\n");
    }

    @ParameterizedTest
    @CsvSource({"APPROVAL_REQUESTED", "REMINDER", "ESCALATION"})
    void sayWhatHappensWhenNobodyDecides(NotificationKind kind) {
        assertThat(templates.write(notification().kind(kind).build(), LINKS).text())
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
                        .tells(Fact.DETAIL, "<style>*{display:none}</style>")
                        .organization("Acme & Sons")
                        .build(),
                LINKS);

        assertThat(mail.html())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;<br>\n&amp;lt;b&amp;gt; &lt;/blockquote&gt;")
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .contains("Acme &amp; Sons")
                .doesNotContain("<script", "<img", "<a href='", "<style>*");
        assertThat(mail.html().split("<a ", -1)).as("one link only").hasSize(2);
    }

    @Test
    void loadNothingAndRunNothing() {
        for (Sample sample : Samples.all()) {
            assertThat(templates.write(sample.message().build(), LINKS).html())
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
                LINKS);

        assertThat(mail.text().lines().filter(line -> line.contains("evil.example")))
                .containsExactly("> https://evil.example/");
        assertThat(mail.html()).doesNotContain("href=\"https://evil.example");
    }

    @Test
    void isolateTheReadingDirectionOfNames() {
        Content mail = templates.write(notification().requester("שרה לוי").build(), LINKS);

        assertThat(mail.html()).contains("<bdi>שרה לוי</bdi> asks for your approval");
    }

    @Test
    void leaveSamplesToLookAt() throws IOException {
        Files.createDirectories(SAMPLES);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            for (Sample sample : Samples.all()) {
                String name = sample.name() + "-" + locale.getLanguage();
                Content mail = templates.write(sample.message().locale(locale).build(), LINKS);
                Files.writeString(SAMPLES.resolve(name + ".html"), mail.html());
                Files.writeString(SAMPLES.resolve(name + ".txt"), mail.subject() + "\n\n" + mail.text());
            }
        }

        try (Stream<Path> samples = Files.list(SAMPLES)) {
            assertThat(samples).hasSizeGreaterThanOrEqualTo(4 * NotificationKind.values().length);
        }
    }

    @Test
    void haveASampleOfEveryKindAndTopic() {
        List<String> shown = Samples.all().stream()
                .map(sample -> sample.message().build())
                .map(message -> message.kind() + " " + message.topic().type())
                .toList();

        assertThat(shown)
                .containsAll(Arrays.stream(NotificationKind.values())
                        .flatMap(kind -> kind.topics().stream().map(topic -> kind + " " + topic))
                        .toList());
    }

    static Stream<Arguments> samples() {
        return Samples.all().stream().flatMap(StandardTemplatesTest::inEveryLanguage);
    }

    static Stream<Arguments> promotionsAndLanguages() {
        return Samples.all().stream()
                .filter(sample -> sample.message().build().topic() instanceof Topic.OfPromotion)
                .flatMap(StandardTemplatesTest::inEveryLanguage);
    }

    private static Stream<Arguments> inEveryLanguage(Sample sample) {
        return Stream.of(Locale.ENGLISH, Locale.GERMAN).map(locale -> Arguments.of(sample, locale));
    }

    static Stream<String> outcomes() {
        Stream<String> ends = Arrays.stream(PromotionStatus.values())
                .filter(status -> !List.of(PromotionStatus.PENDING, PromotionStatus.APPROVED)
                        .contains(status))
                .map(Enum::name);
        return Stream.concat(ends, Arrays.stream(Outcome.values()).map(Enum::name))
                .distinct();
    }
}
