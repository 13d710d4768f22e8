package io.sluice.promotion.webhook;

import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.Notifier.Delivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** Calls endpoints. For the dispatcher of the outbox, not for hosts. Thread-safe. */
public final class WebhookChannel {
    /** What outbox rows call this channel. */
    public static final String NAME = "webhook";

    private final WebhookSettings settings;
    private final HttpsCall call;

    /** Calls under these settings. */
    public WebhookChannel(WebhookSettings settings) {
        this.settings = settings;
        this.call = new HttpsCall(
                settings.sslContext().map(SSLContext::getSocketFactory).orElseGet(() ->
                        (SSLSocketFactory) SSLSocketFactory.getDefault()),
                settings.timeout());
    }

    /**
     * Tells an endpoint what happened.
     *
     * @param message the id of this message to this endpoint, the same on every repetition
     * @param now the time of the call
     */
    public Delivery tell(Webhook webhook, WebhookEvent event, String message, Instant now) {
        WebhookUrl url;
        InetAddress address;
        try {
            url = WebhookUrl.parse(webhook.wanted().url());
            settings.requirePort(url);
            address = checked(url.host());
        } catch (InvalidInputException e) {
            return Delivery.refused(e.code() + ": " + e.getMessage());
        } catch (UnknownHostException e) {
            return Delivery.postponed("The host name is not known at present.");
        }
        byte[] body = CloudEvent.of(event);
        try {
            return judge(call.post(url, address, headers(webhook, message, body, now), body));
        } catch (IOException e) {
            return Delivery.postponed(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    /** The secret in force as its receiver writes it into a configuration. */
    public String shownSecret(Webhook webhook) {
        return Signature.shown(secret(webhook, webhook.generation()));
    }

    /** Every address behind the name must be allowed: whoever answers the name chooses which of them is called. */
    private InetAddress checked(String host) throws UnknownHostException {
        InetAddress[] addresses = settings.resolver().resolve(host);
        for (InetAddress address : addresses) {
            if (!settings.allows(host, address)) {
                throw WebhookUrl.notAllowed("leads to an address that is not public");
            }
        }
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getByAddress(host, addresses[0].getAddress());
    }

    private Map<String, String> headers(Webhook webhook, String message, byte[] body, Instant now) {
        long seconds = now.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/cloudevents+json; charset=UTF-8");
        headers.put("User-Agent", "Sluice");
        headers.put("Accept", "*/*");
        headers.put("webhook-id", message);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", Signature.of(message, seconds, body, secrets(webhook, now)));
        return headers;
    }

    private List<byte[]> secrets(Webhook webhook, Instant now) {
        List<byte[]> secrets = new ArrayList<>();
        secrets.add(secret(webhook, webhook.generation()));
        if (webhook.formerSecretUntil().filter(now::isBefore).isPresent()) {
            secrets.add(secret(webhook, webhook.generation() - 1));
        }
        return secrets;
    }

    private byte[] secret(Webhook webhook, int generation) {
        byte[] secret =
                settings.secrets().secret(webhook.organization(), webhook.id().value(), generation);
        if (secret.length < 24 || secret.length > 64) {
            throw new IllegalStateException("A webhook secret has 24 to 64 bytes.");
        }
        return secret;
    }

    /** What may pass is tried again; a redirect would lead past the checks, and other refusals are meant. */
    private static Delivery judge(int status) {
        if (status >= 200 && status < 300) {
            return Delivery.sent();
        }
        boolean passing = status >= 500 || status == 408 || status == 425 || status == 429;
        String reason = "The endpoint answered " + status + (status / 100 == 3 ? "; redirects are not followed." : ".");
        return passing ? Delivery.postponed(reason) : Delivery.refused(reason);
    }
}
