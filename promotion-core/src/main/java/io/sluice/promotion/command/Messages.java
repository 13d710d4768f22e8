package io.sluice.promotion.command;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.jdbc.OutboxRows;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionKind;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Notification;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts messages into the outbox, in the transaction that gives the reason for them. */
public final class Messages {
    private static final int NAMED = 3;

    private final Storage storage;
    private final Clock clock;

    public Messages(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    public void toRoles(
            PromotionRequest request,
            Notification.Kind kind,
            Set<RoleId> roles,
            Optional<Instant> deadline,
            String headline,
            String detail) {
        put(request, kind, new OutboxRows.Audience(Set.of(), roles, request.target()), deadline, headline, detail);
    }

    public void toPerson(
            PromotionRequest request, Notification.Kind kind, PersonId person, String headline, String detail) {
        OutboxRows.Audience audience = new OutboxRows.Audience(Set.of(person), Set.of(), request.target());
        put(request, kind, audience, Optional.empty(), headline, detail);
    }

    private void put(
            PromotionRequest request,
            Notification.Kind kind,
            OutboxRows.Audience audience,
            Optional<Instant> deadline,
            String headline,
            String detail) {
        Instant now = clock.instant();
        storage.outbox()
                .insert(new OutboxRows.Message(
                        request.organization(),
                        Ids.next(),
                        request.id(),
                        kind,
                        audience,
                        outline(request, deadline, headline, detail),
                        Optional.empty(),
                        Optional.empty(),
                        OutboxRows.State.READY,
                        0,
                        now,
                        Optional.empty(),
                        now));
    }

    /** The first items in words; whoever wants to know all of them looks at the promotion. */
    private static String list(PromotionRequest request, Function<PromotionItem, Object> part) {
        List<PromotionItem> items = request.items();
        String first =
                items.stream().limit(NAMED).map(part).map(Object::toString).collect(Collectors.joining(", "));
        return items.size() > NAMED ? first + " + " + (items.size() - NAMED) : first;
    }

    /** Ids only; the dispatcher puts names in their place, outside of any deciding transaction. */
    private static Notification.Subject outline(
            PromotionRequest request, Optional<Instant> deadline, String headline, String detail) {
        return new Notification.Subject(
                request.organization().value(),
                list(request, PromotionItem::artifact),
                list(request, PromotionItem::version),
                Optional.empty(),
                request.source().value(),
                request.target().value(),
                request.kind() == PromotionKind.ROLLBACK,
                request.requestedBy().value(),
                request.reason(),
                deadline,
                headline,
                detail);
    }
}
