package io.sluice.promotion.spring;

import io.sluice.promotion.bpmn.mail.MailCarrier;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Hands mails to the application's sender, with what the server said when it would not take one. */
final class SpringMailCarrier implements MailCarrier {
    private static final Logger LOG = LoggerFactory.getLogger(SpringMailCarrier.class);

    private final JavaMailSender sender;

    SpringMailCarrier(JavaMailSender sender) {
        this.sender = sender;
        if (sender instanceof JavaMailSenderImpl known && waitsForEver(known.getJavaMailProperties())) {
            LOG.warn(
                    "The mail sender waits without limit for a server that does not answer. Set"
                            + " spring.mail.properties.mail.smtp.connectiontimeout, .timeout and .writetimeout, such as to 5000.");
        }
    }

    private static boolean waitsForEver(Properties mail) {
        return mail.getProperty("mail.smtp.timeout") == null && mail.getProperty("mail.smtps.timeout") == null;
    }

    @Override
    public void send(MimeMessage message) throws MessagingException {
        try {
            sender.send(message);
        } catch (MailSendException e) {
            for (Exception each : e.getMessageExceptions()) {
                if (each instanceof MessagingException reply) {
                    throw reply;
                }
            }
            throw new MessagingException("The mail sender failed.", e);
        } catch (MailException e) {
            throw new MessagingException("The mail sender failed.", e);
        }
    }
}
