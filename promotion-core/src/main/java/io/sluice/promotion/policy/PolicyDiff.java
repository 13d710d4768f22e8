package io.sluice.promotion.policy;

import io.sluice.promotion.workspace.DataPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two policies, demand by demand. When it cannot be known whether a demand became easier to meet,
 * such as with another setting of a check, it counts as weaker: people look at it.
 *
 * @param changes every difference, in the order of the policy's fields
 */
public record PolicyDiff(List<Change> changes) {
    /** What a difference means for those who want something to enter. */
    public enum Effect {
        /** More is demanded. */
        STRICTER,
        /** Less is demanded, or it may be less. */
        WEAKER,
        /** Something else is demanded, neither more nor less. */
        DIFFERENT
    }

    /**
     * One difference.
     *
     * @param field which demand, such as {@code approvalDeadline} or {@code stages.approval.approver}
     * @param before what was demanded, {@code none} when nothing was
     * @param after what is demanded now, {@code none} when nothing is
     * @param effect what that means
     */
    public record Change(String field, String before, String after, Effect effect) {
        /** The difference as a person reads it, such as {@code approvalDeadline: P3D → P7D (weaker)}. */
        @Override
        public String toString() {
            String meaning = switch (effect) {
                case STRICTER -> "stricter";
                case WEAKER -> "weaker";
                case DIFFERENT -> "different";
            };
            return field + ": " + before + " → " + after + " (" + meaning + ")";
        }
    }

    /** Copies the changes. */
    public PolicyDiff {
        changes = List.copyOf(changes);
    }

    /** Compares two policies. */
    public static PolicyDiff between(PromotionPolicy before, PromotionPolicy after) {
        return new PolicyDiff(new PolicyComparison(before, after).changes());
    }

    /** Compares two data policies: less time to keep records, personal data let in, encryption no longer demanded. */
    public static PolicyDiff between(DataPolicy before, DataPolicy after) {
        List<Change> changes = new ArrayList<>();
        Differences differences = new Differences(changes);
        differences.flag("dataPolicy.piiAllowed", before.piiAllowed(), after.piiAllowed(), Effect.WEAKER);
        differences.flag(
                "dataPolicy.encryptionRequired",
                before.encryptionRequired(),
                after.encryptionRequired(),
                Effect.STRICTER);
        differences.number("dataPolicy.retentionDays", before.retentionDays(), after.retentionDays(), Effect.STRICTER);
        return new PolicyDiff(changes);
    }

    /** Whether anything is, or may be, easier to meet than before. */
    public boolean weakens() {
        return !weakenings().isEmpty();
    }

    /** The changes that make, or may make, something easier. */
    public List<Change> weakenings() {
        return changes.stream()
                .filter(change -> change.effect() == Effect.WEAKER)
                .toList();
    }
}
