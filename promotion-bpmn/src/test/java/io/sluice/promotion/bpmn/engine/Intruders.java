package io.sluice.promotion.bpmn.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.form.handler.DefaultTaskFormHandler;

/** Classes that note that they were loaded: a static initializer is code too. */
final class Intruders {
    static final Set<String> LOADED = ConcurrentHashMap.newKeySet();

    private Intruders() {}

    public static final class Delegate implements JavaDelegate {
        static {
            LOADED.add("Delegate");
        }

        @Override
        public void execute(DelegateExecution execution) {}
    }

    public static final class Listener implements ExecutionListener {
        static {
            LOADED.add("Listener");
        }

        @Override
        public void notify(DelegateExecution execution) {}
    }

    public static final class Observer implements TaskListener {
        static {
            LOADED.add("Observer");
        }

        @Override
        public void notify(DelegateTask task) {}
    }

    public static final class FormHandler extends DefaultTaskFormHandler {
        static {
            LOADED.add("FormHandler");
        }
    }
}
