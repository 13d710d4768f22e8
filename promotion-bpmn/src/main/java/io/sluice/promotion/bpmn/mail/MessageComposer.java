package io.sluice.promotion.bpmn.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.promotion.bpmn.mail.MailTemplates.Content;
import io.sluice.promotion.spi.Notification;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts a worded message into its envelope: addresses, ids, thread, and the headers that keep auto-responders quiet. */
final class MessageComposer {
    private static final int MAX_SUBJECT = 200;
    private static final int MAX_NAME = 100;
    private static final Pattern ID_LEFT = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*+");

    private final MailSettings settings;

    MessageComposer(MailSettings settings) {
        this.settings = settings;
    }

    /** The message; the same notification gives the same {@code Message-ID}, {@code Date} and thread. */
    PromotionMessage compose(Session session, Notification notification, MailAddress to, Content content)
            throws MessagingException {
        PromotionMessage message = new PromotionMessage(session, messageId(notification.id()));
        message.setFrom(address(settings.from(), settings.displayName()));
        if (settings.replyTo().isPresent()) {
            message.setReplyTo(new InternetAddress[] {address(settings.replyTo().get(), "")});
        }
        message.setRecipient(
                RecipientType.TO, address(to, notification.recipient().displayName()));
        message.setSubject(VisibleText.header(content.subject(), MAX_SUBJECT), UTF_8.name());
        message.setSentDate(Date.from(notification.createdAt()));
        String thread = messageId(thread(notification));
        message.setHeader("In-Reply-To", thread);
        message.setHeader("References", thread);
        Optional<URI> preferences = settings.preferences(notification.organization());
        if (preferences.isPresent()) {
            message.setHeader("List-Unsubscribe", "<" + preferences.get() + ">");
        }
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setContent(
                new MimeMultipart("alternative", part(content.text(), "plain"), part(content.html(), "html")));
        message.saveChanges();
        return message;
    }

    /** One for each recipient: people who compare their mails must not find each other's in one thread. */
    private static String thread(Notification notification) {
        String person = notification.recipient().person().value();
        return notification.topic().key() + "." + digest(person).substring(0, 16);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8.name(), subtype);
        return part;
    }

    private static InternetAddress address(MailAddress address, String name) throws MessagingException {
        try {
            String shown = VisibleText.header(name, MAX_NAME);
            return new InternetAddress(address.value(), shown.isEmpty() ? null : shown, UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError("Every JVM knows UTF-8.", e);
        }
    }

    /** An id that RFC 5322 allows as it is; what it does not allow is digested, so that it stays one and the same. */
    private String messageId(String id) {
        String left = ID_LEFT.matcher(id).matches() && id.length() <= 100 ? id : digest(id);
        return "<" + left + "@" + settings.domain() + ">";
    }

    private static String digest(String id) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JVM knows SHA-256.", e);
        }
    }
}
