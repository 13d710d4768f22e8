package io.sluice.promotion.gate;

import io.sluice.promotion.policy.PolicyDiff;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;

/**
 * What would happen if a policy came in force now. Nothing was changed to find out.
 *
 * @param inForce the revision in force
 * @param diff what would change
 * @param needsApproval whether the change weakens a protected workspace, so that it must be proposed
 * @param problems why it would be refused: rules that nobody can meet, an unknown process, a protected workspace that asks
 *     nobody
 * @param process the process definition that new requests would run on
 * @param proofs how that definition was judged by this policy, and each other one that an open request runs on
 * @param openRequests what it would mean for each open request
 */
public record PolicyPreview(
        int inForce,
        PolicyDiff diff,
        boolean needsApproval,
        List<String> problems,
        String process,
        List<ProcessProof> proofs,
        List<OpenRequest> openRequests) {
    /**
     * What it would mean for one open request. It keeps the revision it was made under and must meet the new one as well.
     *
     * @param request the request
     * @param keepsRevision the revision it keeps
     * @param additional what would stand in its way that does not now
     */
    public record OpenRequest(PromotionRequest request, int keepsRevision, List<Blocker> additional) {
        /** Copies the reasons. */
        public OpenRequest {
            additional = List.copyOf(additional);
        }
    }

    /** Copies the lists. */
    public PolicyPreview {
        problems = List.copyOf(problems);
        proofs = List.copyOf(proofs);
        openRequests = List.copyOf(openRequests);
    }

    /** The definitions that do not keep this policy: the first would be refused, the others go on until they end. */
    public List<ProcessProof> refusedProcesses() {
        return proofs.stream().filter(proof -> !proof.proved()).toList();
    }

    /** Such as {@code 2 open requests keep revision 7. 1 of them must meet more.} */
    public String summary() {
        long more = openRequests.stream()
                .filter(request -> !request.additional().isEmpty())
                .count();
        String keep = openRequests.size() == 1
                ? "1 open request keeps the revision it was made under."
                : openRequests.size() + " open requests keep the revision they were made under.";
        return more == 0 ? keep : keep + " " + more + " of them must meet more.";
    }
}
