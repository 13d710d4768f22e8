package io.sluice.promotion.bpmn.verify.replay;

/**
 * A process file that differs in one place.
 *
 * @param kind what sort of change it is
 * @param change the change itself, for whoever reads a failure
 * @param bpmn the file
 */
@SuppressWarnings("ArrayRecordComponent")
record Mutant(String kind, String change, byte[] bpmn) {
    @Override
    public String toString() {
        return kind + ": " + change;
    }
}
