package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Demands;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells what would happen when, if a request were made now and everybody did their part. */
final class TimelineReader {
    private final Instant now;
    private final Words words;
    private final Summaries summaries;

    TimelineReader(Call call, Summaries summaries) {
        this.now = call.actor().authenticatedAt();
        this.words = Words.of(call);
        this.summaries = summaries;
    }

    /** What happens. */
    enum Event {
        CHECKS,
        APPROVAL_DUE,
        ON_DUE,
        SOAKED,
        WINDOW,
        NOT_BEFORE,
        DEPLOY
    }

    /** One point of the timeline. */
    record Point(Event event, Optional<Instant> at, String text) {}

    List<Point> of(NewPromotion wanted, Demands demands, List<Blocker> reasons) {
        List<Point> points = new ArrayList<>();
        if (!demands.checks().isEmpty()) {
            points.add(new Point(Event.CHECKS, Optional.of(now), words.say("timeline.CHECKS")));
        }
        if (!demands.stages().isEmpty()) {
            Instant due = now.plus(demands.policy().approvalDeadline());
            points.add(new Point(Event.APPROVAL_DUE, Optional.of(due), words.say("timeline.APPROVAL_DUE")));
            points.add(new Point(Event.ON_DUE, Optional.of(due), onDue(demands.policy())));
        }
        earliest(reasons, "soak.notYet")
                .ifPresent(at -> points.add(new Point(
                        Event.SOAKED,
                        Optional.of(at),
                        words.say("timeline.SOAKED", summaries.nameOf(wanted.source())))));
        earliest(reasons, "window.closed")
                .ifPresent(at -> points.add(new Point(Event.WINDOW, Optional.of(at), words.say("timeline.WINDOW"))));
        wanted.notBefore()
                .ifPresent(at ->
                        points.add(new Point(Event.NOT_BEFORE, Optional.of(at), words.say("timeline.NOT_BEFORE"))));
        points.add(new Point(Event.DEPLOY, goesLive(reasons), words.say("timeline.DEPLOY")));
        return points;
    }

    private String onDue(PromotionPolicy policy) {
        OnDeadline onDeadline = policy.onDeadline();
        String role =
                policy.reminders().escalateTo().map(known -> known.value()).orElse("");
        return words.say("timeline.ON_DUE." + onDeadline.action(), role, words.length(onDeadline.by()));
    }

    /** When the last of what only takes time is over; unknown where that cannot be told. */
    private Optional<Instant> goesLive(List<Blocker> reasons) {
        boolean unknown = reasons.stream()
                .anyMatch(reason -> reason.isWaitedFor() && reason.earliest().isEmpty());
        return unknown
                ? Optional.empty()
                : reasons.stream()
                        .flatMap(reason -> reason.earliest().stream())
                        .max(Comparator.naturalOrder())
                        .or(() -> Optional.of(now));
    }

    private static Optional<Instant> earliest(List<Blocker> reasons, String code) {
        return reasons.stream()
                .filter(reason -> reason.code().equals(code))
                .flatMap(reason -> reason.earliest().stream())
                .findFirst();
    }
}
