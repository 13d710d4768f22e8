package io.sluice.promotion.bpmn.verify.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * What steps and conditions answer that do not wait. The answers are laid down beforehand; where they run out, the
 * first of the possible ones is given. Which ones there were is kept, so that the others can be tried.
 */
final class Choices {
    /** One question that was asked: who asked, which answer was given, and how many there were. */
    record Asked(String who, int given, int possible) {}

    private List<Integer> laidDown = List.of();
    private final List<Asked> asked = new ArrayList<>();

    void layDown(List<Integer> answers) {
        laidDown = List.copyOf(answers);
        asked.clear();
    }

    int next(String who, int possible) {
        int given = asked.size() < laidDown.size() ? laidDown.get(asked.size()) : 0;
        asked.add(new Asked(who, given, possible));
        return given;
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The ways that differ from what was given, first behind the laid down answers, then each time at one place. */
    static List<List<Integer>> others(List<Asked> asked, int laidDown) {
        List<List<Integer>> others = new ArrayList<>();
        for (int i = laidDown; i < asked.size(); i++) {
            List<Integer> before =
                    asked.subList(0, i).stream().map(Asked::given).toList();
            for (int answer = 1; answer < asked.get(i).possible(); answer++) {
                List<Integer> other = new ArrayList<>(before);
                other.add(answer);
                others.add(other);
            }
        }
        return others;
    }
}
