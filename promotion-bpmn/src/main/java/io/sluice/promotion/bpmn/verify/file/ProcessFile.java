package io.sluice.promotion.bpmn.verify.file;

/** A process file as it comes in. */
public final class ProcessFile {
    private ProcessFile() {}

    /**
     * Reads a file without ever leaving it: nothing that it names is looked up.
     *
     * @return its root element
     * @throws io.sluice.promotion.problem.InvalidInputException {@code bpmn.empty}, {@code bpmn.notXml}, {@code
     *     bpmn.doctype}, {@code bpmn.schemaLocation} or {@code bpmn.tooLarge}
     */
    public static ProcessElement read(byte[] bpmn) {
        return ProcessReader.read(bpmn);
    }
}
