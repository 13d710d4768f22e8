package io.sluice.promotion.spring.rest.process;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.process.ProcessFinding;
import java.util.List;
import java.util.Locale;

/** What is wrong with a process file, and the way through it that shows it. */
record FindingView(
        String key,
        String rule,
        ProcessFinding.Severity severity,
        String code,
        String message,
        String repair,
        String element,
        String name,
        int line,
        List<String> others,
        List<ProcessFinding.Step> path) {
    static FindingView of(ProcessFinding finding) {
        return new FindingView(
                finding.key(),
                finding.rule(),
                finding.severity(),
                finding.code(),
                finding.message(),
                finding.repair(),
                finding.element(),
                finding.name(),
                finding.line(),
                finding.others(),
                finding.path());
    }

    /** Of a file that was judged without being deployed. */
    static FindingView of(Finding finding) {
        return new FindingView(
                finding.key(),
                finding.rule().id(),
                ProcessFinding.Severity.valueOf(finding.severity().name()),
                finding.code(),
                finding.message(),
                finding.repair(),
                finding.element().id(),
                finding.element().name(),
                finding.element().line(),
                finding.others().stream().map(Element::id).toList(),
                finding.path().stream()
                        .map(step -> new ProcessFinding.Step(
                                step.element().id(),
                                step.element().name(),
                                step.event().name().toLowerCase(Locale.ROOT),
                                step.detail(),
                                step.flows()))
                        .toList());
    }
}
