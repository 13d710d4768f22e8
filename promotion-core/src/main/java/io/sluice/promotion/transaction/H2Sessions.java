package io.sluice.promotion.transaction;

import java.sql.SQLException;

/**
 * Looks at the sessions of an H2 database. For an administrator H2 goes through all of them, and stumbles over one whose
 * transaction ends while it looks; the next look succeeds.
 */
public final class H2Sessions {
    /**
     * A question that is answered from {@code information_schema.sessions}.
     *
     * @param <T> what the answer is
     * @param <X> what asking may throw
     */
    @FunctionalInterface
    public interface Look<T, X extends Exception> {
        /**
         * Asks once.
         *
         * @return what the database said
         */
        T look() throws X;
    }

    /** H2's code for what it did not expect of itself. */
    private static final int GENERAL_ERROR = 50000;

    private static final int LOOKS = 10;

    private H2Sessions() {}

    /** The first answer; after ten stumbles, what the last one threw. On other databases, the answer. */
    public static <T, X extends Exception> T look(Look<T, X> question) throws X {
        for (int looked = 1; ; looked++) {
            try {
                return question.look();
            } catch (Exception e) {
                if (looked == LOOKS || !isStumble(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isStumble(Exception thrown) {
        return PassingFaults.causeOf(thrown).map(SQLException::getErrorCode).orElse(0) == GENERAL_ERROR;
    }
}
