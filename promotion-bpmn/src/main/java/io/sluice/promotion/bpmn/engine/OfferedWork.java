package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.transaction.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.externaltask.LockedExternalTaskImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskManager;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;

/**
 * Offers every new piece of work for outside to this node. What is claimed goes into the database with its lock already
 * on, so that no other node takes it; should this one die, the lock runs out as any other.
 */
final class OfferedWork extends ExternalTaskManager {
    private final OutsideWork outside;
    private final Transactions transactions;

    private OfferedWork(OutsideWork outside, Transactions transactions) {
        this.outside = outside;
        this.transactions = transactions;
    }

    static SessionFactory factory(OutsideWork outside, Transactions transactions) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return ExternalTaskManager.class;
            }

            @Override
            public Session openSession() {
                return new OfferedWork(outside, transactions);
            }
        };
    }

    @Override
    public void insert(ExternalTaskEntity task) {
        super.insert(task);
        Optional<OutsideWork.Claim> claim = outside.claim(task.getTopicName());
        if (claim.isPresent()) {
            take(task, claim.get());
        } else {
            transactions.register(new Transactions.Callback() {
                @Override
                public void afterCommit() {
                    outside.wake();
                }
            });
        }
    }

    private void take(ExternalTaskEntity task, OutsideWork.Claim claim) {
        task.lock(claim.worker(), claim.lock().toMillis());
        Taken taken = new Taken(task, claim);
        Context.getCommandContext().registerCommandContextListener(taken);
        transactions.register(taken);
    }

    /** From the claim to the end of the unit of work. */
    private static final class Taken implements CommandContextListener, Transactions.Callback {
        private final ExternalTaskEntity task;
        private final OutsideWork.Claim claim;
        private @Nullable LockedExternalTask seen;

        Taken(ExternalTaskEntity task, OutsideWork.Claim claim) {
            this.task = task;
            this.claim = claim;
        }

        /** What it looks like when the command has done everything else; nothing, when it took the work back. */
        @Override
        public void onCommandContextClose(CommandContext command) {
            if (command.getDbEntityManager().contains(task)) {
                task.setBusinessKey(task.getExecution().getProcessBusinessKey());
                List<String> all = null;
                seen = LockedExternalTaskImpl.fromEntity(task, all, false, true, false);
            }
        }

        @Override
        public void onCommandFailed(CommandContext command, Throwable failure) {
            // The unit of work is rolled back, which is told as well.
        }

        @Override
        public void afterCommit() {
            if (seen != null && isFresh()) {
                claim.begin(seen);
            } else {
                claim.release();
            }
        }

        /** A host that keeps its transaction open for long leaves too little of the lock. */
        private boolean isFresh() {
            Duration half = claim.lock().dividedBy(2);
            return task.getLockExpirationTime()
                    .toInstant()
                    .minus(half)
                    .isAfter(ClockUtil.getCurrentTime().toInstant());
        }

        @Override
        public void afterRollback() {
            claim.release();
        }
    }
}
