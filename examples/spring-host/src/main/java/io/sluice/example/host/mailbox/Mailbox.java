package io.sluice.example.host.mailbox;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** An SMTP server inside this program, so that the mails can be shown and nothing leaves the machine. */
@Component
public final class Mailbox implements DisposableBean {
    /**
     * A mail as a person reads it.
     *
     * @param at when it was sent
     * @param to to whom
     * @param subject of what
     * @param text the plain part
     */
    public record Mail(Instant at, String to, String subject, String text) {}

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    Mailbox() {
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** Everything it took, the newest first. */
    public List<Mail> mails() {
        List<Mail> mails = new ArrayList<>(
                Stream.of(server.getReceivedMessages()).map(Mailbox::mail).toList());
        Collections.reverse(mails);
        return mails;
    }

    private static Mail mail(Message message) {
        try {
            return new Mail(
                    message.getSentDate().toInstant(),
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    text(message.getContent()));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A mail cannot be read.", e);
        }
    }

    private static String text(Object content) throws MessagingException, IOException {
        if (content instanceof Multipart parts) {
            BodyPart plain = parts.getBodyPart(0);
            return text(plain.getContent());
        }
        return String.valueOf(content).replace("\r", "").strip();
    }

    @Override
    public void destroy() {
        server.stop();
    }
}
