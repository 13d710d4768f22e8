package io.sluice.example.benchmark.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void isReadAsItWasSaid() {
        String line = Answer.empty().with("nanos", 12).with("rows", -1).toString();

        Answer read = Answer.parse(line);

        assertThat(line).isEqualTo("contest nanos=12 rows=-1");
        assertThat(read.number("nanos")).isEqualTo(12);
        assertThat(read.number("rows")).isEqualTo(-1);
    }

    @Test
    void isToldFromWhateverElseIsPrinted() {
        assertThat(Answer.isOne("contest")).isTrue();
        assertThat(Answer.isOne("contest a=1")).isTrue();
        assertThat(Answer.isOne("contestants a=1")).isFalse();
        assertThat(Answer.isOne("WARN contest")).isFalse();
    }

    @Test
    void saysWhichNumberIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Answer.empty().number("nanos"))
                .withMessageContaining("nanos");
    }
}
