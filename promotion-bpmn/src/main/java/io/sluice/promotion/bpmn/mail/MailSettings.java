package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.Durations;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How mail leaves: the server, the sender and the links in it. Immutable. No class other than the notifier can read the
 * credentials; {@link #toString()} leaves them out.
 */
public final class MailSettings {
    /** How the connection to the mail server is protected. */
    public enum Security {
        /** Plain text; for a relay on the same machine or in a trusted network. */
        NONE(25),
        /** Begins in plain text and goes on only if the server switches to TLS. */
        STARTTLS(587),
        /** TLS from the first byte. */
        TLS(465);

        private final int usualPort;

        Security(int usualPort) {
            this.usualPort = usualPort;
        }
    }

    private final String host;
    private final int port;
    private final Security security;
    private final @Nullable SSLContext sslContext;
    private final @Nullable Credentials credentials;
    private final MailAddress from;
    private final String displayName;
    private final @Nullable MailAddress replyTo;
    private final Duration connectTimeout;
    private final Duration readTimeout;
    private final Duration writeTimeout;
    private final Duration totalTimeout;
    private final @Nullable PageLink link;
    private final @Nullable PageLink preferences;
    private final HostName domain;

    private MailSettings(Builder builder) {
        host = builder.host;
        security = builder.security;
        port = builder.port == null ? builder.security.usualPort : builder.port;
        sslContext = builder.sslContext;
        credentials = builder.credentials;
        from = builder.from;
        displayName = builder.displayName;
        replyTo = builder.replyTo;
        connectTimeout = builder.connectTimeout;
        readTimeout = builder.readTimeout;
        writeTimeout = builder.writeTimeout;
        totalTimeout = builder.totalTimeout;
        link = builder.link;
        preferences = builder.preferences;
        domain = builder.domain == null ? builder.from.host() : builder.domain;
    }

    /**
     * Begins settings for a server and a sender: STARTTLS on its usual port, no credentials, no links, 10 seconds for
     * each step.
     *
     * @param host name or address of the SMTP server
     * @param from the address that mail comes from
     * @throws InvalidInputException {@code host.format}, {@code mail.single} or {@code mail.format}
     */
    public static Builder builder(String host, String from) {
        return new Builder(host, from);
    }

    /**
     * Begins settings for mails that a {@link MailCarrier} takes: a sender, no server of their own, no links.
     *
     * @param from the address that mail comes from
     * @throws InvalidInputException {@code mail.single} or {@code mail.format}
     */
    public static Builder carried(String from) {
        return new Builder("localhost", from);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Security security() {
        return security;
    }

    Optional<SSLContext> sslContext() {
        return Optional.ofNullable(sslContext);
    }

    Optional<Credentials> credentials() {
        return Optional.ofNullable(credentials);
    }

    MailAddress from() {
        return from;
    }

    String displayName() {
        return displayName;
    }

    Optional<MailAddress> replyTo() {
        return Optional.ofNullable(replyTo);
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration readTimeout() {
        return readTimeout;
    }

    Duration writeTimeout() {
        return writeTimeout;
    }

    Duration totalTimeout() {
        return totalTimeout;
    }

    /** The host's pages for one organization. */
    MailLinks links(OrganizationId organization) {
        return new HostPages(organization, Optional.ofNullable(link), Optional.ofNullable(preferences));
    }

    Optional<URI> preferences(OrganizationId organization) {
        return links(organization).preferences();
    }

    HostName domain() {
        return domain;
    }

    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + " " + security + ", from " + from + "]";
    }

    /** What the server knows us by. */
    record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    /** Collects settings; every method refuses what can never be right. */
    public static final class Builder {
        private static final Pattern ADDRESS_LITERAL = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
        private static final Duration SHORTEST = Duration.ofMillis(10);
        private static final Duration LONGEST = Duration.ofMinutes(5);
        private static final Duration LONGEST_IN_TOTAL = Duration.ofSeconds(30);
        private static final Duration USUAL = Duration.ofSeconds(10);

        private final String host;
        private final MailAddress from;
        private Security security = Security.STARTTLS;
        private @Nullable Integer port;
        private @Nullable SSLContext sslContext;
        private @Nullable Credentials credentials;
        private String displayName = "Sluice";
        private @Nullable MailAddress replyTo;
        private Duration connectTimeout = USUAL;
        private Duration readTimeout = USUAL;
        private Duration writeTimeout = USUAL;
        private Duration totalTimeout = LONGEST_IN_TOTAL;
        private @Nullable PageLink link;
        private @Nullable PageLink preferences;
        private @Nullable HostName domain;

        private Builder(String host, String from) {
            this.host = ADDRESS_LITERAL.matcher(host).matches()
                    ? host
                    : HostName.require("mail.host", host).value();
            this.from = MailAddress.require("mail.from", from);
        }

        /** The server's port; without it the usual one of the chosen security: 25, 587 or 465. */
        public Builder port(int port) {
            if (port < 1 || port > 65_535) {
                throw new InvalidInputException("mail.port", "port.range", "mail.port must be 1 to 65535.");
            }
            this.port = port;
            return this;
        }

        /** How the connection is protected; STARTTLS unless said otherwise. */
        public Builder security(Security security) {
            this.security = security;
            return this;
        }

        /** Whose certificates to trust, where that differs from what the JVM trusts. */
        public Builder sslContext(SSLContext sslContext) {
            this.sslContext = sslContext;
            return this;
        }

        /** What to log in with. */
        public Builder credentials(String user, String password) {
            credentials = new Credentials(user, password);
            return this;
        }

        /** The name beside the sender's address. */
        public Builder displayName(String displayName) {
            this.displayName = Text.requireName("mail.displayName", displayName);
            return this;
        }

        /** Where replies go, if not to the sender. */
        public Builder replyTo(String address) {
            replyTo = MailAddress.require("mail.replyTo", address);
            return this;
        }

        /** How long to wait for the connection; 10 milliseconds to 5 minutes. */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = bounded("mail.connectTimeout", timeout);
            return this;
        }

        /** How long to wait for each reply of the server; 10 milliseconds to 5 minutes. */
        public Builder readTimeout(Duration timeout) {
            readTimeout = bounded("mail.readTimeout", timeout);
            return this;
        }

        /** How long to wait for the server to take what is sent; 10 milliseconds to 5 minutes. */
        public Builder writeTimeout(Duration timeout) {
            writeTimeout = bounded("mail.writeTimeout", timeout);
            return this;
        }

        /**
         * The host's page of a promotion, such as {@code https://example.org/promotions/{id}}; {@code {organization}}
         * may stand in it as well. https, or http on this machine. Without it mails hold no link.
         *
         * @throws InvalidInputException {@code url.format}, {@code url.notAllowed} or {@code url.tooLong}
         */
        public Builder link(String template) {
            link = new PageLink("mail.link", template, true);
            return this;
        }

        /**
         * The host's page where people choose which mails they get, such as {@code https://example.org/preferences};
         * {@code {organization}} may stand in it. Mails name it at their end and as {@code List-Unsubscribe}.
         *
         * @throws InvalidInputException {@code url.format}, {@code url.notAllowed} or {@code url.tooLong}
         */
        public Builder preferences(String template) {
            preferences = new PageLink("mail.preferences", template, false);
            return this;
        }

        /**
         * How long one message may take from connecting to the server's last word, however busily the server talks; 10
         * milliseconds to 30 seconds, which is also what holds unless said otherwise.
         */
        public Builder totalTimeout(Duration timeout) {
            totalTimeout = Durations.requireBetween("mail.totalTimeout", timeout, SHORTEST, LONGEST_IN_TOTAL);
            return this;
        }

        /** The host name in each {@code Message-ID} and in the greeting; without it that of the sender's address. */
        public Builder domain(String hostName) {
            domain = HostName.require("mail.domain", hostName);
            return this;
        }

        /**
         * Makes the settings.
         *
         * @throws InvalidInputException {@code mail.credentialsInClear} when credentials would leave this machine
         *     unprotected
         */
        public MailSettings build() {
            if (credentials != null && security == Security.NONE && !HostName.isLoopback(host)) {
                throw new InvalidInputException(
                        "mail.security",
                        "mail.credentialsInClear",
                        "Credentials need STARTTLS or TLS unless the mail server is on this machine.");
            }
            return new MailSettings(this);
        }

        private static Duration bounded(String field, Duration timeout) {
            return Durations.requireBetween(field, timeout, SHORTEST, LONGEST);
        }
    }
}
