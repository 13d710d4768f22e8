package io.sluice.promotion.bpmn.verify;

/**
 * An element of the file that is judged.
 *
 * @param id as in the file; empty for the file as a whole
 * @param name as drawn; empty when it has none
 * @param line in the file, counted from 1; 0 when unknown
 */
public record Element(String id, String name, int line) {
    /** The file as a whole. */
    public static final Element FILE = new Element("", "", 0);

    /** How messages call it: its name with the id behind it, or one of them. */
    public String shown() {
        if (name.isBlank()) {
            return "\"" + id + "\"";
        }
        return "\"" + name.replaceAll("\\s+", " ").strip() + "\" (" + id + ")";
    }
}
