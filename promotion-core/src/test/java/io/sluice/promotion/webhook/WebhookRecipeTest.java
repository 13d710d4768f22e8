package io.sluice.promotion.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.documentation.Documentation;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What the documentation tells receivers to do. */
class WebhookRecipeTest {
    private static final String SOURCE =
            "promotion-core/src/test/java/io/sluice/promotion/webhook/WebhookRecipeTest.java";
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

    // snippet: verify-webhook
    static boolean isFromSluice(String secret, Map<String, String> headers, byte[] body, Instant now)
            throws GeneralSecurityException {
        String id = headers.get("webhook-id");
        String time = headers.get("webhook-timestamp");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((id + "." + time + ".").getBytes(UTF_8));
        byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(UTF_8);
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now)
                .abs();
        return age.toMinutes() < 5
                && Stream.of(headers.get("webhook-signature").split(" ", -1))
                        .anyMatch(one -> MessageDigest.isEqual(expected, one.getBytes(UTF_8)));
    }
    // end of snippet

    @Test
    void isShownAsItRuns() {
        assertThat(Documentation.blocks("docs/notifications.md", "java"))
                .contains(Documentation.snippets(SOURCE).get(0));
    }

    @Test
    void knowsOurCallsFromOthers() throws GeneralSecurityException {
        byte[] body = "{}".getBytes(UTF_8);
        byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
        byte[] former = "former secret, former secret, ...".getBytes(UTF_8);
        String signature = Signature.of("M1", NOW.getEpochSecond(), body, List.of(secret, former));
        Map<String, String> headers = Map.of(
                "webhook-id", "M1", "webhook-timestamp", "" + NOW.getEpochSecond(), "webhook-signature", signature);

        assertThat(isFromSluice(Signature.shown(secret), headers, body, NOW)).isTrue();
        assertThat(isFromSluice(Signature.shown(former), headers, body, NOW)).isTrue();
        assertThat(isFromSluice(Signature.shown(body), headers, body, NOW)).isFalse();
        assertThat(isFromSluice(Signature.shown(secret), headers, "{ }".getBytes(UTF_8), NOW))
                .isFalse();
        assertThat(isFromSluice(Signature.shown(secret), headers, body, NOW.plus(Duration.ofMinutes(6))))
                .isFalse();
    }
}
