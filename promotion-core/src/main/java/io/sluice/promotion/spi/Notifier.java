package io.sluice.promotion.spi;

/**
 * A channel that takes messages to people. Called outside any transaction, possibly more than once for one message (same
 * {@link Notification#id()}). A message never decides anything.
 */
public interface Notifier {
    /** What became of a message. */
    enum Delivery {
        /** The channel took it. */
        SENT,
        /** The channel has no way to this person; nothing more to do. */
        NOT_APPLICABLE,
        /** It will never work, for example a refused address; becomes a dead letter that people see. */
        REFUSED
    }

    /** A short name of the channel, such as {@code mail}; also the key of its outbox rows. */
    String channel();

    /** Takes the message to the person. Throwing means "try again later". */
    Delivery deliver(Notification notification);
}
