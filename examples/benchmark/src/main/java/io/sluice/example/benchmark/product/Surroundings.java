package io.sluice.example.benchmark.product;

import io.sluice.example.benchmark.contest.Hints;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Deployment;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.PromotionCheck;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a host provides, all of it done at once: checks that pass, deployments that succeed, messages that nobody reads.
 * Every call notes which artifact it was about; once its thread commits, that promotion is worth a look.
 */
final class Surroundings {
    /** What the names of artifacts begin with that are promoted to the end before anybody looks. */
    static final String FINISHED = "done-";

    private static final String TARGET = "prod";

    private final Hints hints;
    private final Map<String, Digest> live = new ConcurrentHashMap<>();
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final LongAdder reminders = new LongAdder();
    private final ThreadLocal<String> touched = new ThreadLocal<>();

    /** The content of the versions with this number, whatever the artifact. */
    static Digest content(int number) {
        return Digest.of(("content " + number).getBytes(StandardCharsets.UTF_8));
    }

    Surroundings(Hints hints) {
        this.hints = hints;
    }

    /** The thread has committed. */
    void committed() {
        String artifact = touched.get();
        if (artifact != null) {
            touched.remove();
            hints.moved(artifact);
        }
    }

    /** This artifact will be deployed, and is live nowhere but in development until then. */
    void await(String artifact) {
        awaited.add(artifact);
    }

    long reminders() {
        return reminders.sum();
    }

    /** All approvers are told of each; it counts once. */
    private static boolean isToFirst(Notification notification) {
        return notification.recipient().person().value().equals(Staff.APPROVERS.get(0));
    }

    PromotionCheck check(CheckName name) {
        return new PromotionCheck() {
            @Override
            public CheckName name() {
                return name;
            }

            @Override
            public CheckOutcome run(Candidate candidate) {
                touched.set(candidate.version().artifact().id());
                return CheckOutcome.passed("all good", "", Map.of());
            }
        };
    }

    Notifier notifier() {
        return new Notifier() {
            @Override
            public String channel() {
                return "none";
            }

            @Override
            public Delivery deliver(Notification notification) {
                if (notification.kind() == NotificationKind.REMINDER && isToFirst(notification)) {
                    reminders.increment();
                }
                return Delivery.sent();
            }
        };
    }

    Deployer deployer() {
        return new Deployer() {
            @Override
            public Result deploy(Deployment deployment) {
                live.put(deployment.artifact().id(), deployment.digest());
                awaited.remove(deployment.artifact().id());
                return Result.done();
            }

            @Override
            public Result verify(Deployment deployment) {
                touched.set(deployment.artifact().id());
                return Result.done();
            }

            @Override
            public Result restore(Deployment deployment) {
                live.remove(deployment.artifact().id());
                return Result.done();
            }

            @Override
            public Optional<Digest> current(OrganizationId organization, WorkspaceId workspace, ArtifactRef artifact) {
                Optional<Digest> found = Optional.ofNullable(live.get(artifact.id()));
                boolean first = !workspace.value().startsWith(TARGET)
                        || (artifact.id().startsWith(FINISHED) && !awaited.contains(artifact.id()));
                return found.isEmpty() && first ? Optional.of(content(1)) : found;
            }
        };
    }
}
