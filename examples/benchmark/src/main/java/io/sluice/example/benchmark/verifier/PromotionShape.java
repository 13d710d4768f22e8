package io.sluice.example.benchmark.verifier;

import io.sluice.example.benchmark.verifier.Drawing.Size;

/** Draws promotion processes: the default one, with any number of approval stages side by side. */
final class PromotionShape {
    private PromotionShape() {}

    /** The name of a stage. */
    static String stage(int number) {
        return "stage" + number;
    }

    /** A process with so many stages. */
    static byte[] draw(int stages) {
        Drawing drawing = new Drawing("promotion")
                .start("requested", 0, 0)
                .node("checks", Size.TASK, 1, 0, external("promotion.checks"), "")
                .flow("requested", "checks")
                .node("passed", Size.GATEWAY, 2, 0, "exclusiveGateway default=\"passed-checks-failed\"", "")
                .flow("checks", "passed");
        end(drawing, "checks-failed", "CHECKS_FAILED", 2, 1, false);
        drawing.flow("passed", "checks-failed")
                .gateway("ask", "parallelGateway", 3, 0)
                .flow("passed", "ask", "${checksPassed}")
                .gateway("asked", "parallelGateway", 6, 0);
        for (int i = 0; i < stages; i++) {
            approval(drawing, stage(i), 2 * i);
        }
        drawing.node("approved", Size.GATEWAY, 7, 0, "exclusiveGateway default=\"approved-rejected\"", "")
                .flow("asked", "approved");
        end(drawing, "rejected", "REJECTED", 7, 1, false);
        drawing.flow("approved", "rejected");
        deployment(drawing);
        return drawing.bytes();
    }

    private static void approval(Drawing drawing, String stage, int row) {
        drawing.node(
                        stage,
                        Size.TASK,
                        4,
                        row,
                        "userTask",
                        properties("promotion.step", "approval", "promotion.stage", stage))
                .flow("ask", stage)
                .flow(stage, "asked")
                .boundary(
                        stage + "-late",
                        stage,
                        0,
                        true,
                        "<timerEventDefinition><timeDate xsi:type=\"tFormalExpression\">"
                                + "${promotionPolicy.approvalDeadline(execution)}</timeDate></timerEventDefinition>");
        end(drawing, stage + "-expired", "EXPIRED", 5, row + 1, true);
        drawing.flow(stage + "-late", stage + "-expired");
    }

    private static void deployment(Drawing drawing) {
        drawing.node("reserve", Size.TASK, 8, 0, delegate("promotionReserve"), "")
                .flow("approved", "reserve", "${approvalOutcome == 'APPROVED'}")
                .boundary("busy", "reserve", 0, true, error("TARGET_BUSY"))
                .node(
                        "wait",
                        Size.EVENT,
                        8,
                        2,
                        "intermediateCatchEvent",
                        "<timerEventDefinition><timeDate xsi:type=\"tFormalExpression\">"
                                + "${promotionPolicy.nextTry(execution)}</timeDate></timerEventDefinition>")
                .flow("busy", "wait")
                .flow("wait", "reserve")
                .node("confirm", Size.TASK, 9, 0, delegate("promotionConfirm"), "")
                .flow("reserve", "confirm")
                .boundary("closed", "confirm", 0, true, error("NOT_ALLOWED"));
        end(drawing, "not-allowed", "NOT_ALLOWED", 9, 1, false);
        drawing.flow("closed", "not-allowed")
                .node("deploy", Size.TASK, 10, 0, external("promotion.deploy"), "")
                .flow("confirm", "deploy")
                .boundary("deploy-failed", "deploy", 0, true, error("DEPLOY_FAILED"))
                .node("verify", Size.TASK, 11, 0, external("promotion.verify"), "")
                .flow("deploy", "verify")
                .boundary("verify-failed", "verify", 0, true, error("VERIFY_FAILED"));
        end(drawing, "promoted", "PROMOTED", 12, 0, false);
        drawing.flow("verify", "promoted")
                .node("roll-back", Size.TASK, 12, 2, external("promotion.rollback"), "")
                .flow("deploy-failed", "roll-back")
                .flow("verify-failed", "roll-back")
                .boundary("stuck", "roll-back", 0, true, error("ROLLBACK_FAILED"));
        end(drawing, "rolled-back", "ROLLED_BACK", 13, 2, false);
        drawing.flow("roll-back", "rolled-back")
                .node("repair", Size.TASK, 13, 3, "userTask", properties("promotion.step", "repair"))
                .flow("stuck", "repair");
        end(drawing, "rollback-failed", "ROLLBACK_FAILED", 14, 3, false);
        drawing.flow("repair", "rollback-failed");
        for (String code :
                new String[] {"TARGET_BUSY", "NOT_ALLOWED", "DEPLOY_FAILED", "VERIFY_FAILED", "ROLLBACK_FAILED"}) {
            drawing.root("<error id=\"%1$s\" name=\"%1$s\" errorCode=\"%1$s\"/>".formatted(code));
        }
    }

    private static void end(Drawing drawing, String id, String outcome, int column, int row, boolean terminates) {
        String terminate = terminates ? "<terminateEventDefinition/>" : "";
        drawing.node(id, Size.EVENT, column, row, "endEvent", properties("promotion.outcome", outcome) + terminate);
    }

    private static String external(String topic) {
        return "serviceTask camunda:type=\"external\" camunda:topic=\"" + topic + "\"";
    }

    private static String delegate(String bean) {
        return "serviceTask camunda:delegateExpression=\"${" + bean + "}\"";
    }

    private static String error(String code) {
        return "<errorEventDefinition errorRef=\"" + code + "\"/>";
    }

    private static String properties(String... namesAndValues) {
        StringBuilder properties = new StringBuilder("<extensionElements><camunda:properties>");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.append(
                    "<camunda:property name=\"%s\" value=\"%s\"/>".formatted(namesAndValues[i], namesAndValues[i + 1]));
        }
        return properties.append("</camunda:properties></extensionElements>").toString();
    }
}
