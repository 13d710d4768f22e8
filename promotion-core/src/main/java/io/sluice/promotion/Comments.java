package io.sluice.promotion;

import io.sluice.promotion.access.Operation;
import io.sluice.promotion.command.AuditLog;
import io.sluice.promotion.command.Caller;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.CommandPipeline.Call;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.LockedPromotion;
import io.sluice.promotion.command.Messages;
import io.sluice.promotion.command.Visibility;
import io.sluice.promotion.gate.Round;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Secrets;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.OutboxMessage;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.Comment;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Facts;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people say to each other beside a promotion. It decides nothing, and stays. Thread-safe. */
public final class Comments {
    private record Written(PromotionId promotion, String text) {}

    private final CommandPipeline pipeline;
    private final Visibility visibility;
    private final Catalog catalog;
    private final Storage storage;
    private final Messages messages;
    private final Clock clock;

    Comments(Core core) {
        this.pipeline = core.pipeline();
        this.visibility = new Visibility(core);
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.messages = core.messages();
        this.clock = core.clock();
    }

    /**
     * Writes a comment. Whoever sees the promotion may, before and after its end. The requester and those who are asked at
     * the moment are told. What looks like a secret is stored as {@code ***}; then {@link Comment#masked()} says so.
     *
     * @param text 1 to 4,000 characters
     * @throws io.sluice.promotion.problem.InvalidInputException {@code reason.required} or {@code text.tooLong}
     */
    public Comment add(
            Actor actor, OrganizationId organization, PromotionId promotion, String text, IdempotencyKey key) {
        Written written = new Written(promotion, Text.requireReason("comment", text));
        boolean masked = Secrets.areIn(text);
        Call call = new Call(actor, organization, Operation.COMMENT, key, written);
        return pipeline.create(
                call,
                caller -> visibility.one(caller, promotion),
                (caller, seen) -> add(caller, written, masked),
                id -> storage.comments().find(organization, id).orElseThrow(() -> new NotFoundException("comment")));
    }

    private String add(Caller caller, Written written, boolean masked) {
        LockedPromotion unit = pipeline.lock(caller.organization(), written.promotion(), AuditLog.actorOf(caller));
        PromotionRequest request = unit.request();
        Comment comment = new Comment(
                request.organization(),
                Ids.next(),
                request.id(),
                caller.person(),
                written.text(),
                masked,
                clock.instant());
        storage.comments().insert(comment);
        unit.record("comment.added", Map.of("id", comment.id(), "comment", comment.text(), "masked", comment.masked()));
        tell(caller, request, comment);
        unit.save();
        return comment.id();
    }

    private void tell(Caller caller, PromotionRequest request, Comment comment) {
        Set<RoleId> roles = new HashSet<>();
        Set<PersonId> persons = new HashSet<>(Set.of(request.requestedBy()));
        storage.tasks().openFor(request.organization(), request.id()).stream()
                .filter(task -> task.kind() == HumanTask.Kind.APPROVAL)
                .forEach(task -> {
                    Round round = catalog.round(request, task);
                    roles.addAll(task.assigned().isEmpty() ? round.roles() : Set.of());
                    persons.addAll(task.assigned().isEmpty() ? round.persons() : task.assigned());
                });
        persons.remove(caller.person());
        messages.to(
                request,
                NotificationKind.COMMENT,
                OutboxMessage.Audience.roles(roles, request.target()).and(persons),
                Facts.of(Fact.WHO, caller.person()).and(Fact.COMMENT, comment.text()));
    }

    /**
     * The comments beside a promotion, the first one first.
     *
     * @param after the id of the last comment of the page before; empty for the first page
     * @param limit 1 to 1,000
     */
    public List<Comment> list(
            Actor actor, OrganizationId organization, PromotionId promotion, Optional<String> after, int limit) {
        Releases.requireLimit(limit);
        after.ifPresent(last -> Identifier.require("after", last));
        return pipeline.read(actor, organization, caller -> {
            visibility.one(caller, promotion);
            return storage.comments().list(organization, promotion, after, limit);
        });
    }
}
