package io.sluice.promotion.bpmn.verify.replay;

import java.util.List;

/**
 * One thing that happens to a process from outside.
 *
 * @param kind what happens
 * @param element where
 * @param detail what is answered or thrown; empty where there is nothing to say
 * @param nth which one, where the same element waits several times at once
 */
record Action(Kind kind, String element, String detail, int nth) {
    enum Kind {
        START,
        /** A person's task is done. */
        TASK,
        /** Work outside is done. */
        WORK,
        /** Work outside throws an error. */
        ERROR,
        TIMER,
        /** A step runs that the engine does in a transaction of its own. */
        CONTINUE,
        MESSAGE,
        SIGNAL,
        /** A receive task without a message is told to go on. */
        TRIGGER
    }

    /** An action together with the answers of what does not wait on the way. */
    record Move(Action action, List<Integer> answers) {
        Move {
            answers = List.copyOf(answers);
        }

        @Override
        public String toString() {
            return answers.isEmpty() ? action.toString() : action + " " + answers;
        }
    }

    @Override
    public String toString() {
        return kind + " " + element + (detail.isEmpty() ? "" : "=" + detail) + (nth == 0 ? "" : " #" + nth);
    }
}
