package io.sluice.promotion.bpmn.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.sluice.promotion.bpmn.testing.TestDatabase;
import io.sluice.promotion.bpmn.testing.TestDatabases;
import io.sluice.promotion.transaction.Transactions;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobHintTest {
    private final TestDatabase database = TestDatabases.h2(1);
    private final Transactions transactions = Transactions.threadBound(database.dataSource());
    private final JobExecutor executor = mock(JobExecutor.class);
    private final JobHint hint = new JobHint(transactions, executor);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void wakesAtOnceOutsideAUnitOfWork() {
        hint.afterCommit();

        verify(executor).jobWasAdded();
    }

    @Test
    void waitsForTheOuterCommit() {
        transactions.required(() -> {
            transactions.required(() -> {
                hint.afterCommit();
                return "";
            });
            verify(executor, never()).jobWasAdded();
            return "";
        });

        verify(executor).jobWasAdded();
    }

    @Test
    void staysSilentAfterARollback() {
        assertThatThrownBy(() -> transactions.required(() -> {
                    hint.afterCommit();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        verify(executor, never()).jobWasAdded();
    }
}
