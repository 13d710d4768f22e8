package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.bpmn.verify.Element;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PathStep;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.process.ProcessFinding;
import java.util.List;
import java.util.Locale;

/** What the verifier found, in the words in which core keeps it. */
final class Findings {
    private Findings() {}

    static List<ProcessFinding> of(Verification verification) {
        return verification.findings().stream().map(Findings::of).toList();
    }

    private static ProcessFinding of(Finding finding) {
        return new ProcessFinding(
                finding.rule().id(),
                ProcessFinding.Severity.valueOf(finding.severity().name()),
                finding.code(),
                finding.message(),
                finding.repair(),
                finding.element().id(),
                finding.element().name(),
                finding.element().line(),
                finding.others().stream().map(Element::id).toList(),
                finding.path().stream().map(Findings::of).toList());
    }

    private static ProcessFinding.Step of(PathStep step) {
        return new ProcessFinding.Step(
                step.element().id(),
                step.element().name(),
                step.event().name().toLowerCase(Locale.ROOT),
                step.detail(),
                step.flows());
    }
}
