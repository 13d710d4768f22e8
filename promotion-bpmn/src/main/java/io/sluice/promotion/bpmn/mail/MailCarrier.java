package io.sluice.promotion.bpmn.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** Takes composed mails to a mail server, in place of a connection of the notifier's own. Thread-safe. */
@FunctionalInterface
public interface MailCarrier {
    /**
     * Hands one mail over, within 30 seconds, and keeps its {@code Message-ID}.
     *
     * @throws jakarta.mail.SendFailedException when the server refused; a reply with 5xx to the recipient is not tried again
     * @throws MessagingException when it cannot be handed over now; it is tried again
     */
    void send(MimeMessage message) throws MessagingException;
}
