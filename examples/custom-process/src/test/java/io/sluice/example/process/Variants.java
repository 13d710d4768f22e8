package io.sluice.example.process;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sluice.promotion.bpmn.verify.Limits;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.bpmn.verify.Vocabulary.Step;
import io.sluice.promotion.bpmn.verify.file.ProcessFolder;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The wrong and the right variants of the shipped process, as they lie in the designer's folder. */
final class Variants {
    static final Path PROCESSES = Path.of("processes");
    static final Path WRONG = PROCESSES.resolve("wrong");
    static final Path RIGHT = PROCESSES.resolve("right");

    /** What the shipped process is proved for: checks, and the one stage of a standard policy. */
    private static final PolicyDemands STANDARD = PolicyDemands.of(PromotionPolicy.standard(EnvironmentType.STAGING));

    /** The library's words, and the steps that the variants use of a host. */
    private static final Vocabulary WORDS = Vocabulary.standard()
            .withTopic("acme.licence-scan", new Step(Effect.HOST, Set.of("LICENCE_DENIED"), Set.of()))
            .withTopic("acme.rebuild", new Step(Effect.HOST_CHANGES, Set.of(), Set.of()))
            .withDelegate("acmeTicket", new Step(Effect.HOST, Set.of(), Set.of()));

    /** Enough for every variant but the one that is there to be too large. */
    private static final Limits SMALL = new Limits(5_000, Duration.ofMinutes(1));

    private Variants() {}

    /** One line of the index: a file with the finding it earns. */
    record Expected(String file, String rule, String severity, String element, List<Map<String, String>> also) {}

    static List<Expected> expected() {
        try {
            return JSON.std.listOfFrom(Expected.class, Files.readString(WRONG.resolve("expected.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Verification verify(Path file) {
        try {
            return Verifier.of(WORDS)
                    .calling(ProcessFolder.around(List.of(file)))
                    .within(SMALL)
                    .verify(file.getFileName().toString(), Files.readAllBytes(file), STANDARD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
