package io.sluice.promotion.webhook;

import io.sluice.promotion.input.Identifier;

/**
 * Names a webhook inside its organization. Made by Sluice.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 */
public record WebhookId(String value) {
    /** Refuses what is no identifier with the codes {@code id.required}, {@code id.tooLong} or {@code id.format}. */
    public WebhookId {
        Identifier.require("webhook", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
