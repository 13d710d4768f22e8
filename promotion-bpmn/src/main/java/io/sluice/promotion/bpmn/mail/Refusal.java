package io.sluice.promotion.bpmn.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a final no of a mail server from what may pass. */
final class Refusal {
    private static final Pattern REPLY = Pattern.compile("(5\\d\\d)[ -].*", Pattern.DOTALL);

    /**
     * Refusals that are not about the recipient: 503 and 530 say that we must log in first. 552 says that the mailbox is
     * full, which senders treat as passing (RFC 5321, 4.5.3.1.10).
     */
    private static final Set<String> MAY_PASS = Set.of("503", "530", "552");

    private Refusal() {}

    /** The server's words when it said a final no to the recipient or to the content. */
    static Optional<String> in(MessagingException failure, PromotionMessage message) {
        if (!(failure instanceof SendFailedException failed)) {
            return Optional.empty();
        }
        Address[] invalid = failed.getInvalidAddresses();
        boolean refusesRecipient = invalid != null && invalid.length > 0;
        if (!refusesRecipient && !message.wasHandedOver()) {
            return Optional.empty();
        }
        Exception reply = refusesRecipient ? failed.getNextException() : failed;
        return Optional.ofNullable(reply).map(Throwable::getMessage).filter(Refusal::isFinal);
    }

    private static boolean isFinal(String reply) {
        Matcher refusal = REPLY.matcher(reply);
        return refusal.matches() && !MAY_PASS.contains(refusal.group(1));
    }
}
