package io.sluice.promotion.bpmn.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.promotion.bpmn.mail.MailSettings.Security;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailSettingsTest {
    @Test
    void needOnlyServerAndSender() {
        MailSettings settings = usual().build();

        assertThat(settings.security()).isEqualTo(Security.STARTTLS);
        assertThat(settings.port()).isEqualTo(587);
        assertThat(settings.displayName()).isEqualTo("Sluice");
        assertThat(settings.domain()).hasToString("example.org");
        assertThat(settings.credentials()).isEmpty();
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.readTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.writeTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"NONE, 25", "STARTTLS, 587", "TLS, 465"})
    void useTheUsualPort(Security security, int port) {
        assertThat(usual().security(security).build().port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp.example.org", "localhost", "192.0.2.1", "::1", "2001:db8::25"})
    void takeAServerByNameOrAddress(String host) {
        assertThat(MailSettings.builder(host, "sluice@example.org").build().host())
                .isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "smtp example", "smtp.example.org:25", "smtp\r\nQUIT", "smtp://example.org", "-x"})
    void refuseWhatIsNoServer(String host) {
        refuses("mail.host", "host.format", () -> MailSettings.builder(host, "sluice@example.org"));
    }

    @ParameterizedTest
    @CsvSource({"'a@example.org, b@example.org', mail.single", "sluice, mail.format", "'a@example.org>', mail.format"})
    void refuseWhatIsNoSender(String from, String code) {
        refuses("mail.from", code, () -> MailSettings.builder("localhost", from));
        refuses("mail.replyTo", code, () -> usual().replyTo(from));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void refusePortsThatDoNotExist(int port) {
        refuses("mail.port", "port.range", () -> usual().port(port));
    }

    @Test
    void refuseADisplayNameWithLineBreaks() {
        refuses("mail.displayName", "text.control", () -> usual().displayName("Sluice\r\nBcc: eve@example.org"));
        refuses("mail.displayName", "text.bidi", () -> usual().displayName("Sluice\u202E"));
    }

    @Test
    void refuseADomainThatIsNone() {
        refuses("mail.domain", "host.format", () -> usual().domain("example.org>"));
    }

    @Test
    void boundEveryTimeout() {
        refuses("mail.connectTimeout", "duration.min", () -> usual().connectTimeout(Duration.ZERO));
        refuses("mail.readTimeout", "duration.min", () -> usual().readTimeout(Duration.ofNanos(1)));
        refuses("mail.writeTimeout", "duration.max", () -> usual().writeTimeout(Duration.ofDays(1)));
        refuses("mail.writeTimeout", "duration.negative", () -> usual().writeTimeout(Duration.ofDays(-1)));
    }

    @Test
    void keepCredentialsOffAnUnprotectedNetwork() {
        refuses(
                "mail.security",
                "mail.credentialsInClear",
                () -> usual().security(Security.NONE)
                        .credentials("sluice", "s3cret")
                        .build());

        assertThat(MailSettings.builder("localhost", "sluice@example.org")
                        .security(Security.NONE)
                        .credentials("sluice", "s3cret")
                        .build()
                        .credentials())
                .isPresent();
    }

    @Test
    void neverPrintCredentials() {
        MailSettings settings = usual().credentials("relay-user", "s3cret").build();

        assertThat(settings.toString())
                .isEqualTo("MailSettings[smtp.example.org:587 STARTTLS, from sluice@example.org]");
        assertThat(settings.credentials().orElseThrow().toString()).doesNotContain("relay-user", "s3cret");
        assertThat(new MailNotifier(settings).toString()).doesNotContain("relay-user", "s3cret");
    }

    private static MailSettings.Builder usual() {
        return MailSettings.builder("smtp.example.org", "sluice@example.org");
    }

    private static void refuses(String field, String code, ThrowingCallable call) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(call).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.field()).contains(field);
        });
    }
}
