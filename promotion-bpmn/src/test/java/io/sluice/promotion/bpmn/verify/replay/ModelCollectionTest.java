package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.*;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class ModelCollectionTest {
    @Test
    void tmp() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        long slow = 0;
        String slowest = "";
        try (JarFile jar =
                new JarFile(Path.of("target", "models", "engine-tests.jar").toFile())) {
            for (JarEntry e : Collections.list(jar.entries())) {
                if (!e.getName().endsWith(".bpmn") && !e.getName().endsWith(".bpmn20.xml")) continue;
                byte[] bytes = jar.getInputStream(e).readAllBytes();
                long t = System.nanoTime();
                Verification v;
                try {
                    v = Verifier.of(Vocabulary.standard()).general(e.getName(), bytes);
                } catch (RuntimeException | StackOverflowError x) {
                    counts.merge("CRASH", 1, Integer::sum);
                    System.out.println("CRASH " + e.getName() + " " + x + " " + x.getStackTrace()[0]);
                    continue;
                }
                t = System.nanoTime() - t;
                if (t > slow) {
                    slow = t;
                    slowest = e.getName() + " " + v.states();
                }
                counts.merge(v.verdict().toString(), 1, Integer::sum);
                v.errors().stream()
                        .map(f -> f.rule())
                        .distinct()
                        .forEach(r -> counts.merge("error " + r, 1, Integer::sum));
                v.findings().stream()
                        .filter(f -> f.severity() != io.sluice.promotion.bpmn.verify.Severity.ERROR)
                        .map(f -> f.rule())
                        .distinct()
                        .forEach(r -> counts.merge("other " + r, 1, Integer::sum));
                if (v.verdict() != Verdict.PROVED)
                    System.out.println(e.getName().replaceAll(".*/", "") + " " + v.verdict() + " "
                            + v.errors().stream()
                                    .map(f -> f.rule() + " " + f.message())
                                    .toList());
            }
        }
        System.out.println(counts + " slowest " + slow / 1_000_000 + " " + slowest);
    }
}
