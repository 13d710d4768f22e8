package io.sluice.promotion.webhook;

import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.spi.NotificationKind;
import java.util.Set;

/**
 * What a webhook shall be.
 *
 * @param url where to; {@code https}, a host name, at most 2,048 characters
 * @param description what it is for, for people; may be empty
 * @param kinds what it is told; empty for everything
 * @param workspaces about which workspaces; empty for all. What concerns no workspace is always told
 */
public record NewWebhook(String url, String description, Set<NotificationKind> kinds, Set<WorkspaceId> workspaces) {
    /**
     * Refuses an address that can never be called.
     *
     * @throws io.sluice.promotion.problem.InvalidInputException {@code url.required}, {@code url.format}, {@code
     *     url.tooLong} or {@code url.notAllowed}
     */
    public NewWebhook {
        WebhookUrl.parse(url);
        description = Text.optional("webhook.description", description);
        kinds = Set.copyOf(kinds);
        workspaces = Set.copyOf(workspaces);
    }

    /** Told everything. */
    public static NewWebhook to(String url) {
        return new NewWebhook(url, "", Set.of(), Set.of());
    }

    /** Told these kinds only. */
    public NewWebhook withKinds(Set<NotificationKind> told) {
        return new NewWebhook(url, description, told, workspaces);
    }

    /** Told about these workspaces only. */
    public NewWebhook withWorkspaces(Set<WorkspaceId> about) {
        return new NewWebhook(url, description, kinds, about);
    }
}
