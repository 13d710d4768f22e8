package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.problem.InvalidInputException;

/** A process file as it came in: either its elements, or why there are none. */
public sealed interface ProcessFile {
    /**
     * A file that could be read.
     *
     * @param root its root element
     */
    record Content(ProcessElement root) implements ProcessFile {}

    /**
     * A file that is no XML, too large, or that asks for something outside of it.
     *
     * @param finding what is wrong, with the line
     */
    record Unreadable(Finding finding) implements ProcessFile {}

    /** Reads a file without ever leaving it: nothing that it names is looked up. */
    static ProcessFile of(byte[] bpmn) {
        try {
            return new Content(ProcessReader.read(bpmn));
        } catch (ProcessReader.NotReadable e) {
            return new Unreadable(e.finding());
        }
    }

    /**
     * The root element of a file.
     *
     * @throws InvalidInputException {@code bpmn.empty}, {@code bpmn.notXml}, {@code bpmn.doctype}, {@code
     *     bpmn.schemaLocation} or {@code bpmn.tooLarge}
     */
    static ProcessElement read(byte[] bpmn) {
        ProcessFile file = of(bpmn);
        if (file instanceof Content content) {
            return content.root();
        }
        Finding finding = ((Unreadable) file).finding();
        String line = finding.element().line() > 0 ? "Line " + finding.element().line() + ": " : "";
        throw new InvalidInputException("bpmn", finding.code(), line + finding.message());
    }
}
