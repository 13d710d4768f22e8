package io.sluice.example.quickstart;

import java.io.PrintStream;

/** Tells the story line by line. */
final class Terminal {
    private final PrintStream out;
    private int chapter;

    Terminal(PrintStream out) {
        this.out = out;
    }

    void chapter(String title) {
        chapter++;
        out.println();
        out.println(chapter + ". " + title);
    }

    void line(String text) {
        out.println("   " + text);
    }

    void quoted(String text) {
        text.lines().forEach(line -> out.println("   | " + line));
    }

    void plain(String text) {
        out.println(text);
    }
}
