package io.sluice.promotion.bpmn.mail;

import static io.sluice.promotion.bpmn.mail.Notifications.JONAS;
import static io.sluice.promotion.bpmn.mail.Notifications.TOM;
import static io.sluice.promotion.bpmn.mail.Notifications.bare;
import static io.sluice.promotion.bpmn.mail.Notifications.notification;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sluice.promotion.bpmn.mail.MailSettings.Security;
import io.sluice.promotion.bpmn.mail.MailTemplates.Content;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier.Delivery;
import io.sluice.promotion.spi.Topic;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailNotifierTest {
    private static final ServerSetup ANY_PORT = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);

    private final GreenMail server = new GreenMail(ANY_PORT);

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void isTheChannelMail() {
        assertThat(notifier().channel()).isEqualTo("mail");
    }

    @Test
    void sendsTextAndHtml() throws MessagingException, IOException {
        assertThat(notifier().deliver(notification().build())).isEqualTo(Delivery.sent());

        MimeMessage mail = onlyMail();
        assertThat(mail.getSubject()).isEqualTo("AGENT/support-assistant 1.4.0 → 1.5.0 (Production): Approval needed");
        assertThat(mail.getFrom()).extracting(Address::toString).containsExactly("Sluice <sluice@example.org>");
        assertThat(mail.getAllRecipients())
                .extracting(Address::toString)
                .containsExactly("Mia Chen <mia.chen@example.org>");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(part(mail, 0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(text(mail)).contains("Staging → Production", "https://example.org/promotions/01JQ8Z6V");
        assertThat(part(mail, 1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(html(mail))
                .contains("<bdi>Staging</bdi> → <bdi>Production</bdi>", "https://example.org/promotions/01JQ8Z6V");
    }

    @ParameterizedTest
    @MethodSource("io.sluice.promotion.bpmn.mail.StandardTemplatesTest#samples")
    void sendsEveryKindInEveryLanguage(Samples.Sample sample, Locale locale) throws MessagingException, IOException {
        Notification message =
                sample.message().locale(locale).recipient("Jürgen Łuk").build();

        assertThat(notifier().deliver(message)).isEqualTo(Delivery.sent());

        assertThat(text(onlyMail())).contains("Jürgen Łuk");
        assertThat(html(onlyMail())).contains("<html lang=\"" + locale.getLanguage() + "\"", "Jürgen Łuk");
    }

    @Test
    void aCarrierTakesTheMailWithItsId() throws MessagingException {
        List<MimeMessage> taken = new ArrayList<>();

        Delivery delivery =
                carriedBy(taken::add).deliver(notification().id("01JQ90XK").build());

        assertThat(delivery).isEqualTo(Delivery.sent());
        assertThat(taken).singleElement().satisfies(mail -> {
            mail.saveChanges();
            assertThat(mail.getMessageID()).isEqualTo("<01JQ90XK@example.org>");
        });
        assertThat(mails()).isEmpty();
    }

    @Test
    void whatACarrierCannotHandOverIsPostponedWithoutItsWords() {
        Delivery delivery = carriedBy(mail -> {
                    throw new MessagingException("535 password secret123 refused", new IOException("secret123"));
                })
                .deliver(notification().build());

        assertThat(delivery.result()).isEqualTo(Delivery.Result.POSTPONED);
        assertThat(delivery.reason()).contains("IOException").doesNotContain("secret123");
    }

    @Test
    void aRecipientWhomTheCarriersServerRefusesForGoodIsRefused() {
        Delivery delivery = carriedBy(mail -> {
                    throw new SendFailedException(
                            "Invalid Addresses",
                            new SendFailedException("550 No such user"),
                            new Address[0],
                            new Address[0],
                            mail.getAllRecipients());
                })
                .deliver(notification().build());

        assertThat(delivery).isEqualTo(Delivery.refused("550 No such user"));
    }

    private static MailNotifier carriedBy(MailCarrier carrier) {
        return new MailNotifier(
                MailSettings.carried("sluice@example.org").build(), MailTemplates.standard(ZoneOffset.UTC), carrier);
    }

    @Test
    void keepsAutoRespondersQuiet() throws MessagingException {
        notifier().deliver(notification().build());

        assertThat(onlyMail().getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(onlyMail().getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(onlyMail().getHeader("Precedence")).isNull();
    }

    @Test
    void sendsTheSameMessageAgainUnderTheSameId() throws MessagingException {
        notifier().deliver(notification().id("01JQ90XK").build());
        notifier().deliver(notification().id("01JQ90XK").build());

        assertThat(mails()).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.getMessageID()).isEqualTo("<01JQ90XK@example.org>");
            assertThat(mail.getSentDate()).isEqualTo(Instant.parse("2025-03-04T09:30:00Z"));
        });
    }

    @Test
    void givesEveryMessageItsOwnId() throws MessagingException {
        notifier().deliver(notification().id("a").build());
        notifier().deliver(notification().id("b").build());

        assertThat(mails()).extracting(MimeMessage::getMessageID).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a@b", "a>\r\nBcc: eve@example.org", "a..b", ".a", "ä", ""})
    void makesAnIdOfWhatIsNone(String id) throws MessagingException {
        notifier().deliver(notification().id(id).build());
        notifier().deliver(notification().id(id).build());

        assertThat(mails()).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.getHeader("Message-ID")).hasSize(1);
            assertThat(mail.getMessageID()).matches("<[0-9a-f]{64}@example\\.org>");
            assertThat(mail.getHeader("Bcc")).isNull();
        });
        assertThat(mails())
                .extracting(MimeMessage::getMessageID)
                .containsOnly(mails().get(0).getMessageID());
    }

    @Test
    void keepsThePromotionInOneThread() throws MessagingException {
        notifier().deliver(notification().id("a").promotion("p1").build());
        notifier()
                .deliver(notification()
                        .id("b")
                        .promotion("p1")
                        .kind(NotificationKind.REMINDER)
                        .build());
        notifier().deliver(notification().id("c").promotion("p2").build());

        List<String> threads =
                mails().stream().map(mail -> header(mail, "References")).toList();
        assertThat(threads)
                .allSatisfy(thread -> assertThat(thread).matches("<promotion-p[12]\\.[0-9a-f]{16}@example\\.org>"));
        assertThat(threads.get(0)).isEqualTo(threads.get(1)).isNotEqualTo(threads.get(2));
        assertThat(mails())
                .allSatisfy(mail -> assertThat(header(mail, "In-Reply-To")).isEqualTo(header(mail, "References")));
        assertThat(mails().subList(0, 2))
                .allSatisfy(mail -> assertThat(mail.getSubject())
                        .startsWith("AGENT/support-assistant 1.4.0 → 1.5.0 (Production): "));
    }

    @Test
    void givesEverybodyTheirOwnThread() {
        notifier().deliver(notification().person("mia").build());
        notifier().deliver(notification().person("tom").build());

        assertThat(mails()).extracting(mail -> header(mail, "References")).doesNotHaveDuplicates();
    }

    @Test
    void keepsAllMailsAboutAWorkspaceInOneThread() {
        Topic production = new Topic.OfWorkspace(new WorkspaceId("prod"), "Production");
        notifier()
                .deliver(bare().id("a")
                        .kind(NotificationKind.STOP_THE_LINE)
                        .about(production)
                        .tells(Fact.WHO, TOM)
                        .tells(Fact.REASON, "Wrong prices.")
                        .build());
        notifier()
                .deliver(bare().id("b")
                        .kind(NotificationKind.LINE_RESUMED)
                        .about(production)
                        .tells(Fact.WHO, TOM)
                        .build());

        assertThat(mails())
                .extracting(mail -> header(mail, "References"))
                .containsOnly(header(mails().get(0), "References"))
                .allSatisfy(thread -> assertThat(thread).startsWith("<workspace-prod."));
    }

    @Test
    void namesThePreferencesPageButOffersNoDecisionByMail() throws MessagingException {
        new MailNotifier(settings()
                        .preferences("https://example.org/{organization}/preferences")
                        .build())
                .deliver(notification().build());

        assertThat(onlyMail().getHeader("List-Unsubscribe")).containsExactly("<https://example.org/acme/preferences>");
        assertThat(onlyMail().getHeader("List-Unsubscribe-Post")).isNull();
    }

    @Test
    void namesTheDomainThatWasChosen() throws MessagingException {
        new MailNotifier(settings().domain("sluice.example.com").build())
                .deliver(notification().build());

        assertThat(onlyMail().getMessageID()).isEqualTo("<note-1@sluice.example.com>");
        assertThat(onlyMail().getHeader("Received", null)).contains("sluice.example.com");
    }

    @Test
    void letsPeopleReplyToWhomTheHostWants() throws MessagingException {
        new MailNotifier(settings()
                        .replyTo("help@example.org")
                        .displayName("Acme Releases")
                        .build())
                .deliver(notification().build());

        assertThat(onlyMail().getReplyTo()).extracting(Address::toString).containsExactly("help@example.org");
        assertThat(onlyMail().getFrom())
                .extracting(Address::toString)
                .containsExactly("Acme Releases <sluice@example.org>");
    }

    @Test
    void logsInWhenTheServerWantsIt() {
        server.setUser("mia.chen@example.org", "relay-user", "s3cret");

        MailSettings settings = settings().credentials("relay-user", "s3cret").build();

        assertThat(new MailNotifier(settings).deliver(notification().build())).isEqualTo(Delivery.sent());
    }

    @Test
    void addsNoHeaderAndNoRecipientThatHidesInAName() throws MessagingException, IOException {
        String evil = "X\r\nBcc: eve@example.org\r\n\r\n<h1>body</h1>";
        notifier()
                .deliver(notification()
                        .recipient(evil)
                        .organization(evil)
                        .artifact(evil)
                        .source(evil)
                        .target(evil)
                        .requester(evil)
                        .reason(evil)
                        .tom(evil)
                        .tells(Fact.WHO, TOM)
                        .tells(Fact.COMMENT, evil)
                        .rollbackTo(evil)
                        .kind(NotificationKind.COMMENT)
                        .build());

        MimeMessage mail = onlyMail();
        assertThat(headerNames(mail))
                .containsExactlyInAnyOrder(
                        "Return-Path",
                        "Received",
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "In-Reply-To",
                        "References",
                        "Subject",
                        "MIME-Version",
                        "Content-Type",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).startsWith("X Bcc: eve@example.org <h1>body</h1>");
        assertThat(html(mail)).doesNotContain("<h1>body");
    }

    @Test
    void addsNoRecipientThroughADisplayName() throws MessagingException {
        notifier()
                .deliver(notification()
                        .recipient("eve@example.org>, \"Eve\" <eve@example.org")
                        .build());

        assertThat(onlyMail().getAllRecipients())
                .extracting(address -> ((InternetAddress) address).getAddress())
                .containsExactly("mia.chen@example.org");
    }

    @Test
    void showsWhatIsHiddenInAVersion() throws MessagingException, IOException {
        notifier().deliver(notification().version("1.5.0\u202E0.5.1\u200B").build());

        assertThat(onlyMail().getSubject()).contains("1.5.0\uFFFD0.5.1\uFFFD");
        assertThat(text(onlyMail())).contains("1.5.0\uFFFD0.5.1\uFFFD").doesNotContain("\u202E", "\u200B");
        assertThat(html(onlyMail())).contains("1.5.0\uFFFD0.5.1\uFFFD").doesNotContain("\u202E", "\u200B");
    }

    @Test
    void decodesNothingThatANameEncodes() throws MessagingException {
        String encoded = "=?UTF-8?B?4oCuZXZpbA==?=";
        notifier().deliver(notification().recipient(encoded).target(encoded).build());

        assertThat(onlyMail().getSubject()).contains("= ?UTF-8?B?4oCuZXZpbA== ?=");
        assertThat(((InternetAddress) onlyMail().getAllRecipients()[0]).getPersonal())
                .startsWith("= ?UTF-8");
    }

    @Test
    void boundsTheSubject() throws MessagingException {
        String name = "n".repeat(5_000);
        notifier()
                .deliver(notification()
                        .target(name)
                        .artifact(name)
                        .tom(name)
                        .tells(Fact.WHO, TOM)
                        .tells(Fact.COMMENT, name)
                        .kind(NotificationKind.COMMENT)
                        .build());

        assertThat(onlyMail().getSubject()).hasSize(200).endsWith("…");
    }

    @Test
    void keepsEveryLineOfTheMessageShortEnoughForSmtp() throws MessagingException, IOException {
        notifier()
                .deliver(notification()
                        .reason("x".repeat(4_000))
                        .tells(Fact.DETAIL, "ö".repeat(4_000))
                        .build());

        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        onlyMail().writeTo(raw);
        assertThat(raw.toString(US_ASCII).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(998));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mia.chen@example.org, eve@example.org",
                "mia.chen@example.org\r\nBcc: eve@example.org",
                "mia.chen@example.org> NOTIFY=NEVER <eve@example.org",
                "Mia Chen <mia.chen@example.org>",
                "mia.chen"
            })
    void refusesAnAddressOfTheDirectoryThatIsNotExactlyOne(String mail) {
        assertThat(notifier().deliver(notification().mail(mail).build()))
                .isEqualTo(Delivery.refused("The directory's mail address is not exactly one address."));

        assertThat(mails()).isEmpty();
    }

    @Test
    void hasNothingToDoForPeopleWithoutMail() {
        assertThat(notifier().deliver(notification().withoutMail().build()).result())
                .isEqualTo(Delivery.Result.NOT_APPLICABLE);
        assertThat(notifier().deliver(notification().mail(" ").build()).result())
                .isEqualTo(Delivery.Result.NOT_APPLICABLE);

        assertThat(mails()).isEmpty();
    }

    @Test
    void tellsNothingToPeopleWhoAreNoLongerActive() {
        assertThat(notifier().deliver(notification().noLongerActive().build()).result())
                .isEqualTo(Delivery.Result.NOT_APPLICABLE);

        assertThat(mails()).isEmpty();
    }

    @Test
    void speaksTheWordsOfTheHost() throws MessagingException, IOException {
        MailTemplates ours = (message, links) -> new Content(
                "Ours\r\nBcc: eve@example.org",
                message.nameOf(JONAS),
                "<p>" + links.page(message.topic()).orElseThrow() + "</p>");

        new MailNotifier(settings().build(), ours)
                .deliver(notification().requester("Jo\u202Enas").build());

        assertThat(onlyMail().getSubject()).isEqualTo("Ours Bcc: eve@example.org");
        assertThat(onlyMail().getHeader("Bcc")).isNull();
        assertThat(text(onlyMail())).isEqualTo("Jo\uFFFDnas");
        assertThat(html(onlyMail())).isEqualTo("<p>https://example.org/promotions/01JQ8Z6V</p>");
    }

    private MailNotifier notifier() {
        return new MailNotifier(settings().build());
    }

    private MailSettings.Builder settings() {
        return MailSettings.builder("127.0.0.1", "sluice@example.org")
                .port(server.getSmtp().getPort())
                .security(Security.NONE)
                .link("https://example.org/promotions/{id}");
    }

    private List<MimeMessage> mails() {
        return List.of(server.getReceivedMessages());
    }

    private MimeMessage onlyMail() {
        assertThat(mails()).hasSize(1);
        return mails().get(0);
    }

    private static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name, null);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> headerNames(MimeMessage mail) throws MessagingException {
        return new ArrayList<>(Collections.list(mail.getAllHeaders()).stream()
                .map(Header::getName)
                .toList());
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return ((String) part(mail, 0).getContent()).replace("\r\n", "\n").stripTrailing();
    }

    private static String html(MimeMessage mail) throws MessagingException, IOException {
        return ((String) part(mail, 1).getContent()).replace("\r\n", "\n").stripTrailing();
    }

    private static BodyPart part(MimeMessage mail, int index) throws MessagingException, IOException {
        return ((MimeMultipart) mail.getContent()).getBodyPart(index);
    }
}
