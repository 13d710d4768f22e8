package io.sluice.promotion.bpmn.mail;

import static io.sluice.promotion.bpmn.mail.Notifications.notification;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.mail.FakeSmtpServer.Step;
import io.sluice.promotion.bpmn.mail.MailSettings.Security;
import io.sluice.promotion.spi.Notifier.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpEncryptionTest {
    private static SSLContext localhost;
    private static SSLContext elsewhere;

    private FakeSmtpServer server;
    private Duration patience = Duration.ofSeconds(10);

    @BeforeAll
    static void certify(@TempDir Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        localhost = SelfSigned.certificate(directory.resolve("localhost.p12"), "localhost");
        elsewhere = SelfSigned.certificate(directory.resolve("elsewhere.p12"), "mail.example.org");
    }

    @BeforeEach
    void start() throws IOException {
        server = new FakeSmtpServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void coversEverythingAfterStartTls() {
        server.offersStartTls(localhost);

        assertThat(deliver(Security.STARTTLS, localhost)).isEqualTo(Delivery.sent());

        assertThat(server.verbs()).startsWith("EHLO", "STARTTLS", "EHLO");
        assertThat(server.contents()).hasSize(1);
    }

    @Test
    void coversEverythingFromTheStart() {
        server.speaksTls(localhost);

        assertThat(deliver(Security.TLS, localhost)).isEqualTo(Delivery.sent());

        assertThat(server.contents()).hasSize(1);
    }

    @Test
    void isNotGivenUpWhenTheServerDoesNotOfferIt() {
        putsOff(Security.STARTTLS, localhost);

        assertThat(server.verbs()).doesNotContain("AUTH", "MAIL");
    }

    @Test
    void isNotGivenUpWhenTheServerRefusesIt() {
        server.offersStartTls(localhost).answers(Step.STARTTLS, "454 not now");

        putsOff(Security.STARTTLS, localhost);

        assertThat(server.verbs()).doesNotContain("AUTH", "MAIL");
    }

    @Test
    void needsACertificateThatWeTrust() {
        server.offersStartTls(localhost);

        putsOff(Security.STARTTLS, elsewhere);

        assertThat(server.verbs()).doesNotContain("AUTH", "MAIL");
    }

    @Test
    void asksNobodyElseWhomToTrust() {
        server.speaksTls(localhost);

        putsOff(Security.TLS, elsewhere);

        assertThat(server.connections()).isOne();
    }

    @Test
    void needsACertificateForTheServersName() {
        server.offersStartTls(elsewhere);

        putsOff(Security.STARTTLS, elsewhere);

        assertThat(server.verbs()).doesNotContain("AUTH", "MAIL");
    }

    @Test
    void needsAHandshakeInTime() {
        server.hangsAt(Step.GREETING);
        patience = Duration.ofMillis(200);

        putsOff(Security.TLS, localhost);
    }

    private void putsOff(Security security, SSLContext trusted) {
        assertThat(deliver(security, trusted).result()).isEqualTo(Delivery.Result.POSTPONED);
    }

    private Delivery deliver(Security security, SSLContext trusted) {
        MailSettings settings = MailSettings.builder("localhost", "sluice@example.org")
                .port(server.port())
                .security(security)
                .sslContext(trusted)
                .credentials("relay-user", "s3cret")
                .readTimeout(patience)
                .build();
        return new MailNotifier(settings).deliver(notification().build());
    }
}
