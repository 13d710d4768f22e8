package io.sluice.promotion.webhook;

import io.sluice.promotion.input.Durations;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.spi.WebhookSecrets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the operator of the host application allows webhooks: the administrators of organizations choose addresses, and
 * these rules keep the calls out of the operator's own network. Immutable.
 */
public final class WebhookSettings {
    private static final Set<Integer> USUAL_PORTS = Set.of(443, 8443);

    private final WebhookSecrets secrets;
    private final Map<String, Set<Integer>> ports;
    private final Set<String> privateHosts;
    private final Duration timeout;
    private final @Nullable SSLContext sslContext;
    private final boolean loopback;
    private final Resolver resolver;

    private WebhookSettings(Builder builder) {
        secrets = builder.secrets;
        ports = Map.copyOf(builder.ports);
        privateHosts = Set.copyOf(builder.privateHosts);
        timeout = builder.timeout;
        sslContext = builder.sslContext;
        loopback = builder.loopback;
        resolver = builder.resolver;
    }

    /** Begins with public addresses, ports 443 and 8443, and 10 seconds for a call. */
    public static Builder builder(WebhookSecrets secrets) {
        return new Builder(secrets);
    }

    /** Where the secrets come from. */
    public WebhookSecrets secrets() {
        return secrets;
    }

    Duration timeout() {
        return timeout;
    }

    Optional<SSLContext> sslContext() {
        return Optional.ofNullable(sslContext);
    }

    Resolver resolver() {
        return resolver;
    }

    /**
     * Refuses an address that these settings do not allow; the host name is resolved and checked at each call.
     *
     * @throws InvalidInputException {@code url.notAllowed}
     */
    public void require(NewWebhook wanted) {
        requirePort(WebhookUrl.parse(wanted.url()));
    }

    void requirePort(WebhookUrl url) {
        boolean allowed = loopback
                || USUAL_PORTS.contains(url.port())
                || ports.getOrDefault(url.host(), Set.of()).contains(url.port());
        if (!allowed) {
            throw WebhookUrl.notAllowed("uses a port that is not allowed");
        }
    }

    boolean allows(String host, InetAddress address) {
        return Addresses.isPublic(address)
                || (privateHosts.contains(host) && Addresses.isPrivate(address))
                || (loopback && address.isLoopbackAddress());
    }

    /** Finds the addresses behind a host name. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Collects settings. */
    public static final class Builder {
        private static final Duration SHORTEST = Duration.ofMillis(100);
        private static final Duration LONGEST = Duration.ofSeconds(30);

        private final WebhookSecrets secrets;
        private final Map<String, Set<Integer>> ports = new HashMap<>();
        private final Set<String> privateHosts = new HashSet<>();
        private Duration timeout = Duration.ofSeconds(10);
        private @Nullable SSLContext sslContext;
        private boolean loopback;
        private Resolver resolver = InetAddress::getAllByName;

        private Builder(WebhookSecrets secrets) {
            this.secrets = secrets;
        }

        /** A further port for one host. */
        public Builder allowPort(String host, int port) {
            ports.merge(WebhookUrl.parse("https://" + host + ":" + port).host(), Set.of(port), Builder::union);
            return this;
        }

        /**
         * Lets one host have addresses of a private network (RFC 1918, RFC 6598, RFC 4193), for receivers inside the
         * operator's own. Loopback and link-local addresses stay forbidden.
         */
        public Builder allowPrivateAddresses(String host) {
            privateHosts.add(WebhookUrl.parse("https://" + host).host());
            return this;
        }

        /** How long one call may take in all, however slowly the endpoint talks; 100 milliseconds to 30 seconds. */
        public Builder timeout(Duration value) {
            timeout = Durations.requireBetween("webhook.timeout", value, SHORTEST, LONGEST);
            return this;
        }

        /** Whose certificates to trust, where that differs from what the JVM trusts. */
        public Builder sslContext(SSLContext value) {
            sslContext = value;
            return this;
        }

        /** For tests of this package only: receivers on this machine. */
        Builder loopback(Resolver names) {
            loopback = true;
            resolver = names;
            return this;
        }

        /** For tests of this package only: another way from names to addresses. */
        Builder resolver(Resolver names) {
            resolver = names;
            return this;
        }

        /** Makes the settings. */
        public WebhookSettings build() {
            return new WebhookSettings(this);
        }

        private static Set<Integer> union(Set<Integer> some, Set<Integer> more) {
            Set<Integer> all = new HashSet<>(some);
            all.addAll(more);
            return Set.copyOf(all);
        }
    }
}
