package io.sluice.promotion.bpmn.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShippedProcessTest {
    @Test
    void isProved() throws IOException {
        byte[] shipped = Objects.requireNonNull(
                        Verifier.class.getResourceAsStream("/io/sluice/promotion/bpmn/promotion.bpmn"))
                .readAllBytes();

        Verification answer = Verifier.of(Vocabulary.standard())
                .verify("promotion.bpmn", shipped, new PolicyDemands(List.of("approval"), true));

        assertThat(answer.findings()).isEmpty();
        assertThat(answer.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(answer.states()).isEqualTo(19);
    }
}
