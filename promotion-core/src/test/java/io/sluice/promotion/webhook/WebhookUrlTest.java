package io.sluice.promotion.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.promotion.problem.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.org, example.org, 443, /",
        "https://hooks.Example.org:8443/a/b?c=d, hooks.example.org, 8443, /a/b?c=d",
        "HTTPS://a-b.example.museum/%7Ex, a-b.example.museum, 443, /%7Ex",
        "https://xn--bcher-kva.example/, xn--bcher-kva.example, 443, /"
    })
    void leadsToAPublicHostName(String url, String host, int port, String target) {
        WebhookUrl parsed = WebhookUrl.parse(url);

        assertThat(parsed.host()).isEqualTo(host);
        assertThat(parsed.port()).isEqualTo(port);
        assertThat(parsed.target()).isEqualTo(target);
    }

    /** Abuse case 34 and bad input 82. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "file:///etc/passwd",
                "ftp://example.org/",
                "https://user:secret@example.org/",
                "https://user@example.org/",
                "https://example.org@169.254.169.254/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://8.8.8.8/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[fe80::1]/",
                "https://[2606:4700::1111]/",
                "https://localhost/",
                "https://localhost:8443/",
                "https://anything.localhost/",
                "https://printer.local/",
                "https://intranet/",
                "https://example.org./",
                "https://example..org/",
                "https://ex_ample.org/",
                "https://-a.example.org/",
                "https://example.org/#fragment",
                "https:///path"
            })
    void goesNowhereElse(String url) {
        refuses(url, "url.notAllowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "//example.org/",
                "https://example.org/a b",
                "https://example.org/\r\nHost: evil.example",
                "https://example.org/ä",
                "https://exämple.org/",
                "https://example.org/{id}",
                "https:example.org",
                "https://example.org/\u0000"
            })
    void isAnAddress(String url) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> NewWebhook.to(url))
                .satisfies(refusal -> assertThat(refusal.code()).isIn("url.format", "url.notAllowed"));
    }

    /** Bad input 83. */
    @Test
    void hasAtMost2048Characters() {
        String longest = "https://example.org/" + "a".repeat(2048 - 20);

        assertThat(NewWebhook.to(longest).url()).hasSize(2048);
        refuses(longest + "a", "url.tooLong");
        refuses(" ", "url.required");
    }

    private static void refuses(String url, String code) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> NewWebhook.to(url))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
