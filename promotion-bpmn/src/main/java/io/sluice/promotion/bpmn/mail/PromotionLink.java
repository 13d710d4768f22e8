package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.problem.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a host's page of a promotion is: an address with {@code {id}} and, if wanted, {@code {organization}}. */
record PromotionLink(String template) {
    private static final String FIELD = "mail.link";
    private static final int MAX_LENGTH = 2048;

    /** Refuses with {@code url.tooLong}, {@code url.format} or {@code url.notAllowed}. */
    PromotionLink {
        if (template.length() > MAX_LENGTH) {
            throw new InvalidInputException(
                    FIELD, "url.tooLong", FIELD + " has more than " + MAX_LENGTH + " characters.");
        }
        URI one = parse(fill(template, "o1", "p1"));
        URI other = parse(fill(template, "o2", "p2"));
        if (!template.contains("{id}")
                || one.getHost() == null
                || !one.getAuthority().equals(other.getAuthority())) {
            throw format();
        }
        boolean safe = "https".equals(one.getScheme())
                || ("http".equals(one.getScheme()) && HostName.isLoopback(one.getHost()));
        if (!safe || one.getUserInfo() != null) {
            throw new InvalidInputException(
                    FIELD,
                    "url.notAllowed",
                    FIELD + " must begin with https, or with http on this machine, and hold no user name.");
        }
    }

    /** The page of one promotion. Both ids hold only characters that need no escaping in an address. */
    URI to(OrganizationId organization, PromotionId promotion) {
        return URI.create(fill(template, organization.value(), promotion.value()));
    }

    private static String fill(String template, String organization, String promotion) {
        return template.replace("{organization}", organization).replace("{id}", promotion);
    }

    private static URI parse(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw format();
        }
    }

    private static InvalidInputException format() {
        return new InvalidInputException(
                FIELD, "url.format", FIELD + " is not an address such as https://example.org/promotions/{id}.");
    }
}
