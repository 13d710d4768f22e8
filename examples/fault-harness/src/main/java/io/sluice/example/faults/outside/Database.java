package io.sluice.example.faults.outside;

/** A database that nodes use. */
public interface Database extends AutoCloseable {
    /** Its name in the summary. */
    String name();

    /** The address for nodes. */
    String url();

    /** The user, who has no password. */
    String user();

    /** Whether several nodes may use it at a time. */
    boolean isShared();

    /**
     * Whether others may read what a commit wrote before that is kept for good: then it may be gone again when the node dies.
     * Whoever made the commit is told only when it is kept.
     */
    boolean showsBeforeItKeeps();

    @Override
    void close();
}
