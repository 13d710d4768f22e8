package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.bpmn.mail.MailTemplates.Content;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.Notifier;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages by SMTP, as text and HTML. One connection per message, made and closed inside the call, unless a {@link
 * MailCarrier} takes them; no state, so any number of threads may share a notifier.
 *
 * <p>A repeated notification has the same {@code Message-ID}, and all mails of one promotion form one thread in the
 * recipient's mail program. A mail decides nothing: its only link leads to the host's page of the promotion.
 */
public final class MailNotifier implements Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(MailNotifier.class);

    private final MailSettings settings;
    private final MailTemplates templates;
    private final MessageComposer composer;
    private final MailWay way;

    /** Sends the standard mails, with times in UTC. */
    public MailNotifier(MailSettings settings) {
        this(settings, MailTemplates.standard(ZoneOffset.UTC));
    }

    /** Sends mails in the words of these templates. */
    public MailNotifier(MailSettings settings, MailTemplates templates) {
        this(settings, templates, new SmtpServer(settings));
    }

    /**
     * Has somebody else send mails in the words of these templates, such as the mail sender of the host. Server, security,
     * credentials and time limits in the settings are not used then.
     */
    public MailNotifier(MailSettings settings, MailTemplates templates, MailCarrier carrier) {
        this(settings, templates, new CarriedMail(carrier));
    }

    private MailNotifier(MailSettings settings, MailTemplates templates, MailWay way) {
        this.settings = settings;
        this.templates = templates;
        this.composer = new MessageComposer(settings);
        this.way = way;
    }

    @Override
    public String channel() {
        return "mail";
    }

    /**
     * Sends one mail. The person's address comes from the host's directory: without one, or when the person is no longer
     * active, there is nothing to do; an address that is none, or that the server refuses for good, is refused. When the
     * server cannot be reached, does not answer in time or puts us off, the message is postponed; it may then have arrived
     * nevertheless.
     */
    @Override
    public Delivery deliver(Notification notification) {
        Member recipient = notification.recipient();
        Optional<String> known = recipient.mail().filter(mail -> !mail.isBlank());
        if (!recipient.active() || known.isEmpty()) {
            return Delivery.notApplicable("The directory knows no mail address.");
        }
        Optional<MailAddress> to = known.flatMap(MailAddress::read);
        if (to.isEmpty()) {
            LOG.warn("The directory's mail address for message {} is not exactly one address.", notification.id());
            return Delivery.refused("The directory's mail address is not exactly one address.");
        }
        return way.take(message(notification, to.get()));
    }

    /** Names the server and the sender, never the credentials. */
    @Override
    public String toString() {
        return "MailNotifier[" + settings + "]";
    }

    private PromotionMessage message(Notification notification, MailAddress to) {
        Notification visible = VisibleText.of(notification);
        Content content = templates.write(visible, settings.links(notification.organization()));
        Session session = way.session();
        try {
            return composer.compose(session, visible, to, content);
        } catch (MessagingException e) {
            throw new IllegalStateException("Message " + notification.id() + " cannot be composed.", e);
        }
    }
}
