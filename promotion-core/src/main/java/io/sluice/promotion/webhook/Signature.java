package io.sluice.promotion.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of Standard Webhooks: {@code v1,} and the HMAC-SHA256 over id, time and body, one for each valid secret. */
final class Signature {
    private Signature() {}

    static String of(String id, long seconds, byte[] body, List<byte[]> secrets) {
        return secrets.stream().map(secret -> one(id, seconds, body, secret)).collect(Collectors.joining(" "));
    }

    /** The secret as its receiver writes it into a configuration. */
    static String shown(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    private static String one(String id, long seconds, byte[] body, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM knows HMAC-SHA256.", e);
        }
    }
}
