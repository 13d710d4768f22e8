package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.CanonicalJson;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Events as lines of a table for a spreadsheet (RFC 4180). A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front. Cannot be verified.
 */
public final class CsvLine {
    /** The first line. */
    public static final String TITLE = "id,at,type,actor,person,cause,subject,data,texts,hash\r\n";

    private static final String FORMULA = "=+-@\t\r\n|%";

    private CsvLine() {}

    /**
     * The line of an event.
     *
     * @param person whom the actor means, empty when nobody knows
     */
    public static String of(AuditEvent event, String person) {
        String texts = event.beside()
                .texts()
                .map(kept -> CanonicalJson.write(kept.texts()))
                .orElse("");
        return List.of(
                        event.id(),
                        AuditChain.MICROSECONDS.format(event.at()),
                        event.type(),
                        event.actor(),
                        person,
                        event.cause().orElse(""),
                        event.subjectHash().orElse(""),
                        event.isRemoved() ? "" : CanonicalJson.write(event.data()),
                        texts,
                        event.hash())
                .stream()
                .map(CsvLine::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A cell, quoted, with an apostrophe in front of what begins like a formula. */
    static String cell(String text) {
        String first = text.stripLeading();
        boolean formula = !text.isEmpty()
                && (FORMULA.indexOf(text.charAt(0)) >= 0
                        || (!first.isEmpty() && FORMULA.indexOf(first.charAt(0)) >= 0));
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
