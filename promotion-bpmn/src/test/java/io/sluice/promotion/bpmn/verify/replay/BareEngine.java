package io.sluice.promotion.bpmn.verify.replay;

import io.sluice.promotion.bpmn.verify.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.repository.DeploymentBuilder;

/**
 * An engine without any guard, on a database of its own in memory. All of it is one transaction on one connection, so
 * whatever happened can be taken back to a {@link #mark}: that is how the engine is driven along every way.
 */
final class BareEngine implements AutoCloseable {
    /** Is told what happens in the engine, while it happens. */
    interface Observer {
        void enters(String activity);

        void leaves(String activity);

        void takes(String flow);

        void done(String step);

        void fails(String step);
    }

    private final Connection connection;
    private final StandaloneProcessEngineConfiguration configuration;
    private final ProcessEngine engine;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Choices choices = new Choices();
    private Observer observer = new Silence();

    BareEngine(Vocabulary vocabulary) {
        try {
            connection = DriverManager.getConnection("jdbc:h2:mem:;QUERY_CACHE_SIZE=512;LOCK_MODE=0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare-" + System.identityHashCode(this));
        configuration.setDataSource(dataSource(connection));
        configuration.setTransactionsExternallyManaged(true);
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("none");
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setDmnEnabled(false);
        configuration.setCmmnEnabled(false);
        configuration.setAuthorizationEnabled(false);
        configuration.setTenantCheckEnabled(false);
        configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
        configuration.setJavaSerializationFormatEnabled(true);
        configuration.setEnableCmdExceptionLogging(false);
        configuration.setBeans(beans(vocabulary));
        configuration.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(new Watch())));
        engine = configuration.buildProcessEngine();
        call(() -> connection.setAutoCommit(false));
    }

    ProcessEngine engine() {
        return engine;
    }

    <T> T execute(Command<T> command) {
        return configuration.getCommandExecutorTxRequired().execute(command);
    }

    Choices choices() {
        return choices;
    }

    void watch(Observer other) {
        observer = other;
    }

    /** Stores files as they are; the engine's own refusal comes through. */
    void deploy(byte[]... files) {
        DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
        for (int i = 0; i < files.length; i++) {
            deployment.addInputStream("file" + i + ".bpmn", new ByteArrayInputStream(files[i]));
        }
        deployment.deploy();
    }

    /** A statement over the engine's tables; kept, since each is asked for thousands of times. */
    PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            statements.put(sql, known);
        }
        return known;
    }

    Savepoint mark() {
        try {
            return connection.setSavepoint();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void backTo(Savepoint mark) {
        call(() -> connection.rollback(mark));
    }

    /** Takes everything back, deployments as well. */
    void clear() {
        call(connection::rollback);
        configuration.getDeploymentCache().purgeCache();
    }

    @Override
    public void close() {
        engine.close();
        call(connection::close);
    }

    private Map<Object, Object> beans(Vocabulary vocabulary) {
        Map<Object, Object> beans = new HashMap<>();
        vocabulary.delegates().forEach((name, step) -> beans.put(name, new Stub(new TreeSet<>(step.errors()))));
        beans.put("promotionPolicy", new Times());
        beans.put("maybe", new Maybe());
        return beans;
    }

    private interface Statement {
        void run() throws SQLException;
    }

    private static void call(Statement statement) {
        try {
            statement.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource dataSource(Connection connection) {
        Set<String> ours = Set.of("commit", "rollback", "close", "setAutoCommit");
        Connection shared = (Connection) Proxy.newProxyInstance(
                BareEngine.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (ours.contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                BareEngine.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getConnection" -> shared;
                    case "getLoginTimeout" -> 0;
                    case "getLogWriter" -> new PrintWriter(System.err, true, StandardCharsets.UTF_8);
                    case "getParentLogger" -> Logger.getGlobal();
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> "one connection";
                    default -> null;
                });
    }

    /** A step that does nothing: it is done, or throws one of its errors, as the choices say. */
    public final class Stub implements JavaDelegate {
        private final List<String> errors;

        @SuppressWarnings("UnusedVariable") // set by the engine
        private Expression message;

        private Stub(Set<String> errors) {
            this.errors = List.copyOf(errors);
        }

        @Override
        public void execute(DelegateExecution execution) {
            String step = execution.getCurrentActivityId();
            int answer = errors.isEmpty() ? 0 : choices.next(step, errors.size() + 1);
            if (answer == 0) {
                observer.done(step);
            } else {
                observer.fails(step);
                throw new BpmnError(errors.get(answer - 1));
            }
        }
    }

    /** Times that a timer asks the policy for. They do not matter: the driver fires timers when it likes. */
    public static final class Times {
        private static final String SOON = "2030-01-01T00:00:00Z";

        public String reminders(Object execution) {
            return "R/PT1H";
        }

        public String approvalDeadline(Object execution) {
            return SOON;
        }

        public String soak(Object execution) {
            return SOON;
        }

        public String nextTry(Object execution) {
            return SOON;
        }

        public String windowOpens(Object execution) {
            return SOON;
        }
    }

    /** For conditions and repetitions that may be one way or the other. */
    public final class Maybe {
        public boolean so(String what) {
            return choices.next(what, 2) == 1;
        }

        /** Twice or not at all. */
        public int times(String what) {
            return choices.next(what, 2) == 1 ? 0 : 2;
        }
    }

    private final class Watch extends AbstractBpmnParseListener {
        @Override
        public void parseRootElement(Element root, List<ProcessDefinitionEntity> processes) {
            processes.forEach(this::watch);
        }

        private void watch(ScopeImpl scope) {
            for (ActivityImpl activity : scope.getActivities()) {
                String id = activity.getId();
                if (!id.contains("#")) {
                    activity.addBuiltInListener(
                            ExecutionListener.EVENTNAME_START, (ExecutionListener) execution -> observer.enters(id));
                    activity.addBuiltInListener(
                            ExecutionListener.EVENTNAME_END, (ExecutionListener) execution -> observer.leaves(id));
                }
                activity.getOutgoingTransitions()
                        .forEach(flow -> ((TransitionImpl) flow)
                                .addBuiltInListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener)
                                        execution -> observer.takes(flow.getId())));
                watch(activity);
            }
        }
    }

    private static final class Silence implements Observer {
        @Override
        public void enters(String activity) {}

        @Override
        public void leaves(String activity) {}

        @Override
        public void takes(String flow) {}

        @Override
        public void done(String step) {}

        @Override
        public void fails(String step) {}
    }
}
