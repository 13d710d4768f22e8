package io.sluice.promotion.process;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's word that a warning about one exact process file may stand. It counts until its time is over or it is
 * revoked, and only where warnings refuse a file.
 *
 * @param organization the tenant
 * @param id names it
 * @param finding key of the finding, such as {@code V-CONDITION:flow-urgent}
 * @param digest of the file
 * @param reason why, for people
 * @param until when it ends by itself
 * @param grantedBy who gave it
 * @param grantedAt when
 * @param revokedBy who took it back
 * @param revokedAt when
 */
public record Waiver(
        OrganizationId organization,
        String id,
        String finding,
        Digest digest,
        String reason,
        Instant until,
        PersonId grantedBy,
        Instant grantedAt,
        Optional<PersonId> revokedBy,
        Optional<Instant> revokedAt) {
    /** Whether it counts at that time. */
    public boolean counts(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(until);
    }

    /** Whether it is about that finding of that file. */
    public boolean covers(ProcessFinding found, Digest file) {
        return digest.equals(file) && finding.equals(found.key()) && found.canBeWaived();
    }

    /** Whether a rule, or the key of a finding, is about the policy: nobody can waive that. */
    public static boolean isAboutPolicy(String rule) {
        return rule.startsWith("P-");
    }
}
