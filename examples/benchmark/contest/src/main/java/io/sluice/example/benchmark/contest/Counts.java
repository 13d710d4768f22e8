package io.sluice.example.benchmark.contest;

/**
 * What went through a data source.
 *
 * @param statements executed, a batch counting as one
 * @param transactions that executed anything; a statement without a transaction is one of its own
 * @param writing transactions that changed something
 * @param business rows that the statements on tables of the business wrote, see {@link SqlCount}
 * @param definitions statements that change the schema
 */
public record Counts(long statements, long transactions, long writing, long business, long definitions) {
    /** What came since then. */
    public Counts since(Counts earlier) {
        return new Counts(
                statements - earlier.statements,
                transactions - earlier.transactions,
                writing - earlier.writing,
                business - earlier.business,
                definitions - earlier.definitions);
    }
}
