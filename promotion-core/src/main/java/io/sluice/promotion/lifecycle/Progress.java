package io.sluice.promotion.lifecycle;

import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Attempt.State;
import io.sluice.promotion.request.Attempt.Step;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far the items of a promotion have come, read from its attempts. The attempts on one item carry growing fences, so
 * their order never depends on a clock. Items go live in their order and are put back in the reverse order; whoever takes
 * over in the middle goes on where the attempts end.
 *
 * @param items how many items the promotion has, numbered from 1
 * @param attempts its attempts
 */
record Progress(int items, List<Attempt> attempts) {
    Progress {
        attempts = List.copyOf(attempts);
    }

    /** The same with the newer state of one attempt. */
    Progress with(Attempt changed) {
        List<Attempt> now = attempts.stream()
                .map(attempt -> attempt.id().equals(changed.id()) ? changed : attempt)
                .toList();
        return new Progress(items, now);
    }

    /** The item that a step has to do next; nothing when there is nothing left to do. */
    Optional<Integer> next(Step step) {
        return switch (step) {
            case DEPLOY -> numbers().filter(item -> !isDeployed(item)).findFirst();
            case VERIFY -> numbers().min(Comparator.comparing(this::verifications));
            case RESTORE -> items == 1 ? Optional.of(1) : nextToRestore();
        };
    }

    /** Whether a step that just did an item has done them all. */
    boolean isComplete(Step step) {
        return switch (step) {
            case DEPLOY -> next(step).isEmpty();
            case VERIFY -> numbers().map(this::verifications).distinct().count() == 1;
            case RESTORE -> nextToRestore().isEmpty();
        };
    }

    /** Whether an item went live and was not put back since. */
    boolean isDeployed(int item) {
        long deployed = fence(of(item, Step.DEPLOY).filter(Progress::isDone));
        return deployed > fence(of(item, Step.RESTORE).filter(Progress::isDone));
    }

    /** Whether an item proved to work, and nothing said otherwise since. */
    boolean isVerified(int item) {
        return verifications(item) > 0
                && of(item, Step.VERIFY)
                        .max(Comparator.comparing(Attempt::fence))
                        .filter(Progress::isDone)
                        .isPresent();
    }

    /** Whether the deployer was ever asked to make an item live. */
    boolean isTouched(int item) {
        return of(item, Step.DEPLOY).findAny().isPresent();
    }

    boolean isEverywhereDeployed() {
        return numbers().allMatch(this::isDeployed);
    }

    boolean isAnywhereTouched() {
        return numbers().anyMatch(this::isTouched);
    }

    /** Whether the deployer was asked to make an item live, and nobody knows what came of it. */
    boolean isDeploymentUnknown() {
        return attempts.stream().anyMatch(attempt -> attempt.step() == Step.DEPLOY && attempt.state() == State.STARTED);
    }

    /** Whether the deployer was asked to change what is live, and nobody knows what came of it. */
    boolean isLiveUnknown() {
        return attempts.stream().anyMatch(attempt -> attempt.step() != Step.VERIFY && attempt.state() == State.STARTED);
    }

    /** Whether what was live before an item is back. */
    boolean isPutBack(int item) {
        return fence(of(item, Step.RESTORE).filter(Progress::isDone)) > fence(of(item, Step.DEPLOY));
    }

    /** The newest attempt at a step, of whatever item. */
    Optional<Attempt> newest(Step step) {
        return attempts.stream().filter(attempt -> attempt.step() == step).max(Comparator.comparing(Attempt::number));
    }

    /** The newest attempt at a step for an item. */
    Optional<Attempt> newest(Step step, int item) {
        return of(item, step).max(Comparator.comparing(Attempt::number));
    }

    private Optional<Integer> nextToRestore() {
        return numbers().filter(item -> isTouched(item) && !isPutBack(item)).max(Comparator.naturalOrder());
    }

    /** Times that the present deployment of an item was verified: a process may do that more than once. */
    private long verifications(int item) {
        long deployed = fence(of(item, Step.DEPLOY));
        return of(item, Step.VERIFY)
                .filter(Progress::isDone)
                .filter(attempt -> attempt.fence() > deployed)
                .count();
    }

    private Stream<Attempt> of(int item, Step step) {
        return attempts.stream().filter(attempt -> attempt.item() == item && attempt.step() == step);
    }

    private Stream<Integer> numbers() {
        return IntStream.rangeClosed(1, items).boxed();
    }

    private static boolean isDone(Attempt attempt) {
        return attempt.state() == State.DONE;
    }

    private static long fence(Stream<Attempt> some) {
        return some.mapToLong(Attempt::fence).max().orElse(0);
    }
}
