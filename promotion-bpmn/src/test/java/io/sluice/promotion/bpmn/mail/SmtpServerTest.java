package io.sluice.promotion.bpmn.mail;

import static io.sluice.promotion.bpmn.mail.Notifications.notification;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.mail.FakeSmtpServer.Step;
import io.sluice.promotion.bpmn.mail.MailSettings.Security;
import io.sluice.promotion.bpmn.mail.MailTemplates.Content;
import io.sluice.promotion.spi.Notifier.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {
    private static final String USER = "relay-user";
    private static final String PASSWORD = "s3cret-word";

    private FakeSmtpServer server;
    private Duration patience = Duration.ofSeconds(10);

    @BeforeEach
    void start() throws IOException {
        server = new FakeSmtpServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void takesAMessage() {
        assertThat(deliver()).isEqualTo(Delivery.sent());

        assertThat(server.commands())
                .contains("EHLO example.org", "MAIL FROM:<sluice@example.org>", "RCPT TO:<mia.chen@example.org>");
        assertThat(server.contents()).hasSize(1);
    }

    @Test
    void thatIsDownIsTriedAgain() throws IOException {
        server.close();

        putsOff();
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            mode = Mode.INCLUDE,
            names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "CONTENT"})
    void thatHangsIsTriedAgain(Step step) {
        server.hangsAt(step);
        patience = Duration.ofMillis(200);

        putsOff();
    }

    @Test
    void thatStopsReadingIsTriedAgain() {
        server.stopsReading();
        patience = Duration.ofMillis(200);
        MailTemplates huge = (message, links) -> new Content("Huge", "text", "x".repeat(30_000_000));

        Delivery delivery = new MailNotifier(settings().build(), huge)
                .deliver(notification().build());

        assertThat(delivery.result()).isEqualTo(Delivery.Result.POSTPONED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            mode = Mode.INCLUDE,
            names = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA", "CONTENT"})
    void thatHangsUpIsTriedAgain(Step step) {
        server.dropsAt(step);

        putsOff();
    }

    @Test
    void mayHaveTakenTheMessageBeforeItHungUpSoTheSecondAttemptLooksTheSame() {
        server.dropsAt(Step.CONTENT);
        putsOff();
        server.answers(Step.CONTENT, "250 taken");

        assertThat(deliver()).isEqualTo(Delivery.sent());

        assertThat(server.contents())
                .hasSize(2)
                .allSatisfy(content -> assertThat(content).contains("\nMessage-ID: <note-1@example.org>\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 421 too busy",
        "GREETING, 554 go away",
        "MAIL, 451 try later",
        "MAIL, 550 sender not allowed",
        "MAIL, 530 log in first",
        "RCPT, 450 greylisted",
        "RCPT, 451 try later",
        "RCPT, 499 odd",
        "RCPT, 503 log in first",
        "RCPT, 530 log in first",
        "RCPT, 552 mailbox full",
        "DATA, 451 try later",
        "DATA, 554 no",
        "CONTENT, 451 try later",
        "CONTENT, 452 disk full",
        "CONTENT, 552 mailbox full"
    })
    void thatPutsUsOffIsTriedAgain(Step step, String reply) {
        server.answers(step, reply);

        putsOff();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 no such person",
                "551 moved",
                "553 bad name",
                "554 5.7.1 refused",
                "550-no\r\n550 really"
            })
    void refusesARecipientForGood(String reply) {
        server.answers(Step.RCPT, reply);

        Delivery delivery = deliver();

        assertThat(delivery.result()).isEqualTo(Delivery.Result.REFUSED);
        assertThat(delivery.reason()).startsWith(reply.substring(0, 3));

        assertThat(server.contents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.1.1 no such person", "554 5.6.0 looks like spam"})
    void refusesAMessageForGood(String reply) {
        server.answers(Step.CONTENT, reply);

        assertThat(deliver()).isEqualTo(Delivery.refused(reply));
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 bye", "drop", "hang"})
    void maySayFarewellAsBadlyAsItLikes(String farewell) {
        server.answers(Step.QUIT, farewell);

        assertThat(deliver()).isEqualTo(Delivery.sent());
    }

    @Test
    void thatRefusesTheLogInIsTriedAgain() {
        server.answers(Step.EHLO, "250-fake\r\n250 AUTH PLAIN").answers(Step.AUTH, "535 5.7.8 wrong");

        putsOff();

        assertThat(server.verbs()).doesNotContain("MAIL");
    }

    @Test
    void getsNoSecretIntoAMessageOfOurs() {
        String plain = Base64.getEncoder().encodeToString(("\0" + USER + "\0" + PASSWORD).getBytes(UTF_8));
        server.answers(Step.EHLO, "250-fake\r\n250 AUTH PLAIN")
                .answers(Step.AUTH, "535 wrong: " + plain + " is " + PASSWORD + "\u001B[31m");

        assertThat(deliver().reason())
                .contains("535 wrong: *** is ***\uFFFD[31m")
                .contains("127.0.0.1:" + server.port())
                .doesNotContain(PASSWORD, plain);
    }

    @Test
    void saysWhyItIsTriedAgain() {
        server.answers(Step.RCPT, "450 4.2.0 greylisted");

        assertThat(deliver().reason()).contains("450 4.2.0 greylisted");
    }

    @Test
    void thatDripsHoldsADispatcherNoLongerThanAllowed() {
        server.dripsAt(Step.EHLO);
        MailSettings hurried = settings().totalTimeout(Duration.ofMillis(300)).build();

        Delivery delivery = new MailNotifier(hurried).deliver(notification().build());

        assertThat(delivery.result()).isEqualTo(Delivery.Result.POSTPONED);
    }

    private void putsOff() {
        assertThat(deliver().result()).isEqualTo(Delivery.Result.POSTPONED);
    }

    private Delivery deliver() {
        return new MailNotifier(settings().credentials(USER, PASSWORD).build())
                .deliver(notification().build());
    }

    private MailSettings.Builder settings() {
        return MailSettings.builder("127.0.0.1", "sluice@example.org")
                .port(server.port())
                .security(Security.NONE)
                .connectTimeout(patience)
                .readTimeout(patience)
                .writeTimeout(patience);
    }
}
