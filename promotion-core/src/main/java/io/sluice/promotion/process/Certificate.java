package io.sluice.promotion.process;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The stored proof of a definition: one for its deployment, and one for each policy revision that came in force with it.
 *
 * @param organization the tenant
 * @param id names it
 * @param workspace whose policy it was proved for; empty when it was deployed before a policy named it
 * @param revision of that policy
 * @param proof what came out
 * @param by who deployed the file or put the policy in force
 * @param at when that was
 */
public record Certificate(
        OrganizationId organization,
        String id,
        Optional<WorkspaceId> workspace,
        OptionalInt revision,
        ProcessProof proof,
        PersonId by,
        Instant at) {}
