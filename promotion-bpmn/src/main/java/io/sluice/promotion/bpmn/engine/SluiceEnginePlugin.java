package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.transaction.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.DefaultBpmnParseFactory;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.DbIdGenerator;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives an engine that is the host's own what promotions need, so that they can run on it beside the host's processes.
 * Add it to the plugins of the engine's configuration before the engine is built; then start Sluice with {@code
 * SluiceEngine.builder().engine(theEngine)}. One plugin serves one engine.
 *
 * <p>What promotions can do is tied down as in an engine of the library's own; the host's processes keep their scripts,
 * beans and listeners. Three settings hold for all of the engine, because it has them only once: ids are random
 * (the engine's own generator takes a second connection inside a transaction), an error that no event catches raises an
 * exception instead of ending its path silently, and a repeating timer whose cycle is an expression asks it anew each time
 * it goes off.
 */
public final class SluiceEnginePlugin extends AbstractProcessEnginePlugin {
    private final Optional<Transactions> joined;
    private final AtomicReference<@Nullable Residence> residence = new AtomicReference<>();
    private @Nullable ProcessEngineConfigurationImpl configuration;

    /** For an engine that has a transaction manager already, such as one that Spring configures. */
    public SluiceEnginePlugin() {
        this(Optional.empty());
    }

    private SluiceEnginePlugin(Optional<Transactions> joined) {
        this.joined = joined;
    }

    /**
     * For an engine without a transaction manager: every command of it joins these units of work, on their data source,
     * whatever its configuration said.
     */
    public static SluiceEnginePlugin joining(Transactions transactions) {
        return new SluiceEnginePlugin(Optional.of(transactions));
    }

    /** Called by the engine before it is built. */
    @Override
    public synchronized void preInit(ProcessEngineConfigurationImpl engine) {
        if (configuration != null && configuration != engine) {
            throw new IllegalStateException("This plugin serves another engine already; make one for each engine.");
        }
        if (engine.getBpmnParseFactory() != null
                && !(engine.getBpmnParseFactory() instanceof DefaultBpmnParseFactory)) {
            throw new IllegalStateException("The engine reads process files in a way of its own, "
                    + engine.getBpmnParseFactory().getClass().getName() + "; promotions cannot be read safely by it.");
        }
        configuration = engine;
        joined.ifPresent(transactions -> join(engine, transactions));
        engine.setEnableExceptionsAfterUnhandledBpmnError(true);
        engine.setReevaluateTimeCycleWhenDue(true);
        if (engine.getIdGenerator() == null || engine.getIdGenerator() instanceof DbIdGenerator) {
            engine.setIdGenerator(new StrongUuidGenerator());
        }
        engine.setBpmnParseFactory(parser -> new ResidentParse(parser, this::present));
        engine.setCustomPreDeployers(with(engine.getCustomPreDeployers(), new ResidentDeployer(this::present)));
        List<SessionFactory> sessions = new ArrayList<>(List.of(
                StepBudget.factory(), Trace.factory(), Settled.factory(), ResidentCalls.factory(), new Presence(this)));
        if (engine.getCustomSessionFactories() != null) {
            sessions.addAll(engine.getCustomSessionFactories());
        }
        engine.setCustomSessionFactories(sessions);
    }

    /** Called by the engine while it is built. */
    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        engine.setExpressionManager(new ResidentExpressions(engine.getExpressionManager(), this::present));
        engine.setFailedJobCommandFactory(new ResidentJobs(engine.getFailedJobCommandFactory()));
    }

    private static void join(ProcessEngineConfigurationImpl engine, Transactions transactions) {
        engine.setDataSource(transactions.dataSource());
        engine.setTransactionsExternallyManaged(true);
        engine.setTransactionContextFactory(context -> new UnitOfWork.Context(transactions));
        engine.setCustomPreCommandInterceptorsTxRequired(
                with(engine.getCustomPreCommandInterceptorsTxRequired(), (CommandInterceptor)
                        new UnitOfWork.Interceptor(transactions, false)));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                with(engine.getCustomPreCommandInterceptorsTxRequiresNew(), (CommandInterceptor)
                        new UnitOfWork.Interceptor(transactions, true)));
    }

    private static <T> List<T> with(@Nullable List<T> some, T more) {
        List<T> all = new ArrayList<>(some == null ? List.of() : some);
        all.add(more);
        return all;
    }

    /** What promotions hang on. Throws while Sluice is not started on the engine. */
    Residence present() {
        Residence found = residence.get();
        if (found == null) {
            throw new Residence.Away();
        }
        return found;
    }

    /** Moves in; says whether nobody was there before. */
    boolean moveIn(Residence here) {
        return residence.compareAndSet(null, here);
    }

    /** Moves out; promotions rest from now on. */
    void moveOut() {
        residence.set(null);
    }

    /** The plugin that an engine was built with, however it got there. */
    static Optional<SluiceEnginePlugin> of(ProcessEngineConfigurationImpl engine) {
        return engine.getSessionFactories() != null
                        && engine.getSessionFactories().get(Presence.class) instanceof Presence presence
                ? Optional.of(presence.plugin())
                : Optional.empty();
    }

    /** A place in the engine's configuration where the plugin is found again. No session is ever opened. */
    private record Presence(SluiceEnginePlugin plugin) implements SessionFactory {
        @Override
        public Class<?> getSessionType() {
            return Presence.class;
        }

        @Override
        public Session openSession() {
            throw new UnsupportedOperationException("There is no such session.");
        }
    }
}
