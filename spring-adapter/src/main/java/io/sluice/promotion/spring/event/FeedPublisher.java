package io.sluice.promotion.spring.event;

import io.sluice.promotion.Feed;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** Turns what the feed tells into events of the application. */
final class FeedPublisher implements Consumer<Feed.Entry> {
    /** How the feed knows us; never changes. */
    static final String READER = "spring-events";

    private final ApplicationEventPublisher publisher;

    FeedPublisher(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void accept(Feed.Entry entry) {
        publisher.publishEvent(new AuditRecorded(entry.event(), entry.promotion(), entry.person()));
        entry.promotion().flatMap(promotion -> event(entry, promotion)).ifPresent(publisher::publishEvent);
    }

    private static Optional<PromotionEvent> event(Feed.Entry entry, PromotionRequest promotion) {
        AuditEvent event = entry.event();
        String id = event.id();
        return Optional.ofNullable(
                switch (event.type()) {
                    case "promotion.requested" ->
                        new PromotionEvent.Requested(id, event.at(), promotion, entry.person());
                    case "stage.opened" ->
                        new PromotionEvent.ApprovalAsked(
                                id, event.at(), promotion, entry.person(), text(event, "stage"));
                    case "approval.given" ->
                        new PromotionEvent.Decided(
                                id, event.at(), promotion, entry.person(), text(event, "stage"), true);
                    case "approval.refused" ->
                        new PromotionEvent.Decided(
                                id, event.at(), promotion, entry.person(), text(event, "stage"), false);
                    case "promotion.approved" -> new PromotionEvent.Approved(id, event.at(), promotion, entry.person());
                    case "attempt.done" -> deployed(entry, promotion);
                    case "repair.opened" -> new PromotionEvent.RepairNeeded(id, event.at(), promotion, entry.person());
                    case "promotion.ended" ->
                        new PromotionEvent.Ended(
                                id,
                                event.at(),
                                promotion,
                                entry.person(),
                                PromotionStatus.valueOf(text(event, "status")));
                    default -> null;
                });
    }

    private static PromotionEvent.@Nullable Deployed deployed(Feed.Entry entry, PromotionRequest promotion) {
        AuditEvent event = entry.event();
        return text(event, "step").equals("DEPLOY")
                ? new PromotionEvent.Deployed(
                        event.id(), event.at(), promotion, entry.person(), text(event, "artifact"))
                : null;
    }

    private static String text(AuditEvent event, String field) {
        return event.data().get(field) instanceof String text ? text : "";
    }
}
