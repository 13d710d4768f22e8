package io.sluice.example.faults.node;

/**
 * A place in a node's work at which it breaks off.
 *
 * @param kind which kind of place
 * @param word what is at work there: the word that a transaction must write for its commit to count, or the name of the
 *     call
 * @param count which of those, from 1
 * @param end what happens
 */
public record Moment(Kind kind, String word, int count, End end) {
    /** Kinds of places. */
    public enum Kind {
        /** Right before a commit of a transaction that wrote the word. */
        BEFORE_COMMIT,
        /** Right after it. */
        AFTER_COMMIT,
        /** Right after the word was written, inside of the transaction. */
        WRITTEN,
        /** Right before a call of foreign code of that name. */
        BEFORE_CALL,
        /** Right after it. */
        AFTER_CALL
    }

    /** What happens there. */
    public enum End {
        /** The JVM is gone at once, as with {@code kill -9}. */
        DIES,
        /** The process stands still until somebody lets it go on. */
        STANDS_STILL
    }

    /** The node dies at the first such place. */
    public static Moment dies(Kind kind, String word) {
        return new Moment(kind, word, 1, End.DIES);
    }

    /** The node stands still at the first such place. */
    public static Moment standsStill(Kind kind, String word) {
        return new Moment(kind, word, 1, End.STANDS_STILL);
    }

    static Moment parse(String text) {
        String[] parts = text.split("/", -1);
        return new Moment(Kind.valueOf(parts[0]), parts[1], Integer.parseInt(parts[2]), End.valueOf(parts[3]));
    }

    @Override
    public String toString() {
        return kind + "/" + word + "/" + count + "/" + end;
    }
}
