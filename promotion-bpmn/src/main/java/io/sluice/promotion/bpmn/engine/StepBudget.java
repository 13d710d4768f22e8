package io.sluice.promotion.bpmn.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;

/**
 * Counts the steps that one command enters and stops it when they are more than any process needs: a loop without a
 * pause, or processes that call each other in a circle, would otherwise keep the thread for ever. The command fails and
 * its unit of work is rolled back.
 */
final class StepBudget implements Session {
    private static final int MAX_STEPS = 10_000;

    private int steps;

    /** Has every step of a process counted. */
    static void limit(ScopeImpl scope) {
        scope.getActivities().forEach(step -> {
            step.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) execution ->
                    Context.getCommandContext().getSession(StepBudget.class).count());
            limit(step);
        });
    }

    static SessionFactory factory() {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return StepBudget.class;
            }

            @Override
            public Session openSession() {
                return new StepBudget();
            }
        };
    }

    private void count() {
        if (++steps > MAX_STEPS) {
            throw new ProcessEngineException(
                    "The process ran " + MAX_STEPS + " steps without a pause and was stopped.");
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
