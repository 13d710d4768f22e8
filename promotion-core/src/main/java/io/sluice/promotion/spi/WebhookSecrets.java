package io.sluice.promotion.spi;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where the secrets come from with which calls of webhooks are signed. Sluice stores the number of a secret, never the
 * secret. Must give the same answer each time; throwing postpones the call.
 */
@FunctionalInterface
public interface WebhookSecrets {
    /**
     * The secret of one webhook.
     *
     * @param organization the tenant
     * @param webhook the webhook's id
     * @param generation the number of the secret; one more after each change
     * @return 24 to 64 bytes
     */
    byte[] secret(OrganizationId organization, String webhook, int generation);

    /**
     * Secrets that follow from one key of at least 32 random bytes (HMAC-SHA256 over organization, webhook and number).
     * Whoever holds the key can sign for every webhook: keep it where the host keeps its keys. A changed key changes all
     * secrets.
     *
     * @throws InvalidInputException {@code webhook.keyTooShort}
     */
    static WebhookSecrets derivedFrom(byte[] key) {
        if (key.length < 32) {
            throw new InvalidInputException(
                    "webhook.key", "webhook.keyTooShort", "The key for webhook secrets needs at least 32 bytes.");
        }
        SecretKeySpec secret = new SecretKeySpec(key, "HmacSHA256");
        return (organization, webhook, generation) -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(secret);
                String text = "sluice-webhook\n" + organization + "\n" + webhook + "\n" + generation;
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JVM knows HMAC-SHA256.", e);
            }
        };
    }
}
