package io.sluice.example.faults.node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The lines that a node and the harness exchange: words between tabs. */
final class Lines {
    private Lines() {}

    /** Says something to the harness; one line at a time. */
    static synchronized void say(String... words) {
        System.out.println(join(List.of(words)));
        System.out.flush();
    }

    static String join(List<String> words) {
        return String.join("\t", words.stream().map(Lines::plain).toList());
    }

    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        Collections.addAll(words, line.split("\t", -1));
        return words;
    }

    private static String plain(String word) {
        return word.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }
}
