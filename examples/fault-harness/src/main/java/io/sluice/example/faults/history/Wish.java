package io.sluice.example.faults.history;

import java.util.Locale;

/** What a client has in mind with a version; its label says so. */
public enum Wish {
    /** It goes live. */
    GOOD("COMPLETED"),
    /** It does not work where it goes live, and is put back. */
    BAD("ROLLED_BACK"),
    /** Somebody says no. */
    REJECT("REJECTED"),
    /** Whoever asked withdraws it. */
    CANCEL("CANCELLED"),
    /** Nobody decides. */
    LEAVE("EXPIRED");

    private final String end;

    Wish(String end) {
        this.end = end;
    }

    /** The status it shall end in. */
    public String end() {
        return end;
    }

    /** The label of a version that it is wished for. */
    public String label(String number) {
        return number + "-" + name().toLowerCase(Locale.ROOT);
    }

    /** The wish for a version. */
    public static Wish of(String label) {
        return valueOf(label.substring(label.lastIndexOf('-') + 1).toUpperCase(Locale.ROOT));
    }
}
