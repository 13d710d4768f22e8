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

    @Override
    void close();
}
