package io.sluice.promotion.identity;

import io.sluice.promotion.input.Text;

/**
 * The canonical person that the host's {@code IdentityDirectory} joins accounts, aliases and service accounts to.
 * Opaque and compared by exact code points: {@code alice}, {@code Alice} and {@code "alice "} are three persons.
 *
 * @param value 1 to 200 code points without control characters
 */
public record PersonId(String value) {
    /** Sluice itself, as the requester of what it asks for on its own. No account ever leads to it. */
    public static final PersonId SLUICE = new PersonId("sluice:automation");

    /** Refuses blank, overlong or unstorable text. */
    public PersonId {
        Text.requireOpaque("person", value, 200);
    }

    @Override
    public String toString() {
        return value;
    }
}
