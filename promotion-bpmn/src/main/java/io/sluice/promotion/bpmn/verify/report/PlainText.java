package io.sluice.promotion.bpmn.verify.report;

/**
 * Text from a process file as text and nothing more: a name may hold what a terminal takes for a command, or what makes
 * the rest of a line run backwards.
 */
final class PlainText {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int SHOWN = 100;

    private PlainText() {}

    /** One line without control, direction or invisible characters. */
    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().map(PlainText::visible).forEach(line::appendCodePoint);
        return line.toString().replaceAll(" {2,}", " ").strip();
    }

    /** One line of at most 100 characters. */
    static String shown(String text) {
        String line = line(text);
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
    }

    private static int visible(int c) {
        if (Character.isWhitespace(c)) {
            return ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> REPLACEMENT;
            default -> c;
        };
    }
}
