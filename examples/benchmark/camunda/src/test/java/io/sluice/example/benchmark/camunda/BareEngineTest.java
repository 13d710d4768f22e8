package io.sluice.example.benchmark.camunda;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.example.benchmark.contest.Answer;
import io.sluice.example.benchmark.contest.Trial;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BareEngineTest {
    @Test
    void takesPromotionsToTheirEnd() throws IOException {
        List<Answer> answers = Trial.of(BareEngine::main, List.of("first=true"), List.of("run 4 2"));

        assertThat(answers.get(0).number("definitions")).isPositive();
        assertThat(answers.get(1).number("promotions")).isEqualTo(4);
        assertThat(answers.get(1).number("writing")).isGreaterThanOrEqualTo(4 * 5);
    }

    @Test
    void showsWhatWasMadeOfOnePromotionInItsQueue() throws IOException {
        List<Answer> answers = Trial.of(
                BareEngine::main,
                List.of("use=group"),
                List.of("learn", "fill open 1 200", "fill finished 201 300", "queue 3", "run 2 1"));

        assertThat(answers.get(4).number("result")).isEqualTo(50);
        assertThat(answers.get(5).number("promotions")).isEqualTo(2);
    }
}
