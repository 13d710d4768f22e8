package io.sluice.promotion.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.problem.SluiceException;
import java.sql.SQLException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;

/** What callers are told when the database goes away under the engine. */
class PassingFaultTest {
    @Test
    void aDatabaseThatGoesAwayUnderTheEngineIsUnavailable() {
        assertThatThrownBy(() -> BpmnFlow.retryable(() -> fail("57P01")))
                .isInstanceOfSatisfying(
                        SluiceException.class, told -> assertThat(told.code()).isEqualTo("database.unavailable"));
    }

    @Test
    void whatDoesNotPassStaysWhatItWas() {
        assertThatThrownBy(() -> BpmnFlow.retryable(() -> fail("42P01"))).isInstanceOf(ProcessEngineException.class);
    }

    private static void fail(String state) {
        throw new ProcessEngineException("The engine failed.", new SQLException("gone", state));
    }
}
