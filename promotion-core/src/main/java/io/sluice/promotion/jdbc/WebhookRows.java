package io.sluice.promotion.jdbc;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier.Delivery;
import io.sluice.promotion.webhook.NewWebhook;
import io.sluice.promotion.webhook.Webhook;
import io.sluice.promotion.webhook.WebhookAttempt;
import io.sluice.promotion.webhook.WebhookId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The webhooks and what became of their calls. Internal: used by the entry package. */
public final class WebhookRows {
    private static final String INSERT = """
            INSERT INTO sluice_webhook (
                org_id, id, url, description, kinds, workspaces, generation, former_secret_until, revision, created_by,
                created_at)
            VALUES (
                :org, :id, :url, :description, :kinds, :workspaces, :generation, :formerSecretUntil, :revision,
                :createdBy, :createdAt)""";

    private static final String UPDATE = """
            UPDATE sluice_webhook
               SET url = :url, description = :description, kinds = :kinds, workspaces = :workspaces,
                   generation = :generation, former_secret_until = :formerSecretUntil, revision = revision + 1
             WHERE org_id = :org AND id = :id AND revision = :revision AND removed_at IS NULL""";

    private static final String REMOVE = """
            UPDATE sluice_webhook SET removed_at = :now, revision = revision + 1
             WHERE org_id = :org AND id = :id AND removed_at IS NULL""";

    private static final String LIST = """
            SELECT org_id, id, url, description, kinds, workspaces, generation, former_secret_until, revision, created_by,
                   created_at
              FROM sluice_webhook
             WHERE org_id = :org AND removed_at IS NULL""";

    private static final String LIST_IN_ORDER = LIST + " ORDER BY id";
    private static final String FIND = LIST + " AND id = :id";

    private static final String INSERT_ATTEMPT = """
            INSERT INTO sluice_webhook_attempt (
                org_id, id, webhook_id, message_id, kind, number, began_at, result, reason)
            VALUES (:org, :id, :webhook, :message, :kind, :number, :at, :result, :reason)""";

    private static final String ATTEMPTS = """
            SELECT message_id, kind, number, began_at, result, reason
              FROM sluice_webhook_attempt
             WHERE org_id = :org AND webhook_id = :webhook
             ORDER BY id DESC
             LIMIT :limit""";

    private static final String FORGET_ATTEMPTS = """
            DELETE FROM sluice_webhook_attempt WHERE began_at < :before""";

    private final Sql sql;

    WebhookRows(Sql sql) {
        this.sql = sql;
    }

    /** Adds a webhook. */
    public void insert(Webhook webhook) {
        sql.insert(INSERT, values(webhook).and("createdBy", webhook.createdBy()).and("createdAt", webhook.createdAt()));
    }

    /** Stores what changed; false when it is no longer the revision that was read. */
    public boolean update(Webhook webhook) {
        return sql.update(UPDATE, values(webhook)) == 1;
    }

    /** Takes a webhook away; false when there is none. What is on its way to it is not sent any more. */
    public boolean remove(OrganizationId organization, WebhookId id, Instant now) {
        return sql.update(REMOVE, Values.of(organization).and("id", id.value()).and("now", now)) == 1;
    }

    /** The webhooks of an organization, the oldest first. */
    public List<Webhook> list(OrganizationId organization) {
        return sql.list(LIST_IN_ORDER, Values.of(organization), WebhookRows::read);
    }

    /** One webhook, if there is one. */
    public Optional<Webhook> find(OrganizationId organization, WebhookId id) {
        return sql.find(FIND, Values.of(organization).and("id", id.value()), WebhookRows::read);
    }

    /** Notes what became of a call. */
    public void insert(OrganizationId organization, WebhookId webhook, String id, WebhookAttempt attempt) {
        sql.insert(
                INSERT_ATTEMPT,
                Values.of(organization)
                        .and("id", id)
                        .and("webhook", webhook.value())
                        .and("message", attempt.message())
                        .and("kind", attempt.kind())
                        .and("number", attempt.number())
                        .and("at", attempt.at())
                        .and("result", attempt.result())
                        .and("reason", OutboxRows.storable(attempt.reason())));
    }

    /** The newest calls of a webhook. */
    public List<WebhookAttempt> attempts(OrganizationId organization, WebhookId webhook, int limit) {
        return sql.list(
                ATTEMPTS,
                Values.of(organization).and("webhook", webhook.value()).and("limit", limit),
                row -> new WebhookAttempt(
                        row.text("message_id"),
                        row.get("kind", NotificationKind::valueOf),
                        row.integer("number"),
                        row.instant("began_at"),
                        row.get("result", Delivery.Result::valueOf),
                        row.text("reason")));
    }

    /** Forgets the calls of every organization before a moment. */
    public int forgetAttempts(Instant before) {
        return sql.update(FORGET_ATTEMPTS, Values.none().and("before", before));
    }

    private static Values values(Webhook webhook) {
        return Values.of(webhook.organization())
                .and("id", webhook.id().value())
                .and("url", webhook.wanted().url())
                .and("description", webhook.wanted().description())
                .and("kinds", Json.writeSet(webhook.wanted().kinds()))
                .and("workspaces", Json.writeSet(webhook.wanted().workspaces()))
                .and("generation", webhook.generation())
                .and("formerSecretUntil", webhook.formerSecretUntil())
                .and("revision", webhook.revision());
    }

    private static Webhook read(Row row) throws SQLException {
        NewWebhook wanted = new NewWebhook(
                row.text("url"),
                row.text("description"),
                Set.copyOf(row.get("kinds", json -> Json.readList(json, NotificationKind::valueOf))),
                Set.copyOf(row.get("workspaces", json -> Json.readList(json, WorkspaceId::new))));
        return new Webhook(
                row.organization(),
                row.get("id", WebhookId::new),
                wanted,
                row.integer("generation"),
                row.optionalInstant("former_secret_until"),
                row.integer("revision"),
                row.get("created_by", PersonId::new),
                row.instant("created_at"));
    }
}
