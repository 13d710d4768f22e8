package io.sluice.promotion.bpmn.verify.file;

/** One thing a process file has to keep to. Rules are stateless. */
interface ProcessRule {
    /** Finds everything that does not keep to it. */
    void check(ProcessElement root, Findings found);
}
