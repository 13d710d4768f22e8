package io.sluice.promotion.spring.rest.queue;

import io.sluice.promotion.TaskList;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which of what waits to show. */
record QueueFilter(
        Optional<WorkspaceId> workspace,
        Optional<ArtifactRef> artifact,
        Optional<PersonId> requester,
        Optional<Instant> dueBefore) {
    /** How soon. Lengths from now: a calendar day would need to know where the caller is. */
    private enum Due {
        OVERDUE(Duration.ZERO),
        TODAY(Duration.ofDays(1)),
        WEEK(Duration.ofDays(7));

        private final Duration ahead;

        Due(Duration ahead) {
            this.ahead = ahead;
        }
    }

    static QueueFilter of(Call call) {
        return new QueueFilter(
                call.query("workspace").map(WorkspaceId::new),
                call.query("artifact").map(QueueFilter::artifact),
                call.query("requester").map(PersonId::new),
                call.choice("due", Due.class)
                        .map(due -> call.actor().authenticatedAt().plus(due.ahead)));
    }

    TaskList.Query tasks() {
        return new TaskList.Query(workspace, artifact, requester, dueBefore);
    }

    Filter shown() {
        return new Filter(workspace, artifact, requester);
    }

    Filter by(PersonId person) {
        return new Filter(workspace, artifact, Optional.of(person));
    }

    boolean isDue(Optional<Instant> due) {
        return dueBefore.isEmpty() || due.filter(dueBefore.get()::isAfter).isPresent();
    }

    private static ArtifactRef artifact(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new InvalidInputException("artifact", "id.format", "artifact is written as kind:id.");
        }
        return new ArtifactView(text.substring(0, colon), text.substring(colon + 1)).ref();
    }
}
