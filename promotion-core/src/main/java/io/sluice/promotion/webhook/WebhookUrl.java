package io.sluice.promotion.webhook;

import io.sluice.promotion.problem.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a webhook may be at all: {@code https} with a host name of several labels. No address literal in any spelling, no
 * user name, nothing that only this machine or this network knows.
 *
 * @param uri the address as it is called
 * @param host its host name in lower case
 * @param port its port, 443 when none is written
 */
record WebhookUrl(URI uri, String host, int port) {
    private static final String FIELD = "webhook.url";
    private static final int MAX_LENGTH = 2048;
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    /** The last label begins with a letter: {@code 127.1}, {@code 0x7f.1} and the like are addresses. */
    private static final Pattern HOST = Pattern.compile("(?:" + LABEL + "\\.)++[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern HERE = Pattern.compile(".*\\.(?:localhost|local|localdomain)");

    /** Refuses with {@code url.required}, {@code url.tooLong}, {@code url.format} or {@code url.notAllowed}. */
    static WebhookUrl parse(@Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidInputException(FIELD, "url.required", FIELD + " is required.");
        }
        if (value.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    FIELD, "url.tooLong", FIELD + " has more than " + MAX_LENGTH + " characters.");
        }
        URI uri = uri(value);
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw notAllowed("must begin with https");
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw notAllowed("must hold no user name");
        }
        if (uri.getRawFragment() != null) {
            throw notAllowed("must hold no fragment");
        }
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.length() > 253
                || !HOST.matcher(host).matches()
                || HERE.matcher(host).matches()) {
            throw notAllowed("must name a public host by its full name");
        }
        return new WebhookUrl(uri, host, uri.getPort() < 0 ? 443 : uri.getPort());
    }

    /** Path and query as they go into the request line. */
    String target() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** What goes into the {@code Host} header. */
    String authority() {
        return port == 443 ? host : host + ":" + port;
    }

    static InvalidInputException notAllowed(String why) {
        return new InvalidInputException(FIELD, "url.notAllowed", FIELD + " " + why + ".");
    }

    private static URI uri(String value) {
        try {
            URI uri = new URI(value);
            if (!value.chars().allMatch(c -> c > ' ' && c < 0x7F) || uri.isOpaque()) {
                throw format();
            }
            return uri;
        } catch (URISyntaxException e) {
            throw format();
        }
    }

    private static InvalidInputException format() {
        return new InvalidInputException(
                FIELD, "url.format", FIELD + " is not an address such as https://example.org/hooks/sluice.");
    }
}
