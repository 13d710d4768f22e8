package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.input.Text;
import io.sluice.promotion.problem.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A reason and the address where more is written up. Sluice keeps one text: the address is its last line, taken out again
 * where the reason is shown.
 */
record IssueLine(String reason, Optional<String> issue) {
    private static final String MARK = "\nIssue: ";
    private static final int LONGEST = 2_048;

    /** From the one text. */
    static IssueLine in(String text) {
        int mark = text.lastIndexOf(MARK);
        String address = mark < 0 ? "" : text.substring(mark + MARK.length());
        return mark >= 0 && isAddress(address)
                ? new IssueLine(text.substring(0, mark), Optional.of(address))
                : new IssueLine(text, Optional.empty());
    }

    /**
     * The one text.
     *
     * @throws InvalidInputException {@code url.notAllowed}, or {@code reason.required}: an address is no reason
     */
    String together() {
        issue.filter(address -> !isAddress(address)).ifPresent(address -> {
            throw new InvalidInputException("issue", "url.notAllowed", "issue is the address of a page: https://...");
        });
        return Text.requireReason("reason", reason)
                + issue.map(address -> MARK + address).orElse("");
    }

    private static boolean isAddress(String text) {
        if (text.length() > LONGEST || !text.startsWith("https://")) {
            return false;
        }
        try {
            URI address = new URI(text);
            return address.getHost() != null && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
