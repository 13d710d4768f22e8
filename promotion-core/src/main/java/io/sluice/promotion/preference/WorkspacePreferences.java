package io.sluice.promotion.preference;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.NotificationKind;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is told about a workspace and about promotions into it, beyond and apart from what each person wants.
 *
 * @param alsoTell roles that are told messages of a kind as well, whoever else is
 * @param muted kinds that people are not told; webhooks are
 */
public record WorkspacePreferences(Map<NotificationKind, Set<RoleId>> alsoTell, Set<NotificationKind> muted) {
    /**
     * Copies both.
     *
     * @throws InvalidInputException {@code preference.mandatory} when what must be told or asks for a decision is muted
     */
    public WorkspacePreferences {
        muted.forEach(kind -> PersonalPreferences.requireChoice(kind, kind.isMandatory() || asks(kind)));
        alsoTell = alsoTell.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
        muted = Set.copyOf(muted);
    }

    /** Nobody else is told, and nothing is muted. */
    public static WorkspacePreferences standard() {
        return new WorkspacePreferences(Map.of(), Set.of());
    }

    private static boolean asks(NotificationKind kind) {
        return kind.asksToDecide()
                || kind == NotificationKind.ESCALATION
                || kind == NotificationKind.POLICY_CHANGE_PROPOSED;
    }
}
