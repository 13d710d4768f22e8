package io.sluice.promotion.delivery;

import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Fingerprint;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.OutboxMessage.Receiver;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.webhook.WebhookChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes one message for each receiver out of one that names an audience. Asks foreign code; writes nothing. */
final class Expansion {
    private final Recipients recipients;
    private final Set<String> channels;
    private final boolean webhooks;

    /**
     * @param channels the channels to people
     * @param webhooks whether endpoints are told as well
     */
    Expansion(Core core, Set<String> channels, boolean webhooks) {
        this.recipients = new Recipients(core.storage(), core.catalog());
        this.channels = channels;
        this.webhooks = webhooks;
    }

    /** The messages for its receivers, due now; their ids are the same however often this is asked. */
    List<OutboxMessage> of(OutboxMessage message, Instant now, Reading reading) {
        List<OutboxMessage> copies = new ArrayList<>();
        recipients
                .of(message, channels, reading)
                .forEach((person, wanted) -> wanted.forEach(channel -> {
                    Receiver receiver = new Receiver(channel, Optional.of(person), Optional.empty());
                    copies.add(message.copyTo(copyId(message, person, channel), receiver, now));
                }));
        if (webhooks && message.kind() != NotificationKind.DIGEST) {
            Optional<WorkspaceId> workspace = Topics.workspace(message, reading);
            reading.webhooks(message.organization()).stream()
                    .filter(webhook -> webhook.hears(message.kind(), workspace))
                    .map(webhook -> webhook.id().value())
                    .map(id -> message.copyTo(
                            message.id() + "-" + id,
                            new Receiver(WebhookChannel.NAME, Optional.empty(), Optional.of(id)),
                            now))
                    .forEach(copies::add);
        }
        return copies;
    }

    private static String copyId(OutboxMessage message, PersonId person, String channel) {
        return message.id() + "." + Fingerprint.of(person, channel).substring(0, 24);
    }
}
