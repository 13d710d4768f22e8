package io.sluice.promotion.bpmn.verify.flow;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.ProcessLibrary;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.file.LocalRules;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import java.util.List;
import java.util.function.Function;

/**
 * How a file is read.
 *
 * @param vocabulary the steps a process may name
 * @param called where called processes lie
 * @param rules what the file of a called process shows without running it
 * @param general whether nothing is known of its steps: each may take its time and fail, each condition may hold or not
 */
public record Reading(
        Vocabulary vocabulary, ProcessLibrary called, Function<ProcessElement, List<Finding>> rules, boolean general) {
    /** Of a promotion process. */
    public static Reading ofPromotion(Vocabulary vocabulary, ProcessLibrary called) {
        return new Reading(vocabulary, called, file -> LocalRules.checkCalled(file, vocabulary), false);
    }

    /** Of any process. */
    public static Reading ofAny() {
        return new Reading(Vocabulary.standard(), ProcessLibrary.empty(), file -> List.of(), true);
    }
}
