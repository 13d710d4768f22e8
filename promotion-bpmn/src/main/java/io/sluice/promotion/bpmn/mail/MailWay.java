package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.spi.Notifier.Delivery;
import jakarta.mail.Session;

/** How composed mails leave. */
interface MailWay {
    /** A session without connection, to make messages for. */
    Session session();

    /** Hands a message over and tells what became of it. */
    Delivery take(PromotionMessage message);
}
