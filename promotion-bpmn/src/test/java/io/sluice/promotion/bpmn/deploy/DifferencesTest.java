package io.sluice.promotion.bpmn.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.bpmn.deploy.Change.Kind;
import io.sluice.promotion.bpmn.testing.ShippedProcess;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static final ShippedProcess SHIPPED = ShippedProcess.unchanged();

    @Test
    void findsNoneBetweenAFileAndItself() {
        assertThat(between(SHIPPED)).isEmpty();
    }

    @Test
    void seesNothingInHowItIsDrawnDocumentedOrCalled() {
        assertThat(between(
                        SHIPPED.with("x=\"", "x=\"1").with("Only the reminder ends here", "Nothing but the reminder")))
                .isEmpty();
        assertThat(between(ShippedProcess.named("other"))).isEmpty();
    }

    @Test
    void tellsStepsThatAreNewAndGone() {
        assertThat(between(SHIPPED.with("id=\"reminded\"", "id=\"nudged\"").with("\"reminded\"", "\"nudged\"")))
                .extracting(Change::kind, Change::element, Change::text)
                .contains(
                        tuple(Kind.ADDED, "nudged", "The end event \"Reminded\" (nudged) is new."),
                        tuple(Kind.REMOVED, "reminded", "The end event \"Reminded\" (reminded) is gone."));
    }

    @Test
    void tellsWhereAFlowRunsNow() {
        assertThat(between(SHIPPED.with(
                        "sourceRef=\"overdue\" targetRef=\"expired\"", "sourceRef=\"overdue\" targetRef=\"rejected\"")))
                .extracting(Change::kind, Change::element, Change::text)
                .containsExactly(tuple(
                        Kind.REWIRED,
                        "approve-overdue",
                        "The flow from \"Overdue\" (overdue) to \"Rejected\" (rejected) runs now from \"Overdue\""
                                + " (overdue) to \"Rejected\" (rejected), it ran from \"Overdue\" (overdue) to"
                                + " \"Expired\" (expired)."));
    }

    @Test
    void tellsWhereAnEventSitsNow() {
        assertThat(between(SHIPPED.with(
                        "name=\"Overdue\" attachedToRef=\"approve\"", "name=\"Overdue\" attachedToRef=\"run-checks\"")))
                .extracting(Change::kind, Change::text)
                .containsExactly(tuple(
                        Kind.REWIRED,
                        "The boundary event \"Overdue\" (overdue) sits on \"Run checks\" (run-checks) now, it sat on"
                                + " \"Approve\" (approve)."));
    }

    @Test
    void tellsSettingsWithTheirValues() {
        assertThat(between(SHIPPED.with("name=\"Remind approvers\"", "name=\"Nudge\"")
                        .with("${approvalOutcome == 'APPROVED'}", "${approvalOutcome != 'REJECTED'}")
                        .with("promotion.rollback", "promotion.restore")
                        .with(
                                "name=\"promotion.step\" value=\"approval\"",
                                "name=\"promotion.step\" value=\"repair\"")))
                .extracting(Change::element, Change::text)
                .contains(
                        tuple(
                                "remind-approvers",
                                "The service task \"Nudge\" (remind-approvers): its name is \"Nudge\" now, it was"
                                        + " \"Remind approvers\"."),
                        tuple(
                                "approved-yes",
                                "The flow \"yes\" from \"Approved?\" (approved) to \"Change window opens\""
                                        + " (window-opens): the condition is \"${approvalOutcome != 'REJECTED'}\" now, it"
                                        + " was \"${approvalOutcome == 'APPROVED'}\"."),
                        tuple(
                                "roll-back",
                                "The service task \"Roll back\" (roll-back): the topic is \"promotion.restore\" now, it"
                                        + " was \"promotion.rollback\"."),
                        tuple(
                                "approve",
                                "The user task \"Approve\" (approve): promotion.step is \"repair\" now, it was"
                                        + " \"approval\"."));
    }

    @Test
    void tellsWhenAStepBecomesAnotherKind() {
        assertThat(between(SHIPPED.with("bpmn:userTask", "bpmn:manualTask")))
                .extracting(Change::text)
                .contains("The manual task \"Approve\" (approve) is a manual task now, it was a user task.");
    }

    private static List<Change> between(ShippedProcess after) {
        return Differences.between(ProcessFile.read(SHIPPED.bytes()), ProcessFile.read(after.bytes()));
    }
}
