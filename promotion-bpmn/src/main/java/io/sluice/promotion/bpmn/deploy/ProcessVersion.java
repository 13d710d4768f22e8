package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.process.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One version of a process definition.
 *
 * @param process its key, which policies name
 * @param version counted from 1 for each key
 * @param own whether the organization deployed it; otherwise it serves everybody
 * @param name of the process as drawn; may be empty
 * @param resource name of the file
 * @param digest of the file
 * @param deployedAt when
 * @param deployedBy who; empty for those that serve everybody
 * @param newest whether new promotions run on it
 * @param usedBy workspaces whose policy names the process, when it is the newest
 * @param running how many promotions of the organization run on it
 * @param proof the latest certificate; empty for those that serve everybody and that no policy was put in force with
 */
public record ProcessVersion(
        String process,
        int version,
        boolean own,
        String name,
        String resource,
        Digest digest,
        Instant deployedAt,
        Optional<PersonId> deployedBy,
        boolean newest,
        List<WorkspaceId> usedBy,
        long running,
        Optional<Certificate> proof) {
    /** Copies the list. */
    public ProcessVersion {
        usedBy = List.copyOf(usedBy);
    }
}
