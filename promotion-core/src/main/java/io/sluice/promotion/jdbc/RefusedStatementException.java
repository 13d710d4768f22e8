package io.sluice.promotion.jdbc;

import java.sql.SQLException;
import java.util.Locale;

/** The database answered, and the answer was no: a broken constraint, or a fault of ours. Repeating does not help. */
final class RefusedStatementException extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    private static final String UNIQUE_VIOLATION = "23505";

    private final boolean duplicate;
    private final String complaint;

    /** Neither the SQL text nor the values get into the message; whoever may read the log finds them in the cause. */
    RefusedStatementException(SQLException cause) {
        super("The database refused a statement (SQLState " + cause.getSQLState() + ").", cause);
        this.duplicate = UNIQUE_VIOLATION.equals(cause.getSQLState());
        this.complaint = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    }

    /** Whether a row with the same key exists. */
    boolean isDuplicate() {
        return duplicate;
    }

    /** Whether a row with the same key exists and this constraint noticed. Both databases name it in their message. */
    boolean isDuplicateOf(String constraint) {
        return duplicate && complaint.contains(constraint);
    }
}
