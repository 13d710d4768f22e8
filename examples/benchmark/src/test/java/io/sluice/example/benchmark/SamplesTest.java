package io.sluice.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void medianIsTheOneInTheMiddleWhateverTheOrder() {
        assertThat(new Samples(List.of(9.0, 1.0, 4.0)).median()).isEqualTo(4.0);
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(new Samples(List.of(10.0, 1.0, 4.0, 2.0)).median()).isEqualTo(3.0);
    }

    @Test
    void rangeGoesFromTheLeastToTheMost() {
        Samples samples = Samples.none().with(5).with(2).with(8);

        assertThat(samples.least()).isEqualTo(2);
        assertThat(samples.most()).isEqualTo(8);
        assertThat(samples.shown()).isEqualTo("5.00 (2.00–8.00)");
    }

    @Test
    void ratioIsThatOfTheMedians() {
        Samples fast = new Samples(List.of(10.0, 30.0, 1000.0));
        Samples slow = new Samples(List.of(1.0, 15.0, 16.0));

        assertThat(fast.ratioTo(slow)).isEqualTo(2.0);
    }

    @Test
    void nothingMeasuredHasNoMedian() {
        assertThatIllegalStateException().isThrownBy(() -> Samples.none().median());
    }

    @Test
    void numbersHaveAsManyDigitsAsOneCanReadAnythingInto() {
        assertThat(List.of(0.0, 0.00044, 0.25, 3.14159, 42.42, 1234.5).stream().map(Samples::shown))
                .containsExactly("0", "0.0004", "0.25", "3.14", "42.4", "1235");
    }
}
