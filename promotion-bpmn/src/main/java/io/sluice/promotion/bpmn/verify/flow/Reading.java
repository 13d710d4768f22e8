package io.sluice.promotion.bpmn.verify.flow;

import io.sluice.promotion.bpmn.verify.ProcessLibrary;
import io.sluice.promotion.bpmn.verify.Vocabulary;

/**
 * How a file is read.
 *
 * @param vocabulary the steps a process may name
 * @param called where called processes lie
 * @param general whether nothing is known of its steps: each may take its time and fail, each condition may hold or not
 */
public record Reading(Vocabulary vocabulary, ProcessLibrary called, boolean general) {
    /** Of a promotion process. */
    public static Reading ofPromotion(Vocabulary vocabulary, ProcessLibrary called) {
        return new Reading(vocabulary, called, false);
    }

    /** Of any process. */
    public static Reading ofAny() {
        return new Reading(Vocabulary.standard(), ProcessLibrary.empty(), true);
    }
}
