package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.AuditEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the events of one promotion tell a story that Sluice allows: what is chained, signed and anchored could still
 * have been written by somebody else's program. Events that it does not know are left alone, and so is what a removed
 * body would have said. Not thread-safe.
 */
final class Replay {
    private static final Set<String> SUCCESS = Set.of("COMPLETED");

    private final Map<String, String> approved = new HashMap<>();
    private final Set<String> deployed = new HashSet<>();
    private final Map<String, Long> fences = new HashMap<>();
    private @Nullable String requester;
    private @Nullable String openedFor;
    private boolean begun;
    private boolean refused;
    private boolean ended;
    private boolean forgotten;

    /** What the next event contradicts, as a whole sentence; empty when it fits. */
    Optional<String> next(AuditEvent event) {
        forgotten |= event.isRemoved();
        if (!begun) {
            begun = true;
            requester = event.actor();
            return rule(event.type().equals("promotion.requested"), "A promotion begins with its request.");
        }
        return switch (event.type()) {
            case "promotion.requested" -> Optional.of("A promotion is requested once.");
            case "approval.given" -> approval(event);
            case "approval.refused" -> rejection();
            case "gate.opened" -> gate(event);
            case "attempt.started" -> attempt(event);
            case "attempt.done" -> done(event);
            case "promotion.approved", "stage.opened", "target.reserved" -> stillOpen();
            case "promotion.ended" -> end(event);
            default -> Optional.empty();
        };
    }

    private Optional<String> approval(AuditEvent event) {
        if (ended) {
            return Optional.of("Somebody approved after the promotion had ended.");
        }
        if (!event.actor().startsWith("HUMAN:")) {
            return Optional.of("Only a person can approve.");
        }
        if (event.actor().equals(requester) && !Boolean.TRUE.equals(event.data().get("selfApproval"))) {
            return Optional.of("The requester approved their own request.");
        }
        String subject = event.subjectHash().orElse("");
        String before = approved.put(event.actor(), subject);
        return rule(!subject.equals(before), "One person approved the same subject twice.");
    }

    private Optional<String> rejection() {
        refused = true;
        return Optional.empty();
    }

    private Optional<String> gate(AuditEvent event) {
        openedFor = event.subjectHash().orElse("");
        if (ended || refused) {
            return Optional.of("The gate opened for a promotion that was " + (ended ? "ended." : "rejected."));
        }
        if (event.data().get("approvers") instanceof List<?> approvers) {
            for (Object approver : approvers) {
                boolean known = forgotten || Objects.equals(approved.get("HUMAN:" + approver), openedFor);
                if (!known) {
                    return Optional.of("The gate counted an approver who had not approved this subject.");
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> attempt(AuditEvent event) {
        if (ended) {
            return Optional.of("The deployer was called after the promotion had ended.");
        }
        if (openedFor == null || !openedFor.equals(event.subjectHash().orElse(""))) {
            return Optional.of("The deployer was called although the gate had not opened for this subject.");
        }
        if (event.data().get("fence") instanceof Number number) {
            String artifact = String.valueOf(event.data().get("artifact"));
            Long before = fences.put(artifact, number.longValue());
            return rule(number.longValue() > (before == null ? 0 : before), "The fence of an attempt did not grow.");
        }
        return Optional.empty();
    }

    private Optional<String> done(AuditEvent event) {
        if (event.data().get("step") instanceof String step) {
            deployed.add(step);
        }
        return Optional.empty();
    }

    private Optional<String> stillOpen() {
        return rule(!ended, "The promotion went on after it had ended.");
    }

    private Optional<String> end(AuditEvent event) {
        if (ended) {
            return Optional.of("The promotion ended twice.");
        }
        ended = true;
        boolean success = event.data().get("status") instanceof String status && SUCCESS.contains(status);
        return rule(
                !success || forgotten || deployed.contains("DEPLOY"),
                "The promotion is said to be completed, but nothing was deployed.");
    }

    private static Optional<String> rule(boolean holds, String otherwise) {
        return holds ? Optional.empty() : Optional.of(otherwise);
    }
}
