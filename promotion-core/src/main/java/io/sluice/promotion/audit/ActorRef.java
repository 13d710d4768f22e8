package io.sluice.promotion.audit;

import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.problem.InvalidInputException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Stands for a person in audit events: the first 32 hexadecimal digits of HMAC-SHA-256 over the person's id, with a random
 * salt of 32 bytes as the key. Who knows the salt can check that a reference means a person; without it nobody can find
 * out whom it meant, which is how a person is erased.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record ActorRef(String value) {
    private static final int DIGITS = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

    /**
     * Checks the form.
     *
     * @throws InvalidInputException {@code actor.ref}
     */
    public ActorRef {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidInputException(
                    "actor", "actor.ref", "A reference to a person has 32 lower-case hexadecimal digits.");
        }
    }

    /** The reference to a person. */
    public static ActorRef of(String salt, PersonId person) {
        return new ActorRef(digits(salt, person.value()));
    }

    /** Whether this is the reference to a person; for texts that somebody may have tampered with. */
    public boolean means(String salt, String person) {
        return MessageDigest.isEqual(Hmac.bytes(value), Hmac.bytes(digits(salt, person)));
    }

    private static String digits(String salt, String person) {
        return HexFormat.of()
                .formatHex(Hmac.of(Hmac.bytes(salt), Hmac.bytes(person)))
                .substring(0, DIGITS);
    }

    /** The digits. */
    @Override
    public String toString() {
        return value;
    }
}
