package io.sluice.promotion.isolation;

import io.sluice.promotion.identity.WorkspaceId;
import java.util.Optional;

/**
 * One place where environments do not keep apart.
 *
 * @param rule which rule it breaks
 * @param workspace where it is
 * @param other the other workspace that it is about, if there is one
 * @param where the field or configuration key, such as {@code gateway} or {@code configuration.database.url}
 * @param message for people, a whole sentence; never shows a value
 * @param repair what to do about it, a whole sentence
 */
public record Finding(
        IsolationRule rule,
        WorkspaceId workspace,
        Optional<WorkspaceId> other,
        String where,
        String message,
        String repair) {
    /** The stable code. */
    public String code() {
        return rule.code();
    }

    /** Whether it is refused and not only shown. */
    public boolean isError() {
        return rule.severity() == IsolationRule.Severity.ERROR;
    }

    /** Whether it is about this workspace. */
    public boolean concerns(WorkspaceId id) {
        return workspace.equals(id) || other.filter(id::equals).isPresent();
    }
}
