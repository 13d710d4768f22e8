package io.sluice.promotion.bpmn.engine;

import io.sluice.promotion.transaction.Transactions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.interceptor.CommandContextInterceptor;
import org.camunda.bpm.engine.impl.interceptor.CommandCounterInterceptor;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.interceptor.LogInterceptor;
import org.camunda.bpm.engine.impl.interceptor.ProcessApplicationContextInterceptor;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;

/**
 * The engine on our transactions: every command joins the unit of work of its caller or opens one, so the engine's rows
 * and ours commit together or not at all. There is no second transaction manager, and no connection but the bound one.
 */
final class TransactionalEngineConfiguration extends ProcessEngineConfigurationImpl {
    /** Nine waits, so ten attempts within about half an hour; then an incident that people see. */
    static final String RETRIES = "PT5S,PT15S,PT1M,PT5M,PT5M,PT5M,PT5M,PT5M,PT5M";

    static final int ATTEMPTS = 10;

    private final Transactions transactions;
    private final OutsideWork outside;

    TransactionalEngineConfiguration(
            Transactions transactions,
            EngineTables tables,
            Lockdown lockdown,
            MarkedElements marked,
            OutsideWork outside) {
        this.transactions = transactions;
        this.outside = outside;
        joinTransactions();
        locate(tables);
        keepLean();
        pace();
        lockdown.applyTo(this);
        // An error that no event catches would end its token without a word.
        setEnableExceptionsAfterUnhandledBpmnError(true);
        setCustomPostBPMNParseListeners(
                new ArrayList<>(List.of(new MarkedElementsListener(marked), new CalledTenant())));
    }

    private void joinTransactions() {
        setDataSource(transactions.dataSource());
        setTransactionsExternallyManaged(true);
        setTransactionContextFactory(context -> new UnitOfWork.Context(transactions));
        // The engine's own generator fetches blocks of ids on a second connection while the first is held: with as many
        // threads as connections all of them wait for each other.
        setIdGenerator(new StrongUuidGenerator());
        setDatabaseSchemaUpdate(DB_SCHEMA_UPDATE_FALSE);
        setJdbcBatchProcessing(true);
    }

    private void locate(EngineTables tables) {
        try (Connection connection = transactions.dataSource().getConnection()) {
            Dialect dialect = Dialect.of(connection);
            setDatabaseType(dialect.engineName());
            setDatabaseTablePrefix(tables.prefix());
            tables.schema().map(dialect::fold).ifPresent(schema -> {
                setDatabaseSchema(schema);
                setDatabaseTablePrefix(schema + "." + tables.prefix());
            });
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer.", e);
        }
    }

    /**
     * The truth lies in our tables; the engine keeps what it needs to go on, and nothing else. History would name
     * assignees, could be deleted, and costs a third of the throughput.
     */
    private void keepLean() {
        setHistoryLevel(HistoryLevel.HISTORY_LEVEL_NONE);
        setHistoryTimeToLive("P180D");
        setHistoryCleanupEnabled(false);
        setMetricsEnabled(false);
        setTaskMetricsEnabled(false);
        setDbMetricsReporterActivate(false);
        setCmmnEnabled(false);
        setDmnEnabled(false);
        setStandaloneTasksEnabled(false);
        setImplicitVariableUpdateDetectionEnabled(false);
        // Asking the network for it takes seconds on some machines, and nothing of ours needs it.
        setHostname("sluice");
    }

    private void pace() {
        setJobExecutor(new PacedJobExecutor());
        setJobExecutorActivate(false);
        setJobExecutorAcquireByDueDate(true);
        // Jobs without a due date would come last, and keep the acquisition from using the index.
        setEnsureJobDueDateNotNull(true);
        setJobExecutorDeploymentAware(false);
        setReevaluateTimeCycleWhenDue(true);
        setFailedJobRetryTimeCycle(RETRIES);
        setDefaultNumberOfRetries(ATTEMPTS);
    }

    @Override
    protected List<CommandInterceptor> getDefaultCommandInterceptorsTxRequired() {
        return chain(false);
    }

    @Override
    protected List<CommandInterceptor> getDefaultCommandInterceptorsTxRequiresNew() {
        return chain(true);
    }

    /** The order of the engine's own integrations with transaction managers. */
    private List<CommandInterceptor> chain(boolean requiresNew) {
        return List.of(
                getExceptionCodeInterceptor(),
                new LogInterceptor(),
                new CommandCounterInterceptor(this),
                new ProcessApplicationContextInterceptor(this),
                new UnitOfWork.Interceptor(transactions, requiresNew),
                new CommandContextInterceptor(commandContextFactory, this, requiresNew));
    }

    /** Ours take the place of the engine's own of the same type. */
    @Override
    protected void initSessionFactories() {
        super.initSessionFactories();
        addSessionFactory(FrugalReads.factory(idGenerator));
        addSessionFactory(Settled.factory());
        addSessionFactory(PromptJobs.factory());
        addSessionFactory(OfferedWork.factory(outside, transactions));
    }

    @Override
    protected InputStream getMyBatisXmlConfigurationSteam() {
        try (InputStream mapping = super.getMyBatisXmlConfigurationSteam()) {
            return new ByteArrayInputStream(UtcMoments.into(mapping.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void initDeployers() {
        super.initDeployers();
        setDeploymentCache(new KnownDefinitions(cacheFactory, cacheCapacity, deployers));
    }

    /** Decision tables are off; their engine would start a second expression language. */
    @Override
    protected void initDmnEngine() {}

    @Override
    protected void initSerialization() {
        variableSerializers = Lockdown.plainValues();
    }
}
