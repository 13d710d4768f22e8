package io.sluice.promotion.spring.transaction;

import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.transaction.Transactions;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Units of work that are transactions of Spring: inside {@code @Transactional} methods of the host, what it writes through
 * the same transaction manager commits together with Sluice's and the engine's rows, or not at all. Sluice takes nothing up
 * and sends nothing before the outermost transaction has committed. Isolation of the transactions that begin here is READ
 * COMMITTED. Thread-safe.
 */
public final class SpringTransactions implements Transactions {
    private final PlatformTransactionManager manager;
    private final DataSource joined;

    /**
     * Transactions of a manager.
     *
     * @param manager begins and ends transactions on the data source
     * @param dataSource the data source that the manager was made for; its connections are shared within a transaction
     */
    public SpringTransactions(PlatformTransactionManager manager, DataSource dataSource) {
        this.manager = manager;
        this.joined = dataSource instanceof TransactionAwareDataSourceProxy
                ? dataSource
                : new TransactionAwareDataSourceProxy(dataSource);
    }

    @Override
    public <T> T required(Supplier<T> body) {
        return in(TransactionDefinition.PROPAGATION_REQUIRED, body);
    }

    @Override
    public <T> T requiresNew(Supplier<T> body) {
        return in(TransactionDefinition.PROPAGATION_REQUIRES_NEW, body);
    }

    // A unit of work has a value; the template's callback may give none, and that passes through as it is.
    @SuppressWarnings("NullAway")
    private <T> T in(int propagation, Supplier<T> body) {
        TransactionTemplate template = new TransactionTemplate(manager);
        template.setPropagationBehavior(propagation);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        try {
            return template.execute(status -> body.get());
        } catch (CannotCreateTransactionException e) {
            throw new UnavailableException("database.unavailable", "The database gave no connection.", e);
        } catch (UnexpectedRollbackException e) {
            throw new IllegalStateException("The unit of work was marked for rollback and cannot commit.", e);
        } catch (TransactionSystemException e) {
            throw new UnavailableException("database.commit", "The database did not confirm the commit.", e);
        }
    }

    /** A transaction of another manager does not count: what is written here would not be part of it. */
    @Override
    public boolean active() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return false;
        }
        TransactionStatus status =
                manager.getTransaction(new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_SUPPORTS));
        if (status.hasTransaction()) {
            return true;
        }
        manager.commit(status);
        return false;
    }

    @Override
    public boolean rollbackOnly() {
        return present().isRollbackOnly();
    }

    @Override
    public void setRollbackOnly() {
        present().setRollbackOnly();
    }

    @Override
    public void register(Callback callback) {
        present();
        TransactionSynchronizationManager.registerSynchronization(new Ending(callback));
    }

    @Override
    public DataSource dataSource() {
        return joined;
    }

    private TransactionStatus present() {
        try {
            return manager.getTransaction(
                    new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_MANDATORY));
        } catch (TransactionException e) {
            throw new IllegalStateException("No unit of work is open on this thread.", e);
        }
    }

    /** Spring tells before a rollback only that the transaction completes; whoever was asked to commit does not roll back. */
    private static final class Ending implements TransactionSynchronization {
        private final Callback callback;
        private boolean committing;

        Ending(Callback callback) {
            this.callback = callback;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            callback.beforeCommit();
            committing = true;
        }

        @Override
        public void beforeCompletion() {
            if (!committing) {
                callback.beforeRollback();
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                callback.afterCommit();
            } else {
                callback.afterRollback();
            }
        }
    }
}
