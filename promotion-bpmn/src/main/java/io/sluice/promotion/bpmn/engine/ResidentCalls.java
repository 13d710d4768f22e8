package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.transaction.Transactions;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/**
 * Whether the library itself calls the host's engine at the moment. The doors have asked for the permissions then; what
 * the host's engine thinks of the person on this thread, and which tenants it would show that person, plays no part.
 */
final class ResidentCalls implements Session {
    private int open;

    static SessionFactory factory() {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return ResidentCalls.class;
            }

            @Override
            public Session openSession() {
                return new ResidentCalls();
            }
        };
    }

    boolean areOpen() {
        return open > 0;
    }

    private <T> T during(Supplier<T> body) {
        open++;
        try {
            return body.get();
        } finally {
            open--;
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** Runs commands of the library, inside its unit of work. */
    record Executor(Transactions transactions, IdentityService identity, CommandExecutor next)
            implements CommandExecutor {
        @Override
        public <T> T execute(Command<T> command) {
            Authentication person = identity.getCurrentAuthentication();
            identity.clearAuthentication();
            try {
                return transactions.required(() -> next.execute(new Own<>(command)));
            } finally {
                identity.setAuthentication(person);
            }
        }
    }

    private record Own<T>(Command<T> command) implements Command<T> {
        @Override
        public T execute(CommandContext context) {
            return context.getSession(ResidentCalls.class).during(() -> command.execute(context));
        }
    }
}
