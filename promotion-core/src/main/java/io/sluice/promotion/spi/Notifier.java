package io.sluice.promotion.spi;

import java.util.Optional;

/**
 * A channel that takes messages to people. Called outside any transaction, possibly more than once for one message (same
 * {@link Notification#id()}). A message never decides anything.
 */
public interface Notifier {
    /**
     * What became of a message.
     *
     * @param result in one word
     * @param reason in words for the people who look after it; empty when it was sent
     */
    record Delivery(Result result, String reason) {
        /** In one word. */
        public enum Result {
            /** The channel took it. */
            SENT,
            /** The channel has no way to this person; nothing more to do. */
            NOT_APPLICABLE,
            /** It will never work, for example a refused address; becomes a dead letter that people see. */
            REFUSED,
            /** It may work later; is tried again after a pause. */
            POSTPONED
        }

        /** The channel took it. */
        public static Delivery sent() {
            return new Delivery(Result.SENT, "");
        }

        /** The channel has no way to this person. */
        public static Delivery notApplicable(String reason) {
            return new Delivery(Result.NOT_APPLICABLE, reason);
        }

        /** It will never work. */
        public static Delivery refused(String reason) {
            return new Delivery(Result.REFUSED, reason);
        }

        /** It may work later. */
        public static Delivery postponed(String reason) {
            return new Delivery(Result.POSTPONED, reason);
        }

        /** The reason, if there is one. */
        public Optional<String> note() {
            return Optional.of(reason).filter(text -> !text.isEmpty());
        }
    }

    /** A short name of the channel, such as {@code mail}; also the key of its outbox rows. */
    String channel();

    /** Takes the message to the person. Throwing means the same as {@link Delivery#postponed(String)}. */
    Delivery deliver(Notification notification);
}
