package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Authorization;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.webhook.NewWebhook;
import io.sluice.promotion.webhook.Webhook;
import io.sluice.promotion.webhook.WebhookAttempt;
import io.sluice.promotion.webhook.WebhookChannel;
import io.sluice.promotion.webhook.WebhookId;
import io.sluice.promotion.webhook.WebhookSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Endpoints that an organization wants to be told what happens. Calls are signed after Standard Webhooks, carry a
 * CloudEvent without names and texts of people, and are tried again like mails. Thread-safe.
 */
public final class Webhooks {
    /**
     * A webhook together with its secret, which is shown here and nowhere else.
     *
     * @param webhook the webhook
     * @param secret {@code whsec_} and Base64, as receivers of Standard Webhooks take it
     */
    public record WithSecret(Webhook webhook, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "WithSecret[" + webhook.id() + "]";
        }
    }

    private static final Duration BOTH_SECRETS = Duration.ofHours(24);
    private static final int MOST = 50;

    private final CommandPipeline pipeline;
    private final Authorization authorization;
    private final Catalog catalog;
    private final Storage storage;
    private final AuditLog audit;
    private final Clock clock;
    private final Optional<WebhookSettings> settings;

    Webhooks(Core core, Optional<WebhookSettings> settings) {
        this.pipeline = core.pipeline();
        this.authorization = core.authorization();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.audit = core.audit();
        this.clock = core.clock();
        this.settings = settings;
    }

    /**
     * Adds an endpoint.
     *
     * @throws InvalidInputException {@code url.notAllowed} when the host does not allow the port
     * @throws ConflictException {@code webhook.notConfigured} when the host application offers no webhooks, {@code
     *     webhook.tooMany} when the organization has 50
     * @throws NotFoundException when one of the workspaces does not exist
     */
    public WithSecret add(Actor actor, OrganizationId organization, NewWebhook wanted, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.ADD_WEBHOOK, key, wanted);
        return pipeline.create(
                call,
                caller -> wanted,
                (caller, checked) -> insert(caller, checked),
                id -> withSecret(find(organization, new WebhookId(id))));
    }

    private String insert(Caller caller, NewWebhook wanted) {
        authorization.require(caller, Operation.ADD_WEBHOOK);
        requirePossible(caller.organization(), wanted);
        if (storage.webhooks().list(caller.organization()).size() >= MOST) {
            throw new ConflictException("webhook.tooMany", "An organization has at most " + MOST + " webhooks.");
        }
        Webhook webhook = new Webhook(
                caller.organization(),
                new WebhookId(Ids.next()),
                wanted,
                1,
                Optional.empty(),
                1,
                caller.person(),
                clock.instant());
        storage.webhooks().insert(webhook);
        record(caller, "webhook.added", webhook);
        return webhook.id().value();
    }

    /**
     * Changes where an endpoint is and what it is told. Its secret stays.
     *
     * @param expectedRevision the revision that the change is based on
     * @throws ConflictException {@code webhook.stale} when somebody changed it meanwhile
     */
    public Webhook change(
            Actor actor,
            OrganizationId organization,
            WebhookId id,
            int expectedRevision,
            NewWebhook wanted,
            IdempotencyKey key) {
        Call call = new Call(
                actor, organization, Operation.CHANGE_WEBHOOK, key, List.of(id.value(), expectedRevision, wanted));
        return pipeline.create(
                call,
                caller -> wanted,
                (caller, checked) -> {
                    authorization.require(caller, Operation.CHANGE_WEBHOOK);
                    requirePossible(organization, checked);
                    Webhook before = find(organization, id);
                    Webhook after = new Webhook(
                            organization,
                            id,
                            checked,
                            before.generation(),
                            before.formerSecretUntil(),
                            expectedRevision,
                            before.createdBy(),
                            before.createdAt());
                    update(caller, "webhook.changed", after);
                    return id.value();
                },
                changed -> find(organization, id));
    }

    /** Gives an endpoint a new secret. For 24 hours calls are signed with the former one as well. */
    public WithSecret rotateSecret(Actor actor, OrganizationId organization, WebhookId id, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.ROTATE_WEBHOOK_SECRET, key, id.value());
        return pipeline.create(
                call,
                caller -> id,
                (caller, checked) -> {
                    authorization.require(caller, Operation.ROTATE_WEBHOOK_SECRET);
                    Webhook before = find(organization, id);
                    Instant until = clock.instant().plus(BOTH_SECRETS);
                    Webhook after = new Webhook(
                            organization,
                            id,
                            before.wanted(),
                            before.generation() + 1,
                            Optional.of(until),
                            before.revision(),
                            before.createdBy(),
                            before.createdAt());
                    update(caller, "webhook.secretRotated", after);
                    return id.value();
                },
                rotated -> withSecret(find(organization, id)));
    }

    /** Takes an endpoint away. What is on its way to it is not sent any more. */
    public void remove(Actor actor, OrganizationId organization, WebhookId id, IdempotencyKey key) {
        Call call = new Call(actor, organization, Operation.REMOVE_WEBHOOK, key, id.value());
        pipeline.create(
                call,
                caller -> id,
                (caller, checked) -> {
                    authorization.require(caller, Operation.REMOVE_WEBHOOK);
                    Webhook before = find(organization, id);
                    storage.webhooks().remove(organization, id, clock.instant());
                    record(caller, "webhook.removed", before);
                    return id.value();
                },
                removed -> removed);
    }

    /** The endpoints of the organization, the oldest first; without secrets. */
    public List<Webhook> list(Actor actor, OrganizationId organization) {
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_WEBHOOK);
            return storage.webhooks().list(organization);
        });
    }

    /**
     * The newest calls of an endpoint and what became of them. Kept for 30 days.
     *
     * @param limit 1 to 1,000
     */
    public List<WebhookAttempt> attempts(Actor actor, OrganizationId organization, WebhookId id, int limit) {
        Releases.requireLimit(limit);
        return pipeline.read(actor, organization, caller -> {
            authorization.require(caller, Operation.VIEW_WEBHOOK);
            return storage.webhooks()
                    .attempts(organization, find(organization, id).id(), limit);
        });
    }

    private void requirePossible(OrganizationId organization, NewWebhook wanted) {
        required().require(wanted);
        wanted.workspaces().forEach(workspace -> catalog.workspace(organization, workspace));
    }

    private WebhookSettings required() {
        return settings.orElseThrow(
                () -> new ConflictException("webhook.notConfigured", "The host application offers no webhooks."));
    }

    private Webhook find(OrganizationId organization, WebhookId id) {
        return storage.webhooks().find(organization, id).orElseThrow(() -> new NotFoundException("webhook"));
    }

    private WithSecret withSecret(Webhook webhook) {
        return new WithSecret(webhook, new WebhookChannel(required()).shownSecret(webhook));
    }

    private void update(Caller caller, String type, Webhook after) {
        if (!storage.webhooks().update(after)) {
            throw new ConflictException("webhook.stale", "Somebody changed this webhook meanwhile.");
        }
        record(caller, type, after);
    }

    /** Path and query of an address may hold a secret: only the host is written down. */
    private void record(Caller caller, String type, Webhook webhook) {
        audit.record(
                caller,
                "organization:" + webhook.organization(),
                type,
                Map.of(
                        "webhook",
                        webhook.id().value(),
                        "host",
                        URI.create(webhook.wanted().url()).getHost(),
                        "generation",
                        (long) webhook.generation(),
                        "kinds",
                        webhook.wanted().kinds().stream()
                                .map(Enum::name)
                                .sorted()
                                .toList(),
                        "workspaces",
                        webhook.wanted().workspaces().stream()
                                .map(Object::toString)
                                .sorted()
                                .toList()));
    }
}
