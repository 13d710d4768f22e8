package io.sluice.promotion.bpmn.verify.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.ProcessLibrary;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether processes run through: each line of a process is separated by a semicolon. */
class SoundnessTest {
    private static List<String> rules(String lines) {
        List<Finding> findings =
                Sketch.judge(lines.replace(';', '\n'), new PolicyDemands(List.of(), false), ProcessLibrary.empty());
        return Sketch.rules(findings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start s;and a;wait x;wait y;wait z;end e PROMOTED;s -> a -> x -> z -> e;a -> y -> z           | S-SYNC z",
                "start s;and a;wait x;wait y;and j;end e NOT_ALLOWED;s -> a -> x -> j -> e;a -> y -> x        | S-SYNC x",
                "start s;wait x;on t x again beside;wait z;end e NOT_ALLOWED;s -> x -> z -> e;t -> z          | S-SYNC z",
                "start s;xor a;wait x;wait y;and j;end e NOT_ALLOWED;s -> a ->{u} x -> j -> e;a => y -> j     | S-STUCK j",
                "start s;and a;wait x;wait y;on t y timer;and j;end e NOT_ALLOWED;end f;s -> a -> x -> j -> e;a -> y -> j;t -> f | S-STUCK j",
                "start s;xor a;wait x;end e NOT_ALLOWED;s -> a -> x -> a                                      | S-STUCK ",
                "start s;wait x;end e NOT_ALLOWED;wait y;s -> x -> e;y -> e                                   | S-DEAD y",
                "start s;xor a;wait x;end e NOT_ALLOWED;end f;s -> a -> x -> e;a -> f                         | S-DEAD f",
                "start s;call r promotionReserve;end e NOT_ALLOWED;s -> r -> e                                | V-UNCAUGHT r",
                "start s;step x acme.scan;on b x e-busy;end e NOT_ALLOWED;s -> x -> e;b -> e                  | V-UNCAUGHT x",
                "start s;step x acme.scan;event v;begin b error;step y acme.scan;end w NOT_ALLOWED;};end e NOT_ALLOWED;s -> x -> e;b -> y -> w | V-UNCAUGHT y",
                "start s;step x acme.scan;event v;begin b e-scan;sub u;start i;step y acme.scan;end q;};end w NOT_ALLOWED;};end e NOT_ALLOWED;s -> x -> e;b -> u -> w;i -> y -> q | V-UNCAUGHT y",
                "start s;sub u;start i;wait x;event v;begin b beside message;wait z;end w;};end q;};end e NOT_ALLOWED;s -> u -> e;i -> x -> q;b -> z -> w | S-SYNC v",
                "start s;sub u;start i;wait x;event v;begin b beside signal;wait z;end w;};end q;};end e NOT_ALLOWED;s -> u -> e;i -> x -> q;b -> z -> w | S-SYNC v",
                "start s;sub u;start i;fail o e-own;};on b u e-busy;end e NOT_ALLOWED;s -> u -> e;i -> o;b -> e | V-UNCAUGHT o",
                "start s;xor a;wait x;end e NOT_ALLOWED;s -> a ->{u} x -> e                                   | V-NODEFAULT a",
                "start s;wait a;wait x;end e NOT_ALLOWED;s -> a ->{u} x -> e                                  | V-NODEFAULT a",
                "start s;xor a;wait x;end e NOT_ALLOWED;s -> a ->{checksPassed} x -> e;a => e                 | V-CONDITION a",
                "start s;xor a;wait x;end e NOT_ALLOWED;s -> a ->{approvalOutcome_==_'APPROVED'} x -> e;a => e | V-CONDITION a",
                "start s;xor a;timer t PT5M;xor b;end e NOT_ALLOWED;s -> a -> t -> b ->{u} a;b => e           | S-ENDLESS t",
                "start s;or a;wait x;or j;xor b;end e NOT_ALLOWED;s -> a ->{u} x -> j -> b ->{v} a;b => e;a => j | S-STUCK j"
            })
    void whatBreaksARuleIsFound(String lines, String finding) {
        assertThat(rules(lines)).contains(finding == null ? "" : finding.endsWith("STUCK") ? finding + " " : finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start s;and a;wait x;wait y;and j;end e NOT_ALLOWED;s -> a -> x -> j -> e;a -> y -> j",
                "start s;and a;wait x;wait y;or j;end e NOT_ALLOWED;s -> a -> x -> j -> e;a -> y -> j",
                "start s;wait x;on t x again beside;task z;end e NOT_ALLOWED;end f;s -> x -> e;t -> z -> f",
                "start s;step x acme.scan;on b x e-scan;end e NOT_ALLOWED;s -> x -> e;b -> e",
                "start s;sub u;start i;fail o e-own;};on b u error;end e NOT_ALLOWED;s -> u;i -> o;b -> e",
                "start s;sub u;start i;fail o e-own;event v;begin b x e-own;end w;};};end e NOT_ALLOWED;s -> u -> e;i -> o;b -> w",
                "start s;first g;catch m message;catch t timer;end e NOT_ALLOWED;s -> g -> m -> e;g -> t -> e",
                "start s;throw l link:there;catch c link:there;end e NOT_ALLOWED;s -> l;c -> e",
                "start s;and a;wait x;terminate e NOT_ALLOWED;wait y;end f;s -> a -> x -> e;a -> y -> f -> e",
                "start s;and a;wait x;catch c signal;throw t signal;and j;end e NOT_ALLOWED;s -> a -> c -> j -> e;a -> x -> t -> j",
                "start s;sub u;start i;throw o escalation;end w;};on b u escalation beside;end e NOT_ALLOWED;end f;s -> u -> e;i -> o -> w;b -> f",
                "start s;call n promotionNotify;on c n compensation;undo z c;throw t compensation;end e NOT_ALLOWED;s -> n -> t -> e",
                "start s;transaction u;start i;wait x;xor d;ends o cancel;end w;};on b u cancel;end e NOT_ALLOWED;end f NOT_ALLOWED;s -> u -> e;i -> x -> d ->{v} w;d => o;b -> f",
                "start s;later x;end e NOT_ALLOWED;s -> x -> e",
                "start s;sub u;start i;wait x;event v;begin b beside timer;task z;end w;};end q;};end e NOT_ALLOWED;s -> u -> e;i -> x -> q;b -> z -> w",
                "start s;sub u;start i;wait x;event v;begin b beside timer;wait z;end w;};end q;};end e NOT_ALLOWED;s -> u -> e;i -> x -> q;b -> z -> w",
                "start s;sub u;start i;wait x;event v;begin b beside message;task z;end w;};end q;};end e NOT_ALLOWED;s -> u -> e;i -> x -> q;b -> z -> w",
                "start s;sub u;start i;step x acme.scan;event v;begin b e-scan;step y acme.scan;end w;};end q;};on c u e-scan;end e NOT_ALLOWED;s -> u -> e;i -> x -> q;b -> y -> w;c -> e",
                "start s;xor a;timer t policy;xor b;end e NOT_ALLOWED;s -> a -> t -> b ->{u} a;b => e",
                "start s;xor a;wait t;xor b;end e NOT_ALLOWED;s -> a -> t -> b ->{u} a;b => e"
            })
    void whatRunsThroughIsAccepted(String lines) {
        assertThat(rules(lines).stream().filter(rule -> !rule.startsWith("V-CONDITION")))
                .isEmpty();
    }

    @Test
    void aStuckJoinNamesWhatItWaitsFor() {
        List<Finding> findings = Sketch.judge("""
                start s
                xor which
                wait left
                wait right
                and join
                end e NOT_ALLOWED
                s -> which ->{u} left -> join -> e
                which => right -> join
                """);

        Finding stuck = findings.stream()
                .filter(finding -> finding.rule() == Rule.S_STUCK)
                .findFirst()
                .orElseThrow();
        assertThat(stuck.message())
                .isEqualTo("The process waits for ever before \"join\" (join) for \"right\" (right).");
        assertThat(stuck.path()).extracting(step -> step.element().id()).containsExactly("s", "which", "left", "left");
    }

    @Test
    void whatLiesBehindADeadlockIsNoFindingOfItsOwn() {
        List<Finding> findings = Sketch.judge("""
                start s
                xor which
                wait left
                wait right
                and join
                wait later
                end e NOT_ALLOWED
                s -> which ->{u} left -> join -> later -> e
                which => right -> join
                """);

        assertThat(findings).extracting(Finding::rule).doesNotContain(Rule.S_DEAD);
    }

    @Test
    void anUnreachableStepThatCountsIsAnErrorAndAnyOtherAWarning() {
        List<Finding> findings = Sketch.judge("""
                start s
                wait x
                end e NOT_ALLOWED
                wait lost
                step forgotten promotion.deploy
                end f PROMOTED
                s -> x -> e
                lost -> e
                forgotten -> f
                """);

        assertThat(findings)
                .extracting(finding -> finding.element().id() + " " + finding.severity())
                .containsExactlyInAnyOrder("lost " + Severity.WARNING, "forgotten " + Severity.ERROR);
    }

    @Test
    void callsThatLeadNowhereOrInCirclesAreRefused() {
        ProcessLibrary library = id -> Optional.of(
                Sketch.of(id, "start s\nprocess c p\nend e\ns -> c -> e").getBytes(StandardCharsets.UTF_8));

        assertThat(rules("start s;process c other;end e NOT_ALLOWED;s -> c -> e"))
                .contains("V-CALL c");
        assertThat(Sketch.rules(Sketch.judge(
                        "start s\nprocess c other\nend e NOT_ALLOWED\ns -> c -> e",
                        new PolicyDemands(List.of(), false),
                        library)))
                .contains("V-CALL c/c");
    }
}
