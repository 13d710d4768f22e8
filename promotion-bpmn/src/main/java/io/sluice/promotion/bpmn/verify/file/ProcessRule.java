package io.sluice.promotion.bpmn.verify.file;

/** One thing a process file has to keep to. Rules are stateless and rely on the ones before them in the list. */
interface ProcessRule {
    /** Throws what {@link ProcessElement#refuse} makes of the first element that does not keep to it. */
    void check(ProcessElement root);
}
