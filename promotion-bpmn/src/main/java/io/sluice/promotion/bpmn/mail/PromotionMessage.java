package io.sluice.promotion.bpmn.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** A message that keeps the id it was given and knows whether the server has seen its content. */
final class PromotionMessage extends MimeMessage {
    private final String messageId;
    private boolean handedOver;

    PromotionMessage(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoreList) throws IOException, MessagingException {
        handedOver = true;
        super.writeTo(out, ignoreList);
    }

    String id() {
        return messageId;
    }

    /** Whether the server took the recipient and asked for the content. */
    boolean wasHandedOver() {
        return handedOver;
    }
}
