package io.sluice.promotion.spring.rest.queue;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.TaskList;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.overview.OpenPromotion;
import io.sluice.promotion.overview.Waiting;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.promotion.PromotionProcesses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code GET /queue}: what waits for the caller, what they asked for, everything that is open, and what is done. */
public final class QueueFeature implements Feature {
    private static final int COUNTED_UP_TO = TaskList.COUNTED_UP_TO;
    private static final Duration DONE_SINCE = Duration.ofDays(30);

    private final Sluice sluice;
    private final PromotionProcesses processes;

    /** Asks these doors. */
    public QueueFeature(Sluice sluice, PromotionProcesses processes) {
        this.sluice = sluice;
        this.processes = processes;
    }

    private enum Tab {
        MINE,
        REQUESTED,
        OPEN,
        DONE
    }

    private record Part(List<QueueView.Row> rows, Optional<String> next) {}

    @Override
    public void routes(Routes routes) {
        routes.get(Routes.ORGANIZATION + "/queue", this::queue)
                .query("tab", "workspace", "artifact", "requester", "due")
                .paged();
    }

    private Answer queue(Call call) {
        QueueFilter filter = QueueFilter.of(call);
        RowReader rows = new RowReader(sluice, processes, call);
        Tab tab = call.choice("tab", Tab.class).orElse(Tab.MINE);
        Part part = switch (tab) {
            case MINE -> mine(call, filter, rows);
            case REQUESTED -> open(call, filter.by(call.person()), filter, rows);
            case OPEN -> open(call, filter.shown(), filter, rows);
            case DONE -> done(call, filter.shown(), rows);
        };
        return Answer.shown(new QueueView(
                part.rows(), part.next(), counts(call), call.actor().authenticatedAt()));
    }

    private Part mine(Call call, QueueFilter filter, RowReader rows) {
        int limit = call.limit();
        Optional<TaskList.Position> after =
                call.cursor(2, parts -> new TaskList.Position(Instant.parse(parts.get(0)), parts.get(1)));
        List<TaskList.Item> found =
                sluice.tasks().page(call.actor(), call.organization(), filter.tasks(), after, limit + 1);
        List<TaskList.Item> shown = found.subList(0, Math.min(limit, found.size()));
        return new Part(
                rows.ofTasks(shown),
                found.size() > limit ? Optional.of(cursor(shown.get(limit - 1).position())) : Optional.empty());
    }

    private static String cursor(TaskList.Position position) {
        return Cursor.of(position.due().toString(), position.task());
    }

    private Part open(Call call, Filter shown, QueueFilter filter, RowReader rows) {
        int limit = call.limit();
        Optional<PromotionId> before = call.cursor(1, parts -> new PromotionId(parts.get(0)));
        List<OpenPromotion> found = sluice.overview().open(call.actor(), call.organization(), shown, before, limit + 1);
        List<OpenPromotion> page = found.subList(0, Math.min(limit, found.size()));
        Predicate<OpenPromotion> due =
                one -> filter.isDue(one.waiting().stream().findFirst().flatMap(Waiting::due));
        return new Part(
                rows.of(page.stream().filter(due).map(OpenPromotion::request).toList()),
                found.size() > limit
                        ? Optional.of(
                                Cursor.of(page.get(limit - 1).request().id().value()))
                        : Optional.empty());
    }

    private Part done(Call call, Filter shown, RowReader rows) {
        int limit = call.limit();
        Instant now = call.actor().authenticatedAt();
        Optional<PromotionRequest> after = call.cursor(1, parts -> new PromotionId(parts.get(0)))
                .map(id -> sluice.promotions().get(call.actor(), call.organization(), id));
        List<PromotionRequest> found = sluice.overview()
                .history(
                        call.actor(),
                        call.organization(),
                        shown,
                        now.minus(DONE_SINCE),
                        now.plusSeconds(1),
                        after,
                        limit + 1);
        List<PromotionRequest> page = found.subList(0, Math.min(limit, found.size()));
        return new Part(
                rows.of(page),
                found.size() > limit
                        ? Optional.of(Cursor.of(page.get(limit - 1).id().value()))
                        : Optional.empty());
    }

    private QueueView.Counts counts(Call call) {
        int mine = sluice.tasks().countByTarget(call.actor(), call.organization()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return new QueueView.Counts(mine, count(call, Filter.ALL.by(call.person())), count(call, Filter.ALL));
    }

    private int count(Call call, Filter filter) {
        return sluice.overview()
                .open(call.actor(), call.organization(), filter, Optional.empty(), COUNTED_UP_TO)
                .size();
    }
}
