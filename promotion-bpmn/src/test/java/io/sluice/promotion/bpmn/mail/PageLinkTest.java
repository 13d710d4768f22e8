package io.sluice.promotion.bpmn.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.promotion.problem.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageLinkTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.org/promotions/{id}, https://example.org/promotions/01JQ8Z6V",
        "https://example.org:8443/app?promotion={id}, https://example.org:8443/app?promotion=01JQ8Z6V",
        "https://example.org/app#/promotions/{id}, https://example.org/app#/promotions/01JQ8Z6V",
        "https://example.org/{organization}/promotions/{id}, https://example.org/acme/promotions/01JQ8Z6V",
        "http://localhost:8080/promotions/{id}, http://localhost:8080/promotions/01JQ8Z6V",
        "http://127.0.0.1:8080/promotions/{id}, http://127.0.0.1:8080/promotions/01JQ8Z6V",
        "http://[::1]:8080/promotions/{id}, http://[::1]:8080/promotions/01JQ8Z6V"
    })
    void leadsToThePageOfAPromotion(String template, String page) {
        assertThat(of(template).to("acme", "01JQ8Z6V")).hasToString(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/promotions/{id}",
                "http://localhost.example.org/promotions/{id}",
                "http://127.0.0.1.example.org/promotions/{id}",
                "ftp://example.org/{id}",
                "https://user:secret@example.org/{id}",
                "https://user@example.org/{id}"
            })
    void staysOnHttpsOrOnThisMachine(String template) {
        refuses(template, "url.notAllowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://example.org/promotions",
                "https://{id}.example.org/",
                "https://example.org:{id}/",
                "https://{organization}/{id}",
                "https:/promotions/{id}",
                "/promotions/{id}",
                "javascript:alert({id})",
                "file:///promotions/{id}",
                "https://example.org/{id}\r\nX: y",
                "https://example.org/{id}?a={b}",
                "https://example.org/a b/{id}"
            })
    void isAnAddressWithAPlaceForTheId(String template) {
        refuses(template, "url.format");
    }

    @Test
    void hasAtMost2048Characters() {
        refuses("https://example.org/" + "a".repeat(2048) + "/{id}", "url.tooLong");
    }

    @Test
    void ofAllThingsHasNoPlaceForAnId() {
        assertThat(new PageLink("mail.preferences", "https://example.org/{organization}/mail", false).to("acme", ""))
                .hasToString("https://example.org/acme/mail");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new PageLink("mail.preferences", "https://example.org/{id}", false));
    }

    private static PageLink of(String template) {
        return new PageLink("mail.link", template, true);
    }

    private static void refuses(String template, String code) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> of(template))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
