package io.sluice.promotion.request;

import io.sluice.promotion.identity.WorkspaceId;
import java.util.List;

/**
 * The workspaces of the path that a promotion passes over. The checks that their policies demand are demanded all the same.
 *
 * @param reason why, in the requester's words
 * @param over the workspaces, the one nearest to the source first
 */
public record Skip(String reason, List<Over> over) {
    /**
     * One workspace that is passed over.
     *
     * @param workspace which
     * @param policyRevision its policy revision when the promotion was requested
     */
    public record Over(WorkspaceId workspace, int policyRevision) {
        /** Such as {@code staging@3}. */
        @Override
        public String toString() {
            return workspace + "@" + policyRevision;
        }
    }

    /** Copies the list. */
    public Skip {
        over = List.copyOf(over);
    }

    /** The names of the workspaces, in order. */
    public List<String> workspaces() {
        return over.stream().map(each -> each.workspace().value()).toList();
    }
}
