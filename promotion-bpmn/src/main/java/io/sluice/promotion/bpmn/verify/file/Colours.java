package io.sluice.promotion.bpmn.verify.file;

import java.util.regex.Pattern;

/** Whether colours let a line be seen on white paper. */
final class Colours {
    private static final String BIOC = "http://bpmn.io/schema/bpmn/biocolor/1.0";
    private static final String COLOR = "http://www.omg.org/spec/BPMN/non-normative/color/1.0";
    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    /** Of 255; the lightest border that editors offer lies well below. */
    private static final double LIGHTEST = 215;

    private Colours() {}

    /** Whether the border of a shape, or a line, is as good as invisible, or of a colour that is written otherwise. */
    static boolean hide(ProcessElement drawn) {
        return drawn.attributes().entrySet().stream()
                .filter(attribute -> isBorder(attribute.getKey()))
                .anyMatch(attribute -> !isSeen(attribute.getValue()));
    }

    private static boolean isBorder(ProcessElement.Name name) {
        return (name.namespace().equals(BIOC) && name.local().equals("stroke"))
                || (name.namespace().equals(COLOR) && name.local().equals("border-color"));
    }

    private static boolean isSeen(String colour) {
        if (!HEX.matcher(colour).matches()) {
            return false;
        }
        int red = Integer.parseInt(colour.substring(1, 3), 16);
        int green = Integer.parseInt(colour.substring(3, 5), 16);
        int blue = Integer.parseInt(colour.substring(5, 7), 16);
        return 0.299 * red + 0.587 * green + 0.114 * blue <= LIGHTEST;
    }
}
