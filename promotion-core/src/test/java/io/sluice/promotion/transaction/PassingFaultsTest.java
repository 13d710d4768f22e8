package io.sluice.promotion.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.problem.UnavailableException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassingFaultsTest {
    @ParameterizedTest
    @CsvSource({
        "08006, database.unavailable",
        "57P01, database.unavailable",
        "25006, database.unavailable",
        "25P03, database.unavailable",
        "25P04, database.unavailable",
        "53300, database.unavailable",
        "40001, database.busy",
        "55P03, database.busy",
        "57014, database.busy"
    })
    void whatPassesByItselfIsTriedAgain(String state, String code) {
        assertThat(PassingFaults.of(new SQLException("no", state)))
                .map(UnavailableException::code)
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "23505", "22001", "25P02"})
    void whatIsWrongStaysWrong(String state) {
        assertThat(PassingFaults.of(new SQLException("no", state))).isEmpty();
    }
}
