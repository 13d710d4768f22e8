package io.sluice.promotion.bpmn;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.sluice.promotion.bpmn.engine.OwnDefinitions;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.transaction.Transactions;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryTopicBuilder;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalWorkerTest {
    private final ExternalSteps steps = mock(ExternalSteps.class);
    private final ExternalTaskService tasks = mock(ExternalTaskService.class);
    private final Transactions transactions = mock(Transactions.class);
    private final LockedExternalTask task = mock(LockedExternalTask.class);

    @BeforeEach
    void aTaskIsFetchedOnce() {
        ExternalTaskQueryTopicBuilder query = mock(ExternalTaskQueryTopicBuilder.class, RETURNS_SELF);
        doReturn(List.of(task)).when(query).execute();
        when(tasks.fetchAndLock(anyInt(), anyString())).thenReturn(query);
        when(task.getId()).thenReturn("task");
        when(transactions.requiresNew(any())).thenAnswer(call -> ((Supplier<?>) call.getArgument(0)).get());
    }

    @ParameterizedTest(name = "with {0} repetitions left it waits {2} ms and leaves {1}")
    @CsvSource({", 6, 5000", "6, 5, 15000", "5, 4, 60000", "2, 1, 300000", "1, 0, 0"})
    void waitsLongerAfterEachFailureAndGivesUpInTheEnd(Integer left, int then, long pause) {
        when(task.getRetries()).thenReturn(left);
        doThrow(new IllegalStateException("the deployer is away")).when(steps).perform(task);

        fetchAndClose();

        verify(tasks).handleFailure(eq("task"), anyString(), anyString(), eq(then), eq(pause));
    }

    @Test
    void doesNotReportAResultThatAnotherWorkerOvertook() {
        doThrow(new ConflictException("attempt.fenced", "too late")).when(steps).perform(task);

        fetchAndClose();

        verify(tasks, never()).handleFailure(anyString(), anyString(), anyString(), anyInt(), anyLong());
    }

    @Test
    void dropsWorkWhosePromotionEndedMeanwhile() {
        doThrow(new NotFoundException("gone")).when(steps).perform(task);

        fetchAndClose();

        verify(tasks, never()).handleFailure(anyString(), anyString(), anyString(), anyInt(), anyLong());
    }

    /** Closing waits for the work in hand. */
    private void fetchAndClose() {
        try (ExternalWorker worker = new ExternalWorker(steps, OwnDefinitions.all(), tasks, transactions, 1)) {
            worker.fetch();
        }
    }
}
