package io.sluice.promotion.bpmn.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.promotion.bpmn.mail.MailSettings.Credentials;
import io.sluice.promotion.bpmn.mail.MailSettings.Security;
import io.sluice.promotion.spi.Notifier.Delivery;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mail server of the settings. One connection per message; every step on it has a time limit. */
final class SmtpServer implements MailWay {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
    private static final String SOCKETS = "sluice.sockets";

    private final MailSettings settings;

    SmtpServer(MailSettings settings) {
        this.settings = settings;
    }

    @Override
    public Session session() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        properties.setProperty("mail.smtp.localhost", settings.domain().value());
        properties.setProperty("mail.smtp.from", settings.from().value());
        properties.setProperty("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
        properties.setProperty("mail.smtp.timeout", millis(settings.readTimeout()));
        properties.setProperty("mail.smtp.writetimeout", millis(settings.writeTimeout()));
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(settings.credentials().isPresent()));
        boolean startTls = settings.security() == Security.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(settings.security() == Security.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        // Else a certificate that our context does not trust would be shown to the JVM's next.
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        AbortableSockets sockets = new AbortableSockets(
                settings.sslContext().map(SSLContext::getSocketFactory).orElseGet(SmtpServer::trustedByTheJvm));
        properties.put(SOCKETS, sockets);
        properties.put("mail.smtp.socketFactory", sockets.plain());
        properties.put("mail.smtp.ssl.socketFactory", sockets.encrypted());
        return Session.getInstance(properties);
    }

    private static SSLSocketFactory trustedByTheJvm() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    /**
     * Hands a message to the server and tells what became of it, in the server's words where it said something.
     */
    @Override
    public Delivery take(PromotionMessage message) {
        try {
            send(message);
            return Delivery.sent();
        } catch (MessagingException e) {
            Optional<String> refusal = Refusal.in(e, message).map(this::said);
            refusal.ifPresent(words -> LOG.warn("The mail server refused {} for good: {}", message.id(), words));
            return refusal.map(Delivery::refused).orElseGet(() -> Delivery.postponed(unavailable(e)));
        }
    }

    private void send(PromotionMessage message) throws MessagingException {
        Transport transport = message.getSession().getTransport("smtp");
        CompletableFuture<Void> watch = watch(message.getSession());
        try {
            transport.connect(
                    settings.host(),
                    settings.port(),
                    settings.credentials().map(Credentials::user).orElse(null),
                    settings.credentials().map(Credentials::password).orElse(null));
            transport.sendMessage(message, message.getAllRecipients());
        } finally {
            watch.cancel(false);
            hangUp(transport);
        }
    }

    /** Time limits on single steps do not end a server that says one character at a time; this does. */
    private CompletableFuture<Void> watch(Session session) {
        Executor later =
                CompletableFuture.delayedExecutor(settings.totalTimeout().toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(
                () -> {
                    if (session.getProperties().get(SOCKETS) instanceof AbortableSockets sockets) {
                        sockets.abort();
                    }
                },
                later);
    }

    /** The message is with the server by now, or is not; a connection that ends badly changes nothing about it. */
    private static void hangUp(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("The connection to the mail server did not end well.");
        }
    }

    /**
     * The exception of the mail library is not passed on: it may quote what a server repeats of the log-in.
     */
    private String unavailable(MessagingException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String why = root == failure ? "" : " (" + root.getClass().getSimpleName() + ": " + said(root) + ")";
        return "The mail server " + settings.host() + ":" + settings.port() + " did not take a message: "
                + said(failure) + why;
    }

    private String said(Throwable failure) {
        return said(String.valueOf(failure.getMessage()));
    }

    private String said(String words) {
        String hidden = words;
        for (String secret : settings.credentials().map(SmtpServer::secrets).orElse(List.of())) {
            hidden = secret.isEmpty() ? hidden : hidden.replace(secret, "***");
        }
        return VisibleText.line(hidden, 200);
    }

    private static List<String> secrets(Credentials credentials) {
        String plain = "\0" + credentials.user() + "\0" + credentials.password();
        return List.of(
                base64(plain), base64(credentials.password()), base64(credentials.user()), credentials.password());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
