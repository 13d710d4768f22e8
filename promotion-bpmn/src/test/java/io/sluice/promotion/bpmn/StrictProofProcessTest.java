package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.ProcessFixture.administrator;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.bpmn.testing.ShippedProcess;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.process.ProcessFinding;
import io.sluice.promotion.process.ProcessRefusedException;
import io.sluice.promotion.process.Waiver;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where warnings refuse a file, a person can let one of them stand: for one exact file and for a time. */
class StrictProofProcessTest {
    @RegisterExtension
    static final ProcessFixture process =
            ProcessFixture.on(TestDatabase.h2Memory(), builder -> builder.strictProcesses(true));

    private static final byte[] WARNED = ShippedProcess.named("warned")
            .with("${checksPassed}", "${checksPassed &amp;&amp; urgency != 'LOW'}")
            .bytes();

    private final SluiceFixture acme = process.acme();
    private final ProcessDefinitions definitions = process.sluice().definitions();

    @AfterAll
    static void close() {
        process.close();
    }

    @Test
    void aWarningRefusesUntilEachIsWaived() {
        List<ProcessFinding> warnings = warnings();
        assertThat(warnings).extracting(ProcessFinding::rule).contains("V-CONDITION");

        warnings.forEach(warning -> waive(warning.key(), Duration.ofDays(30)));

        assertThat(definitions
                        .deploy(administrator(), ACME, "warned.bpmn", WARNED)
                        .version())
                .isEqualTo(1);
    }

    @Test
    void aWaiverIsForOneExactFileAndEndsByItselfOrWhenItIsRevoked() {
        List<Waiver> waivers = warnings().stream()
                .map(warning -> waive(warning.key(), Duration.ofDays(30)))
                .toList();
        byte[] other = ShippedProcess.named("warned")
                .with("${checksPassed}", "${checksPassed &amp;&amp; urgency != 'HIGH'}")
                .bytes();

        assertThatThrownBy(() -> definitions.deploy(administrator(), ACME, "warned.bpmn", other))
                .isInstanceOf(ProcessRefusedException.class);

        process.sluice()
                .sluice()
                .waivers()
                .revoke(administrator(), ACME, waivers.get(0).id(), "too bold", key());
        assertThatThrownBy(() -> definitions.deploy(administrator(), ACME, "warned.bpmn", WARNED))
                .isInstanceOf(ProcessRefusedException.class);
        assertThatThrownBy(() -> process.sluice()
                        .sluice()
                        .waivers()
                        .revoke(administrator(), ACME, waivers.get(0).id(), "again", key()))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("waiver.revoked"));

        waive(waivers.get(0).finding(), Duration.ofDays(30));
        process.advance(Duration.ofDays(31));
        assertThatThrownBy(() -> definitions.deploy(administrator(), ACME, "warned.bpmn", WARNED))
                .isInstanceOf(ProcessRefusedException.class);
        assertThat(process.sluice().sluice().waivers().list(acme.human("vic"), ACME))
                .hasSize(waivers.size() + 1)
                .noneMatch(waiver -> waiver.counts(process.now()));
    }

    @Test
    void whatThePolicyDemandsCannotBeWaivedAndNoWaiverIsForEver() {
        assertThatThrownBy(() -> waive("P-CONFIRM:deploy", Duration.ofDays(1)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("waiver.policyRule"));
        assertThatThrownBy(() -> waive("everything", Duration.ofDays(1)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("waiver.finding"));
        for (Duration length : List.of(Duration.ZERO, Duration.ofDays(366))) {
            assertThatThrownBy(() -> waive("V-CONDITION:checks-yes", length))
                    .isInstanceOfSatisfying(
                            InvalidInputException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("waiver.until"));
        }
        assertThat(process.sluice().sluice().waivers().list(administrator(), ACME))
                .isEmpty();
    }

    private List<ProcessFinding> warnings() {
        try {
            definitions.deploy(administrator(), ACME, "warned.bpmn", WARNED);
            throw new AssertionError("A warning refuses in strict mode.");
        } catch (ProcessRefusedException refusal) {
            return refusal.findings().stream()
                    .filter(finding -> finding.severity() == ProcessFinding.Severity.WARNING)
                    .toList();
        }
    }

    private Waiver waive(String finding, Duration length) {
        return process.sluice()
                .sluice()
                .waivers()
                .grant(
                        administrator(),
                        ACME,
                        finding,
                        Digest.of(WARNED),
                        "read by two of us",
                        process.now().plus(length),
                        key());
    }
}
