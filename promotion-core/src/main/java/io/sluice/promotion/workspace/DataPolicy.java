package io.sluice.promotion.workspace;

import io.sluice.promotion.problem.InvalidInputException;

/**
 * What data a workspace may hold and for how long.
 *
 * @param piiAllowed whether personal data may be processed
 * @param encryptionRequired whether data must be encrypted at rest
 * @param retentionDays how long records are kept, 30 to 36,500 days
 */
public record DataPolicy(boolean piiAllowed, boolean encryptionRequired, int retentionDays) {
    /** No personal data, no encryption demanded, records kept for a year. */
    public static final DataPolicy STANDARD = new DataPolicy(false, false, 365);

    /** Refuses a retention outside the bounds with {@code retention.range}. */
    public DataPolicy {
        if (retentionDays < 30 || retentionDays > 36_500) {
            throw new InvalidInputException(
                    "dataPolicy.retentionDays",
                    "retention.range",
                    "retentionDays must be 30 to 36500, was " + retentionDays + ".");
        }
    }
}
