package io.sluice.example.benchmark.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdbcLimitTest {
    @Test
    void writesAsManyRowsInAsManyTransactionsAsItIsTold() throws IOException {
        List<Answer> answers = Trial.of(JdbcLimit::main, List.of("transactions=9", "rows=20"), List.of("run 10 2"));

        Answer run = answers.get(1);
        assertThat(run.number("writing")).isEqualTo(90);
        // A row for each of the transactions, which moves the promotion, and the twenty.
        assertThat(run.number("business")).isEqualTo(290);
    }

    @Test
    void hasAsManyPromotionsAsWereMadeOfOne() throws IOException {
        List<Answer> answers = Trial.of(
                JdbcLimit::main,
                List.of("transactions=9", "rows=20"),
                List.of("learn", "fill finished 1 500", "run 3 1"));

        assertThat(answers.get(1).number("finished")).isEqualTo(21);
        assertThat(answers.get(2).number("rows")).isEqualTo(500 * 21);
        assertThat(answers.get(3).number("promotions")).isEqualTo(3);
    }
}
