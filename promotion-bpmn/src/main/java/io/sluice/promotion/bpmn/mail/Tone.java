package io.sluice.promotion.bpmn.mail;

import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Notification;

/** What a mail feels like, as sign and colour beside the word. White text on each colour is readable (WCAG AA). */
enum Tone {
    ASK("●", "#1d4ed8"),
    HURRY("◷", "#b45309"),
    ALARM("⚠", "#b91c1c"),
    GOOD("✓", "#15803d"),
    NO("✕", "#b91c1c"),
    BACK("↺", "#6d28d9"),
    CALM("⊘", "#4b5563"),
    NEWS("●", "#4b5563");

    private final String sign;
    private final String colour;

    Tone(String sign, String colour) {
        this.sign = sign;
        this.colour = colour;
    }

    static Tone of(Notification notification) {
        return switch (notification.kind()) {
            case APPROVAL_REQUESTED, DIGEST, POLICY_CHANGE_PROPOSED, DELEGATED, REASSIGNED -> ASK;
            case REMINDER, BREAK_GLASS_REVIEW_DUE -> HURRY;
            case ESCALATION,
                    REPAIR_NEEDED,
                    BREAK_GLASS_REQUESTED,
                    BREAK_GLASS_USED,
                    DRIFT_FOUND,
                    STOP_THE_LINE,
                    POLICY_UNSATISFIABLE,
                    VERSION_MARKED_BAD -> ALARM;
            case DECISION, POLICY_CHANGE_DECIDED -> ofCode(notification, Fact.DECISION);
            case OUTCOME -> ofCode(notification, Fact.OUTCOME);
            case FREEZE_RESUMED, AUTO_PROMOTED, DRIFT_CLEARED, LINE_RESUMED -> GOOD;
            case FREEZE_HOLDS, AUTO_HELD -> CALM;
            case NOTE, COMMENT, DEADLINE_EXTENDED -> NEWS;
        };
    }

    private static Tone ofCode(Notification notification, Fact fact) {
        return switch (notification.facts().text(fact).orElse("")) {
            case "APPROVED", "COMPLETED", "PROMOTED" -> GOOD;
            case "REJECTED", "CHECKS_FAILED", "NOT_ALLOWED" -> NO;
            case "EXPIRED" -> HURRY;
            case "FAILED", "ROLLBACK_FAILED" -> ALARM;
            case "ROLLED_BACK" -> BACK;
            case "CANCELLED", "SUPERSEDED" -> CALM;
            default -> NEWS;
        };
    }

    String sign() {
        return sign;
    }

    String colour() {
        return colour;
    }
}
