package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what the rules find in one file. Of a file that breaks one rule everywhere it keeps the first places. */
final class Findings {
    private static final int MOST_OF_A_RULE = 50;

    private record Found(Finding finding, ProcessElement at, String what) {}

    private final List<Found> all = new ArrayList<>();
    private final Map<Rule, Map<Severity, Integer>> counts = new EnumMap<>(Rule.class);

    /** An error: what is wrong with this element, as a clause that follows its name. */
    void refuse(Rule rule, String code, ProcessElement at, String what) {
        refuse(rule, code, at, what, "");
    }

    /** The same with how to mend it, as a sentence. */
    void refuse(Rule rule, String code, ProcessElement at, String what, String repair) {
        Element element = Places.element(at);
        String message = Places.shown(at) + ": " + what + ".";
        keep(Finding.of(rule, code, message, repair, element).as(Severity.ERROR), at, what);
    }

    /** What the rule says, in whole sentences, counting as the rule counts. */
    void say(Rule rule, ProcessElement at, String message, String repair) {
        say(rule, "bpmn." + rule.id(), at, message, repair);
    }

    /** The same with a narrower code than that of the rule. */
    void say(Rule rule, String code, ProcessElement at, String message, String repair) {
        say(rule, rule.severity(), code, at, message, repair);
    }

    /** The same as a hint, whatever the rule counts. */
    void hint(Rule rule, ProcessElement at, String message, String repair) {
        say(rule, Severity.HINT, "bpmn." + rule.id(), at, message, repair);
    }

    private void say(Rule rule, Severity severity, String code, ProcessElement at, String message, String repair) {
        keep(Finding.of(rule, code, message, repair, Places.element(at)).as(severity), at, "");
    }

    /** A finding about several elements. */
    void add(Finding finding, ProcessElement at) {
        keep(finding, at, "");
    }

    /** Counted by severity too: many hints must not hide an error. */
    private void keep(Finding finding, ProcessElement at, String what) {
        int count = counts.computeIfAbsent(finding.rule(), rule -> new EnumMap<>(Severity.class))
                .merge(finding.severity(), 1, Integer::sum);
        if (count <= MOST_OF_A_RULE) {
            all.add(new Found(finding, at, what));
        }
    }

    boolean hasErrors() {
        return all.stream().anyMatch(found -> found.finding().severity() == Severity.ERROR);
    }

    List<Finding> all() {
        return all.stream().map(Found::finding).toList();
    }

    /** The first error as an exception that names the line. */
    Optional<InvalidInputException> refusal() {
        return all.stream()
                .filter(found -> found.finding().severity() == Severity.ERROR)
                .findFirst()
                .map(Findings::refusal);
    }

    private static InvalidInputException refusal(Found found) {
        Finding finding = found.finding();
        return found.what().isEmpty()
                ? new InvalidInputException(
                        "bpmn", finding.code(), "Line " + finding.element().line() + ": " + finding.message())
                : found.at().refuse(finding.code(), found.what());
    }
}
