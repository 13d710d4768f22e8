package io.sluice.promotion.webhook;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint that is told what happens in an organization. It never shows its secret.
 *
 * @param organization the tenant; nothing of any other organization ever goes there
 * @param id which one
 * @param wanted where it is and what it is told
 * @param generation the number of its secret, from 1 on
 * @param formerSecretUntil until when calls are signed with the former secret as well
 * @param revision counts changes, from 1 on
 * @param createdBy who added it
 * @param createdAt when
 */
public record Webhook(
        OrganizationId organization,
        WebhookId id,
        NewWebhook wanted,
        int generation,
        Optional<Instant> formerSecretUntil,
        int revision,
        PersonId createdBy,
        Instant createdAt) {
    /** Whether it is told this kind of message about this workspace, if it is about one. */
    public boolean hears(NotificationKind kind, Optional<WorkspaceId> workspace) {
        boolean kindFits = wanted.kinds().isEmpty() || wanted.kinds().contains(kind);
        boolean workspaceFits = wanted.workspaces().isEmpty()
                || workspace.map(wanted.workspaces()::contains).orElse(true);
        return kindFits && workspaceFits;
    }
}
