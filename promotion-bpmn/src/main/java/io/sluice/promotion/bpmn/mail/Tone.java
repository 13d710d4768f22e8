package io.sluice.promotion.bpmn.mail;

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

    String sign() {
        return sign;
    }

    String colour() {
        return colour;
    }
}
