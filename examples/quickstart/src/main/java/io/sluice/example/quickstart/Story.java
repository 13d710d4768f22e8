package io.sluice.example.quickstart;

import java.util.Optional;

/** The story itself: every sentence is said only after it has come true. */
final class Story {
    private final Scene scene;
    private final Optional<AuditFolder> left;

    Story(Scene scene, Optional<AuditFolder> left) {
        this.scene = scene;
        this.left = left;
    }

    /** Tells it to the end, or to the first thing that did not happen. */
    boolean tell() {
        Terminal terminal = scene.terminal();
        terminal.plain("Sluice: may this version go to production, and who said so?");
        try {
            new AssistantChapters(scene).tell();
            new RefundChapters(scene).tell();
            new LastChapters(scene, left).tell();
            terminal.plain("");
            terminal.plain("Every step happened.");
            return true;
        } catch (DidNotHappenException e) {
            terminal.plain("");
            terminal.plain("STOPPED: " + e.getMessage());
            return false;
        }
    }
}
