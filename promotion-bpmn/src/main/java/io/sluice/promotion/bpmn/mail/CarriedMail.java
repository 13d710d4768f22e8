package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.spi.Notifier.Delivery;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail that the host's own sender takes. */
final class CarriedMail implements MailWay {
    private static final Logger LOG = LoggerFactory.getLogger(CarriedMail.class);

    private final MailCarrier carrier;

    CarriedMail(MailCarrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public Session session() {
        return Session.getInstance(new Properties());
    }

    /** What the host's sender says of other failures may quote its credentials, so it stays out of the database. */
    @Override
    public Delivery take(PromotionMessage message) {
        try {
            carrier.send(message);
            return Delivery.sent();
        } catch (MessagingException e) {
            Optional<String> refusal = Refusal.in(e, message).map(words -> VisibleText.line(words, 200));
            refusal.ifPresent(words -> LOG.warn("The mail server refused {} for good: {}", message.id(), words));
            return refusal.map(Delivery::refused).orElseGet(() -> Delivery.postponed(unavailable(e)));
        }
    }

    private static String unavailable(MessagingException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "The host's mail sender did not take a message ("
                + root.getClass().getSimpleName() + ").";
    }
}
