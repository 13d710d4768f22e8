package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address as SMTP takes it: RFC 5321's Mailbox with a Dot-string before the {@code @} and a host name behind it, at
 * most 254 characters. Quoted local parts, address literals, comments and lists are refused, because a mail library
 * reads more into them than one recipient.
 */
record MailAddress(String value) {
    private static final int MAX_LENGTH = 254;
    private static final Pattern FORM =
            Pattern.compile("(?<local>[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64})@(?<host>[^@]+)");

    /** Reads an address that a caller sent; refuses with {@code mail.single} or {@code mail.format}. */
    static MailAddress require(String field, String value) {
        if (lists(value)) {
            throw new InvalidInputException(field, "mail.single", field + " must be exactly one mail address.");
        }
        return read(value)
                .orElseThrow(() -> new InvalidInputException(
                        field, "mail.format", field + " is not a mail address such as mia.chen@example.org."));
    }

    /** Reads an address that somebody else keeps; empty when no mail can be sent to it. */
    static Optional<MailAddress> read(String value) {
        return wellFormed(value) ? Optional.of(new MailAddress(value)) : Optional.empty();
    }

    /** The part behind the {@code @}. */
    HostName host() {
        return new HostName(value.substring(value.indexOf('@') + 1));
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean lists(String value) {
        return value.indexOf(',') >= 0 || value.indexOf(';') >= 0;
    }

    private static boolean wellFormed(String value) {
        if (value.length() > MAX_LENGTH) {
            return false;
        }
        var parts = FORM.matcher(value);
        return parts.matches() && isDotString(parts.group("local")) && HostName.isHostName(parts.group("host"));
    }

    private static boolean isDotString(String local) {
        return !local.startsWith(".") && !local.endsWith(".") && !local.contains("..");
    }
}
