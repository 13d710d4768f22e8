package io.sluice.promotion.bpmn.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ServiceImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/** What core has settled in the present command of the engine: the tasks that it completes, and the instances it ended. */
public final class Settled implements Session {
    private final Set<String> ids = new HashSet<>();

    private Settled() {}

    /**
     * Completes a user task that core has decided, in the unit of work of the caller.
     *
     * @param task the engine's id; without effect when the task is gone
     */
    public static void complete(ProcessEngine engine, String task, Map<String, Object> variables) {
        // Through the engine's own service: the library may have been given a view of the engine, not the engine.
        ((ServiceImpl) engine.getTaskService()).getCommandExecutor().execute(command -> {
            if (command.getTaskManager().findTaskById(task) != null) {
                note(task);
                new CompleteTaskCmd(task, variables).execute(command);
            }
            return task;
        });
    }

    static void note(String id) {
        session().ids.add(id);
    }

    static boolean contains(String id) {
        return session().ids.contains(id);
    }

    private static Settled session() {
        return Context.getCommandContext().getSession(Settled.class);
    }

    static SessionFactory factory() {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return Settled.class;
            }

            @Override
            public Session openSession() {
                return new Settled();
            }
        };
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
