package io.sluice.example.benchmark.verifier;

import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Processes of one shape that grow.
 *
 * @param name one word
 * @param unit what its size counts
 * @param sizes that are measured, the smallest first
 * @param file draws one of a size
 * @param demands of the policy that it is judged by, for promotions; others are judged by the rules about running through
 */
record Family(
        String name,
        String unit,
        List<Integer> sizes,
        IntFunction<byte[]> file,
        Optional<IntFunction<PolicyDemands>> demands) {
    private static final Verifier VERIFIER = Verifier.of(Vocabulary.standard());

    /** All of them. */
    static final List<Family> ALL = List.of(
            any("sequence", "tasks", List.of(10, 30, 100, 300, 900), Shapes::sequence),
            any("parallel", "branches", List.of(2, 4, 6, 8, 10, 12, 14, 16, 17, 18, 20), Shapes::parallel),
            any("loops", "loops", List.of(1, 10, 50, 200), Shapes::loops),
            any("boundary", "tasks with two timers", List.of(1, 5, 20, 80), Shapes::boundary),
            any("nested", "levels", List.of(1, 5, 10, 20, 40), Shapes::nested),
            new Family(
                    "promotion",
                    "approval stages side by side",
                    List.of(1, 2, 3, 4, 5, 6, 8, 10),
                    PromotionShape::draw,
                    Optional.of(size -> new PolicyDemands(
                            IntStream.range(0, size)
                                    .mapToObj(PromotionShape::stage)
                                    .toList(),
                            true))));

    private static Family any(String name, String unit, List<Integer> sizes, IntFunction<byte[]> file) {
        return new Family(name, unit, sizes, file, Optional.empty());
    }

    /** The answer for one of them, file and all. */
    Verification verify(int size, byte[] bytes) {
        String file = name + "-" + size + ".bpmn";
        return demands.map(demanded -> VERIFIER.verify(file, bytes, demanded.apply(size)))
                .orElseGet(() -> VERIFIER.general(file, bytes));
    }
}
