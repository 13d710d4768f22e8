package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.transaction.PassingFaults;
import io.sluice.promotion.transaction.Transactions;
import java.util.function.Function;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.TransactionListener;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.cfg.jta.AbstractTransactionContext;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.SuccessfulJobListener;
import org.jspecify.annotations.Nullable;

/** The two places where the engine meets our transactions. */
final class UnitOfWork {
    private UnitOfWork() {}

    /**
     * Runs each command inside a unit of work: the caller's, or its own. A database that went away under the engine is told
     * like one that went away under core; a lost race stays the engine's, which repeats it.
     */
    static final class Interceptor extends CommandInterceptor {
        private final Transactions transactions;
        private final boolean requiresNew;

        Interceptor(Transactions transactions, boolean requiresNew) {
            this.transactions = transactions;
            this.requiresNew = requiresNew;
        }

        @Override
        public <T> @Nullable T execute(Command<T> command) {
            if (command instanceof SuccessfulJobListener) {
                return null; // It would count a job in metrics that are off, in a unit of work beside the job's own.
            }
            try {
                return requiresNew
                        ? transactions.requiresNew(() -> next.execute(command))
                        : transactions.required(() -> next.execute(command));
            } catch (OptimisticLockingException e) {
                throw e;
            } catch (ProcessEngineException e) {
                throw PassingFaults.in(e)
                        .<RuntimeException>map(Function.identity())
                        .orElse(e);
            }
        }
    }

    /** What the engine believes to be its transaction: it may doom the unit of work, never end it. */
    static final class Context extends AbstractTransactionContext {
        private final Transactions transactions;

        Context(Transactions transactions) {
            this.transactions = transactions;
        }

        @Override
        protected void doRollback() {
            transactions.setRollbackOnly();
        }

        @Override
        protected boolean isTransactionActiveInternal() {
            return transactions.active() && !transactions.rollbackOnly();
        }

        @Override
        protected void addTransactionListener(
                TransactionState state, TransactionListener listener, CommandContext command) {
            transactions.register(new Transactions.Callback() {
                @Override
                public void beforeCommit() {
                    tell(TransactionState.COMMITTING);
                }

                @Override
                public void afterCommit() {
                    tell(TransactionState.COMMITTED);
                }

                @Override
                public void beforeRollback() {
                    tell(TransactionState.ROLLINGBACK);
                }

                @Override
                public void afterRollback() {
                    tell(TransactionState.ROLLED_BACK);
                }

                private void tell(TransactionState now) {
                    if (now == state) {
                        listener.execute(command);
                    }
                }
            });
        }
    }
}
