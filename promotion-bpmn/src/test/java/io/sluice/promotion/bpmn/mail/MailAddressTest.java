package io.sluice.promotion.bpmn.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.promotion.problem.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mia.chen@example.org",
                "o'brien+sluice@mail.example.co.uk",
                "sluice@localhost",
                "a@xn--bcher-kva.example",
                "0@1.example"
            })
    void takesOrdinaryAddresses(String address) {
        assertThat(MailAddress.require("mail", address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b.example, c@d.example", "a@b.example,c@d.example", "a@b.example;c@d.example", "a@b.example,"
            })
    void refusesMoreThanOneAddress(String addresses) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> MailAddress.require("mail", addresses))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("mail.single"));
        assertThat(MailAddress.read(addresses)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "mia",
                "@example.org",
                "mia@",
                "mia@chen@example.org",
                " mia@example.org",
                "mia@example.org ",
                "mia@example.org\r\nBcc: eve@example.org",
                "mia@example.org\n",
                "mia\u0000@example.org",
                "\"mia\"@example.org",
                "mia\"@example.org",
                "Mia <mia@example.org>",
                "mia@example.org>",
                "<mia@example.org",
                "mia(comment)@example.org",
                "mia@[127.0.0.1]",
                "mia\\@example.org",
                ".mia@example.org",
                "mia.@example.org",
                "mia..chen@example.org",
                "mia@-example.org",
                "mia@example-.org",
                "mia@example..org",
                "mia@.example.org",
                "mia@example.org.",
                "mia@exa_mple.org",
                "mía@example.org",
                "mia@exämple.org",
                "mia\u200B@example.org",
                "team:mia@example.org"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> MailAddress.require("mail", text))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("mail.format");
                    assertThat(refusal.field()).contains("mail");
                });
        assertThat(MailAddress.read(text)).isEmpty();
    }

    @Test
    void hasAtMost254Characters() {
        String host = "@" + "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + ".example";

        assertThat(MailAddress.read("m".repeat(254 - host.length()) + host)).isPresent();
        assertThat(MailAddress.read("m".repeat(255 - host.length()) + host)).isEmpty();
    }

    @Test
    void hasAtMost64CharactersBeforeTheAt() {
        assertThat(MailAddress.read("m".repeat(64) + "@example.org")).isPresent();
        assertThat(MailAddress.read("m".repeat(65) + "@example.org")).isEmpty();
    }

    @Test
    void doesNotEchoTheText() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> MailAddress.require("mail.from", "<script>"))
                .withMessage("mail.from is not a mail address such as mia.chen@example.org.");
    }
}
