package io.sluice.promotion.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One entry of a sequence. The numbers choose among whatever there is when it runs, so that a sequence keeps its meaning
 * when entries are taken out.
 *
 * @param kind what happens
 * @param who chooses the person
 * @param what chooses the object
 * @param how chooses the variant
 */
record Action(Kind kind, int who, int what, int how) {
    /** What can happen, and how often it does. */
    enum Kind {
        REGISTER(7),
        REQUEST(14),
        ROLL_BACK(4),
        STEP(46),
        WRONG_STEP(8),
        APPROVE(26),
        REJECT(3),
        CANCEL(3),
        REPLACE_POLICY(4),
        ROLE(4),
        SUSPEND(3),
        CONTROL(8),
        CLOCK(5);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        static Kind any(SplittableRandom random) {
            int total = 0;
            for (Kind kind : values()) {
                total += kind.weight;
            }
            int drawn = random.nextInt(total);
            for (Kind kind : values()) {
                drawn -= kind.weight;
                if (drawn < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException("The weights add up.");
        }
    }

    /** The sequence of a seed. Begins with two versions, since nothing much happens without. */
    static List<Action> sequence(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Action> actions = new ArrayList<>();
        actions.add(new Action(Kind.REGISTER, 0, 0, 1));
        actions.add(new Action(Kind.REQUEST, 0, 0, 0));
        while (actions.size() < length) {
            actions.add(
                    new Action(Kind.any(random), random.nextInt(1_000), random.nextInt(1_000), random.nextInt(1_000)));
        }
        return actions;
    }

    /** Chooses one of a list that is not empty. */
    static <T> T pick(List<T> from, int number) {
        return from.get(number % from.size());
    }
}
