package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.request.Comment;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people say beside promotions. */
public final class CommentFeature implements Feature {
    private static final String COMMENTS = PromotionFeature.PROMOTION + "/comments";

    private final Sluice sluice;

    /** Asks these doors. */
    public CommentFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    record NewComment(String text) {}

    record CommentView(String id, Person author, String text, boolean masked, Instant at) {}

    @Override
    public void routes(Routes routes) {
        routes.get(COMMENTS, this::list).paged();
        routes.post(COMMENTS, this::add);
    }

    private Answer add(Call call) {
        String text = call.body(NewComment.class).text();
        Comment added = sluice.comments().add(call.actor(), call.organization(), call.promotion(), text, call.key());
        String list = call.link(
                "organizations",
                call.organization().value(),
                "promotions",
                added.promotion().value(),
                "comments");
        return Answer.created(list, view(call, added));
    }

    private Answer list(Call call) {
        int limit = call.limit();
        Optional<String> after = call.cursor(1, parts -> parts.get(0));
        List<Comment> found =
                sluice.comments().list(call.actor(), call.organization(), call.promotion(), after, limit + 1);
        List<Comment> shown = found.subList(0, Math.min(limit, found.size()));
        return Answer.shown(new Page<>(
                shown.stream().map(comment -> view(call, comment)).toList(),
                found.size() > limit
                        ? Optional.of(Cursor.of(shown.get(limit - 1).id()))
                        : Optional.empty()));
    }

    private static CommentView view(Call call, Comment comment) {
        return new CommentView(
                comment.id(),
                call.people().person(comment.author()),
                comment.text(),
                comment.masked(),
                comment.writtenAt());
    }
}
