package io.sluice.promotion.spi;

import io.sluice.promotion.access.Member;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import java.time.Instant;
import java.util.Map;

/**
 * One message to one person. It holds facts, not sentences: each channel finds the words, in the language of the
 * recipient.
 *
 * @param id the same on every repetition; for {@code Message-ID} and de-duplication
 * @param organization the tenant
 * @param organizationName and its name
 * @param topic what it is about
 * @param kind why it is sent
 * @param facts what it tells
 * @param recipient to whom, with the language that the person prefers
 * @param names the display names of the persons in topic and facts
 * @param createdAt when the reason arose
 */
public record Notification(
        String id,
        OrganizationId organization,
        String organizationName,
        Topic topic,
        NotificationKind kind,
        Facts facts,
        Member recipient,
        Map<PersonId, String> names,
        Instant createdAt) {
    /** Copies the names. */
    public Notification {
        names = Map.copyOf(names);
    }

    /** How a person of topic or facts is called; the id where nobody knows. */
    public String nameOf(PersonId person) {
        return names.getOrDefault(person, person.value());
    }
}
