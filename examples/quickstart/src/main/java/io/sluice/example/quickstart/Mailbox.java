package io.sluice.example.quickstart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** An SMTP server inside this program, so that the mails can be shown and nothing leaves the machine. */
final class Mailbox implements AutoCloseable {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    Mailbox() {
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    int count() {
        return server.getReceivedMessages().length;
    }

    /** The newest mail to a person whose subject contains the words. */
    Optional<String> find(String person, String words) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> contains(mail, person, words))
                .reduce((first, second) -> second)
                .map(Mailbox::text);
    }

    private static boolean contains(Message mail, String person, String words) {
        try {
            return mail.getAllRecipients()[0].toString().contains(person + "@")
                    && mail.getSubject().contains(words);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Message mail) {
        try {
            Multipart parts = (Multipart) mail.getContent();
            BodyPart plain = parts.getBodyPart(0);
            return "To: " + mail.getAllRecipients()[0] + "\nSubject: " + mail.getSubject() + "\n\n"
                    + plain.getContent().toString().replace("\r", "").strip();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
