package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.problem.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a host's page is: an address in which {@code {organization}} may stand, and {@code {id}} where the page shows one
 * thing of many.
 *
 * @param field what the settings call it
 * @param template the address
 * @param ofOne whether it shows one thing of many
 */
record PageLink(String field, String template, boolean ofOne) {
    private static final int MAX_LENGTH = 2048;

    /** Refuses with {@code url.tooLong}, {@code url.format} or {@code url.notAllowed}. */
    PageLink {
        if (template.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    field, "url.tooLong", field + " has more than " + MAX_LENGTH + " characters.");
        }
        URI one = parse(field, fill(template, "o1", "p1"));
        URI other = parse(field, fill(template, "o2", "p2"));
        if (template.contains("{id}") != ofOne
                || one.getHost() == null
                || !one.getAuthority().equals(other.getAuthority())) {
            throw format(field);
        }
        boolean safe = "https".equals(one.getScheme())
                || ("http".equals(one.getScheme()) && HostName.isLoopback(one.getHost()));
        if (!safe || one.getUserInfo() != null) {
            throw new InvalidInputException(
                    field,
                    "url.notAllowed",
                    field + " must begin with https, or with http on this machine, and hold no user name.");
        }
    }

    /** The page of one thing. Ids hold only characters that need no escaping in an address. */
    URI to(String organization, String id) {
        return URI.create(fill(template, organization, id));
    }

    private static String fill(String template, String organization, String id) {
        return template.replace("{organization}", organization).replace("{id}", id);
    }

    private static URI parse(String field, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw format(field);
        }
    }

    private static InvalidInputException format(String field) {
        return new InvalidInputException(
                field, "url.format", field + " is not an address such as https://example.org/promotions/{id}.");
    }
}
