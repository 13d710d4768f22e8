package io.sluice.promotion.bpmn;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.promotion.Feed;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.SluiceBuilder;
import io.sluice.promotion.bpmn.deploy.Definitions;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.bpmn.deploy.ProofGate;
import io.sluice.promotion.bpmn.deploy.Proofs;
import io.sluice.promotion.bpmn.engine.DeploymentGate;
import io.sluice.promotion.bpmn.engine.EmbeddedEngine;
import io.sluice.promotion.bpmn.engine.EngineClock;
import io.sluice.promotion.bpmn.engine.EngineTables;
import io.sluice.promotion.bpmn.engine.JoinedEngine;
import io.sluice.promotion.bpmn.engine.OwnDefinitions;
import io.sluice.promotion.bpmn.engine.PromotionEngine;
import io.sluice.promotion.bpmn.engine.StepVocabulary;
import io.sluice.promotion.bpmn.mail.MailNotifier;
import io.sluice.promotion.bpmn.mail.MailSettings;
import io.sluice.promotion.bpmn.step.MarkedSteps;
import io.sluice.promotion.bpmn.step.StepBeans;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.bpmn.verify.Vocabulary.Effect;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.PromotionCheck;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.webhook.WebhookSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sluice on an embedded process engine: opens the database, runs the processes of promotions, their timers, workers and
 * messages. Any number of them, in any number of programs, may share one database.
 *
 * <pre>{@code
 * try (SluiceEngine engine = SluiceEngine.builder().directory(people).deployer(deployer).start()) {
 *     engine.sluice().promotions().request(actor, organization, wanted, IdempotencyKey.unique());
 * }
 * }</pre>
 */
public final class SluiceEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SluiceEngine.class);

    private final Sluice sluice;
    private final PromotionEngine engine;
    private final BpmnFlow flow;
    private final ProcessDefinitions definitions;
    private final HostSteps hostSteps;
    private final Work work;
    private final Deque<AutoCloseable> closing;

    private SluiceEngine(
            Sluice sluice,
            PromotionEngine engine,
            BpmnFlow flow,
            ProcessDefinitions definitions,
            HostSteps hostSteps,
            Work work,
            Deque<AutoCloseable> closing) {
        this.sluice = sluice;
        this.engine = engine;
        this.flow = flow;
        this.definitions = definitions;
        this.hostSteps = hostSteps;
        this.work = work;
        this.closing = closing;
    }

    /** Collects what the host provides. */
    public static Builder builder() {
        return new Builder();
    }

    /** The doors: requests, decisions, the approvers' task list, releases, audit. */
    public Sluice sluice() {
        return sluice;
    }

    /** The process definitions that promotions run on. */
    public ProcessDefinitions definitions() {
        return definitions;
    }

    /** What the processes of promotions are told from outside. */
    public ProcessMessages messages() {
        return new ProcessMessages(engine.processEngine(), flow, sluice.acts());
    }

    /** Steps that gave up and wait for somebody. */
    public Incidents incidents() {
        return new Incidents(engine, sluice.acts());
    }

    /** How the engine fares, for the host's own monitoring. */
    public EngineMonitor monitor() {
        return new EngineMonitor(engine);
    }

    /**
     * Begins to run jobs, outside work, messages and what is due by time on this node; does nothing when it does so
     * already. Only an engine that was started {@linkplain Builder#resting() resting}, or was told to {@link #rest()},
     * needs it.
     */
    public void work() {
        work.start();
    }

    /**
     * Takes no new work on this node and waits up to 20 seconds for each part that is busy. The doors stay open; what they
     * make is done by other nodes, or by this one once it is told to {@link #work()} again.
     */
    public void rest() {
        work.close();
    }

    /** Whether this node takes work. */
    public boolean isWorking() {
        return work.isRunning();
    }

    /** Everything that process files may name: the steps of the library and those of the host. */
    public Vocabulary vocabulary() {
        return vocabulary(sluice, hostSteps).words();
    }

    private static StepVocabulary vocabulary(Sluice doors, HostSteps hostSteps) {
        return hostSteps.with(new StepVocabulary(StepBeans.of(doors.steps()), ExternalSteps.topics()));
    }

    /** The steps of the host, for tests of processes in this package. */
    HostSteps hostSteps() {
        return hostSteps;
    }

    /** Which definitions are the library's, for tests of processes in this package. */
    OwnDefinitions own() {
        return engine.own();
    }

    /** The engine with what it knows of promotions, for tests of this package. */
    PromotionEngine promotionEngine() {
        return engine;
    }

    /** The engine itself, for tests of processes in this package. */
    ProcessEngine processEngine() {
        return engine.processEngine();
    }

    /** Stops fetching work, waits for what is running, stops the engine, closes what the builder opened. */
    @Override
    public synchronized void close() {
        closeAll(closing);
    }

    private static void closeAll(Deque<AutoCloseable> closing) {
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception e) {
                LOG.warn("A part did not close cleanly.", e);
            }
        }
    }

    /** Collects what the host provides; {@code directory} and {@code deployer} are mandatory. */
    public static final class Builder {
        private final SluiceBuilder core = Sluice.builder();
        private @Nullable String url;
        private String user = "sa";
        private String password = "";
        private @Nullable DataSource dataSource;
        private @Nullable Transactions transactions;
        private @Nullable ProcessEngine hostsEngine;
        private Optional<String> schema = Optional.empty();
        private boolean createTables = true;
        private boolean background = true;
        private int workers = 4;
        private HostSteps hostSteps = HostSteps.none();
        private final Map<String, Consumer<Feed.Entry>> readers = new LinkedHashMap<>();
        private boolean strict;
        private boolean proving = true;

        private Builder() {}

        /**
         * A database by its JDBC address, with a pool that Sluice opens and closes. Without this, a data source or
         * transactions, an in-memory H2 is used, which forgets everything at the end. An H2 file is made safe against
         * losing acknowledged commits.
         */
        public Builder database(String jdbcUrl) {
            this.url = jdbcUrl;
            return this;
        }

        /** The account for {@link #database(String)}. */
        public Builder credentials(String name, String secret) {
            this.user = name;
            this.password = secret;
            return this;
        }

        /** The host's own data source; stays open. */
        public Builder dataSource(DataSource value) {
            this.dataSource = value;
            return this;
        }

        /** The host's own transactions, so that its writes commit together with Sluice's. */
        public Builder transactions(Transactions value) {
            this.transactions = value;
            return this;
        }

        /**
         * An engine of the host's own, on which promotions run beside the host's processes, instead of one that Sluice
         * starts. It has to be built with a {@link io.sluice.promotion.bpmn.engine.SluiceEnginePlugin}, and what it writes
         * has to commit together with what Sluice writes through {@link #transactions}: that is tried out at the start.
         * Its tables, its job executor and its end stay the host's: {@link SluiceEngine#rest()} and {@link
         * SluiceEngine#close()} stop what Sluice does on threads of its own and no more.
         */
        public Builder engine(ProcessEngine value) {
            this.hostsEngine = value;
            return this;
        }

        /**
         * The database schema of Sluice's and the engine's tables; without it the connection's own is used. The tables of
         * {@linkplain #engine an engine of the host} lie where they lie.
         */
        public Builder schema(String value) {
            this.schema = Optional.of(value);
            core.schema(value);
            return this;
        }

        /** Whether tables are created and migrated at the start; true unless a DBA does that. */
        public Builder createTables(boolean value) {
            this.createTables = value;
            core.migrate(value);
            return this;
        }

        /** The host's persons and roles. */
        public Builder directory(IdentityDirectory value) {
            core.directory(value);
            return this;
        }

        /** What makes a version live. */
        public Builder deployer(Deployer value) {
            core.deployer(value);
            return this;
        }

        /** An automatic gate. */
        public Builder check(PromotionCheck value) {
            core.check(value);
            return this;
        }

        /** Mail by SMTP. */
        public Builder mail(MailSettings value) {
            core.notifier(new MailNotifier(value));
            return this;
        }

        /** A further channel for messages to people. */
        public Builder notifier(Notifier value) {
            core.notifier(value);
            return this;
        }

        /** Lets organizations have webhooks, within these rules; without them none can be added. */
        public Builder webhooks(WebhookSettings value) {
            core.webhooks(value);
            return this;
        }

        /** How many pieces of work for outside run at a time on this node: 4 unless said otherwise. */
        public Builder workers(int threads) {
            this.workers = threads;
            return this;
        }

        /**
         * A step of the host's own, run outside of any transaction. Process designers draw it as an external service task
         * with this topic.
         *
         * @param topic an identifier of at most 64 characters; names that begin with {@code promotion} are the library's
         * @throws io.sluice.promotion.problem.InvalidInputException {@code id.*}, {@code step.reserved}, {@code
         *     step.duplicate}, {@code step.effect}
         */
        public Builder step(String topic, HostStep step) {
            hostSteps = hostSteps.withTopic(topic, step);
            return this;
        }

        /**
         * A step of the host's own, run inside the transaction of the process: what it writes through the same
         * {@link #transactions} commits or is undone together with everything else. Process designers draw it as a service
         * task with the delegate expression <code>${bean}</code>. It must not call other systems: they would not take part
         * in the transaction, and the thread of whoever decided would wait for them; that is what {@link #step} is for.
         *
         * @param bean letters, digits and underscores, 64 at most; names that begin with {@code promotion} are the
         *     library's
         * @param errors codes of the BPMN errors it can throw, which a process has to catch; another one counts as a
         *     technical fault
         * @throws io.sluice.promotion.problem.InvalidInputException {@code step.name}, {@code step.reserved}, {@code
         *     step.duplicate}
         */
        public Builder delegate(String bean, Set<String> errors, JavaDelegate delegate) {
            return delegate(bean, Effect.HOST, errors, delegate);
        }

        /**
         * The same for a step that may change what was checked and approved.
         *
         * @param effect {@link Effect#HOST_CHANGES}, after which the verifier wants checks and approvals anew, or
         *     {@link Effect#HOST}
         * @throws io.sluice.promotion.problem.InvalidInputException also {@code step.effect}
         */
        public Builder delegate(String bean, Effect effect, Set<String> errors, JavaDelegate delegate) {
            hostSteps = hostSteps.withDelegate(bean, effect, errors, delegate);
            return this;
        }

        /**
         * Tells a program of the host what happened, at least once and after it was committed, see {@link Feed}.
         *
         * @param name names the program, the same at every start and on every node
         */
        public Builder reader(String name, Consumer<Feed.Entry> taker) {
            readers.put(Identifier.require("reader", name), taker);
            return this;
        }

        /**
         * Whether warnings about a process file refuse it as errors do, unless a person has waived them; false unless said
         * otherwise.
         */
        public Builder strictProcesses(boolean value) {
            this.strict = value;
            return this;
        }

        /** Everything else that core can be told. */
        public Builder core(Consumer<SluiceBuilder> more) {
            more.accept(core);
            return this;
        }

        /** Takes files that are not proved, so that a test can see what the rest of the library makes of them. */
        Builder withoutProof() {
            this.proving = false;
            return this;
        }

        /**
         * Opens the doors at the start and takes no work before {@link SluiceEngine#work()}: for hosts that have more to
         * get ready than Sluice, and for tests that run jobs, work and messages one by one.
         */
        public Builder resting() {
            this.background = false;
            return this;
        }

        /**
         * Brings the tables up to date, opens the doors, and starts working.
         *
         * @throws io.sluice.promotion.problem.InvalidInputException {@code builder.missing}; with an engine of the host
         *     also {@code engine.pluginMissing}, {@code engine.setting}, {@code engine.otherDatabase}, {@code
         *     engine.otherTransaction}
         * @throws io.sluice.promotion.problem.ConflictException {@code engine.inUse}
         */
        public SluiceEngine start() {
            Deque<AutoCloseable> closing = new ArrayDeque<>();
            try {
                return start(closing);
            } catch (RuntimeException | Error e) {
                closeAll(closing);
                throw e;
            }
        }

        private SluiceEngine start(Deque<AutoCloseable> closing) {
            Transactions joined = transactions(closing);
            AtomicReference<Runnable> wake = new AtomicReference<>(() -> {});
            AtomicReference<PromotionEngine> started = new AtomicReference<>();
            Definitions definitions = new Definitions(() -> Objects.requireNonNull(started.get()));
            AtomicReference<BpmnFlow> flow = new AtomicReference<>();
            AtomicReference<Optional<Proofs>> proofs = new AtomicReference<>(Optional.empty());
            Sluice sluice = core.transactions(joined)
                    .flow(doors -> {
                        Optional<Proofs> judge = proofs(doors, definitions);
                        proofs.set(judge);
                        PromotionEngine engine = open(
                                doors,
                                joined,
                                () -> Objects.requireNonNull(wake.get()).run(),
                                gate(judge, doors, definitions));
                        closing.push(engine);
                        started.set(engine);
                        BpmnFlow runs = new BpmnFlow(engine.processEngine(), definitions, judge);
                        flow.set(runs);
                        return runs;
                    })
                    .build();
            PromotionEngine engine = Objects.requireNonNull(started.get());
            ProcessDefinitions service = new ProcessDefinitions(
                    engine.processEngine(),
                    sluice.acts(),
                    sluice.steps().processes(),
                    definitions,
                    Objects.requireNonNull(proofs.get()));
            sluice.synchronizeClock().ifPresent(EngineClock::follow);
            service.deployShipped();
            Work work = new Work(sluice, engine, joined, hostSteps, readers, workers);
            closing.push(work);
            wake.set(work::wake);
            if (background) {
                work.start();
            }
            return new SluiceEngine(
                    sluice, engine, Objects.requireNonNull(flow.get()), service, hostSteps, work, closing);
        }

        private Optional<Proofs> proofs(Sluice doors, Definitions definitions) {
            return proving
                    ? Optional.of(new Proofs(
                            SluiceEngine.vocabulary(doors, hostSteps).words(),
                            doors.steps().processes(),
                            definitions,
                            strict))
                    : Optional.empty();
        }

        private static DeploymentGate gate(Optional<Proofs> judge, Sluice doors, Definitions definitions) {
            return judge.<DeploymentGate>map(
                            proofs -> new ProofGate(proofs, doors.steps().processes(), definitions))
                    .orElseGet(DeploymentGate::open);
        }

        private Transactions transactions(Deque<AutoCloseable> closing) {
            if (transactions != null) {
                return transactions;
            }
            DataSource source = dataSource;
            if (source == null) {
                HikariDataSource pool = pool();
                closing.push(pool);
                if (url == null) {
                    closing.push(() -> DatabaseUrl.forget(pool));
                }
                source = pool;
            }
            return Transactions.threadBound(source);
        }

        /** More connections than threads that use them: callers, jobs, workers, messages. */
        private HikariDataSource pool() {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(DatabaseUrl.safe(url));
            config.setUsername(user);
            config.setPassword(password);
            config.setMaximumPoolSize(workers + 16);
            config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
            config.setConnectionTimeout(10_000);
            config.setPoolName("sluice");
            return new HikariDataSource(config);
        }

        private PromotionEngine open(Sluice doors, Transactions joined, Runnable wake, DeploymentGate gate) {
            StepVocabulary vocabulary = SluiceEngine.vocabulary(doors, hostSteps);
            MarkedSteps marked = new MarkedSteps(doors.steps(), joined, wake);
            if (hostsEngine != null) {
                return JoinedEngine.join(hostsEngine, joined, vocabulary, gate, marked);
            }
            return EmbeddedEngine.on(joined)
                    .tables(schema.map(EngineTables::inSchema).orElseGet(EngineTables::inDefaultSchema))
                    .createTables(createTables)
                    .vocabulary(vocabulary)
                    .gate(gate)
                    .marked(marked)
                    .start();
        }
    }
}
