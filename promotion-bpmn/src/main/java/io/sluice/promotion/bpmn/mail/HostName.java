package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.problem.InvalidInputException;
import java.util.regex.Pattern;

/** A host name of ASCII letters, digits, hyphens and dots; international names in their {@code xn--} form. */
record HostName(String value) {
    private static final int MAX_LENGTH = 253;
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*+");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[?::1]?");

    static HostName require(String field, String value) {
        if (!isHostName(value)) {
            throw new InvalidInputException(field, "host.format", field + " is not a host name.");
        }
        return new HostName(value);
    }

    static boolean isHostName(String value) {
        return value.length() <= MAX_LENGTH && FORM.matcher(value).matches();
    }

    /** Whether what is sent to this host name or address literal stays on this machine. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
