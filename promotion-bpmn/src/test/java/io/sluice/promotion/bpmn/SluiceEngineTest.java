package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.promotion.Promotions;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Attempt.State;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine as a host starts it: with its own threads, on real time. */
@Timeout(120)
class SluiceEngineTest {
    @AfterEach
    void realTime() {
        ClockUtil.reset();
    }

    @Test
    void threeLinesAreEnough() {
        SluiceFixture acme = staff();

        try (SluiceEngine engine = SluiceEngine.builder()
                .directory(acme.directory())
                .deployer(acme.deployer())
                .start()) {
            PromotionRequest asked = asked(acme, engine);
            acme.approve(asked.id(), "bob");

            await(() -> acme.get(asked.id()).status() == PromotionStatus.COMPLETED);
        }

        assertThat(acme.deployer().current(ACME, STAGING, AGENT)).contains(digest("1.0.0"));
    }

    @Test
    void closingEndsAllItsThreadsAndMayBeRepeated() {
        SluiceFixture acme = staff();
        Set<Thread> before = threads();
        SluiceEngine engine = SluiceEngine.builder()
                .directory(acme.directory())
                .deployer(acme.deployer())
                .start();
        asked(acme, engine);
        assertThat(threads()).extracting(Thread::getName).contains("sluice-fetch", "sluice-outbox", "sluice-heartbeat");

        engine.close();
        engine.close();

        await(() -> threads().stream().allMatch(before::contains));
    }

    @Test
    void restsAndWorksAsItIsTold() {
        SluiceFixture acme = staff();
        Set<Thread> before = threads();
        try (SluiceEngine engine = SluiceEngine.builder()
                .directory(acme.directory())
                .deployer(acme.deployer())
                .resting()
                .start()) {
            populate(acme, engine);
            acme.register("1.0.0");
            PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);
            assertThat(engine.isWorking()).isFalse();
            assertThat(threads()).extracting(Thread::getName).doesNotContain("sluice-fetch", "sluice-outbox");

            engine.work();
            engine.work();
            assertThat(engine.isWorking()).isTrue();
            await(() -> acme.get(asked.id()).phase() == PromotionPhase.AWAITING_APPROVAL);
            acme.approve(asked.id(), "bob");
            await(() -> acme.get(asked.id()).status() == PromotionStatus.COMPLETED);

            engine.rest();
            assertThat(engine.isWorking()).isFalse();
            assertThat(threads()).extracting(Thread::getName).doesNotContain("sluice-fetch", "sluice-outbox");

            engine.work();
            acme.register("1.1.0");
            PromotionRequest next = acme.request("1.1.0", DEV, STAGING);
            await(() -> acme.get(next.id()).phase() == PromotionPhase.AWAITING_APPROVAL);
        }

        await(() -> before.containsAll(threads()));
    }

    @Test
    void inSafeModeItTakesNoWorkUntilAnOperatorEndsIt() {
        SluiceFixture acme = staff();
        Set<Thread> before = threads();
        try (TestDatabase database = TestDatabase.h2Memory()) {
            PromotionId waiting;
            try (SluiceEngine engine = engine(acme, database, false)) {
                populate(acme, engine);
                acme.register("1.0.0");
                waiting = acme.request("1.0.0", DEV, STAGING).id();
                await(() -> acme.get(waiting).phase() == PromotionPhase.AWAITING_APPROVAL);
            }

            try (SluiceEngine engine = engine(acme, database, true)) {
                acme.use(engine.sluice());
                assertThat(engine.isWorking()).isFalse();
                assertThat(threads())
                        .extracting(Thread::getName)
                        .contains("sluice-safety")
                        .doesNotContain("sluice-fetch");
                acme.approve(waiting, "bob");
                assertThat(acme.deployer().calls()).isEmpty();

                engine.sluice().safeMode().leave(acme.human("dan"), ACME, "all looked at", key());

                await(engine::isWorking);
                await(() -> acme.get(waiting).status() == PromotionStatus.COMPLETED);
            }
        }
        await(() -> before.containsAll(threads()));
    }

    private static SluiceEngine engine(SluiceFixture acme, TestDatabase database, boolean safely) {
        return SluiceEngine.builder()
                .directory(acme.directory())
                .deployer(acme.deployer())
                .dataSource(database.dataSource())
                .core(core -> core.safeMode(safely))
                .start();
    }

    @Test
    void withoutTheHostsPartsItDoesNotStartAndLeavesNothingBehind() {
        Set<Thread> before = threads();

        assertThatThrownBy(() ->
                        SluiceEngine.builder().directory(staff().directory()).start())
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        missing -> assertThat(missing.code()).isEqualTo("builder.missing"));

        await(() -> threads().stream().allMatch(before::contains));
    }

    @Test
    void theHostsDataSourceStaysOpen() throws SQLException {
        SluiceFixture acme = staff();
        try (TestDatabase database = TestDatabase.h2Memory()) {
            SluiceEngine.builder()
                    .directory(acme.directory())
                    .deployer(acme.deployer())
                    .dataSource(database.dataSource())
                    .start()
                    .close();

            try (Connection connection = database.dataSource().getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void theHostsOwnWritesAreCommittedWithOurs() {
        SluiceFixture acme = staff();
        try (TestDatabase database = TestDatabase.h2Memory()) {
            database.execute("CREATE TABLE ticket (promotion VARCHAR(64))");
            Transactions transactions = Transactions.threadBound(database.dataSource());
            try (SluiceEngine engine = SluiceEngine.builder()
                    .directory(acme.directory())
                    .deployer(acme.deployer())
                    .transactions(transactions)
                    .resting()
                    .start()) {
                populate(acme, engine);
                acme.register("1.0.0");

                assertThatThrownBy(() -> transactions.required(() -> {
                            write(transactions, acme.request("1.0.0", DEV, STAGING));
                            throw new IllegalStateException("The host failed.");
                        }))
                        .hasMessage("The host failed.");
                PromotionRequest made = transactions.required(() -> {
                    PromotionRequest request = acme.request("1.0.0", DEV, STAGING);
                    write(transactions, request);
                    return request;
                });

                assertThat(database.texts("SELECT promotion FROM ticket"))
                        .containsExactly(made.id().value());
                assertThat(database.texts("SELECT id FROM sluice_promotion"))
                        .containsExactly(made.id().value());
            }
        }
    }

    @Test
    void liesInASchemaOfItsOwnOnH2() {
        try (TestDatabase database = TestDatabase.h2Memory()) {
            liesInASchemaOfItsOwn(database);
        }
    }

    @Test
    void liesInASchemaOfItsOwnOnPostgres() {
        try (TestDatabase database = TestDatabase.postgres()) {
            liesInASchemaOfItsOwn(database);
        }
    }

    private static void liesInASchemaOfItsOwn(TestDatabase database) {
        SluiceFixture acme = staff();
        database.execute("CREATE SCHEMA gates");
        try (SluiceEngine engine = SluiceEngine.builder()
                .directory(acme.directory())
                .deployer(acme.deployer())
                .dataSource(database.dataSource())
                .schema("gates")
                .start()) {
            PromotionRequest asked = asked(acme, engine);
            acme.approve(asked.id(), "bob");
            await(() -> acme.get(asked.id()).status() == PromotionStatus.COMPLETED);
        }
        assertThat(database.texts("""
                        SELECT DISTINCT LOWER(table_schema) FROM information_schema.tables
                         WHERE LOWER(table_name) LIKE 'act#_%' ESCAPE '#' OR LOWER(table_name) LIKE 'sluice#_%' ESCAPE '#'
                        """)).containsExactly("gates");
    }

    @Test
    void anOpenPromotionGoesOnAfterARestart(@TempDir Path directory) {
        String url = "jdbc:h2:file:" + directory.resolve("sluice");
        SluiceFixture acme = staff();
        PromotionRequest asked;
        try (SluiceEngine engine = onFile(acme, url)) {
            asked = asked(acme, engine);
        }

        try (SluiceEngine engine = onFile(acme, url)) {
            acme.use(engine.sluice());
            acme.approve(asked.id(), "bob");

            await(() -> acme.get(asked.id()).status() == PromotionStatus.COMPLETED);
        }
    }

    @Test
    void whatADeadNodeHeldIsCarriedOnByAnother() {
        try (TestDatabase database = TestDatabase.postgres()) {
            SluiceFixture acme = staff();
            try (SluiceEngine dying = node(acme, database).resting().start()) {
                populate(acme, dying);
                acme.register("1.0.0");
                PromotionRequest request = acme.request("1.0.0", DEV, STAGING);
                assertThat(dying.processEngine()
                                .getExternalTaskService()
                                .fetchAndLock(1, "dead")
                                .topic("promotion.checks", 1_000)
                                .execute())
                        .hasSize(1);

                try (SluiceEngine other = node(acme, database).start()) {
                    acme.use(other.sluice());
                    await(() -> acme.get(request.id()).phase() == PromotionPhase.AWAITING_APPROVAL);
                    acme.approve(request.id(), "bob");
                    await(() -> acme.get(request.id()).status() == PromotionStatus.COMPLETED);
                }
            }
        }
    }

    @Test
    void aDeploymentInWhoseMiddleTheProgramIsKilledIsFinishedAfterTheRestart(@TempDir Path directory)
            throws IOException, InterruptedException {
        String url = "jdbc:h2:file:" + directory.resolve("sluice");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledInTheMiddle.class.getName(),
                        url)
                .redirectError(new File(directory.toFile(), "errors.txt"))
                .start();
        try (BufferedReader output = program.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().anyMatch(KilledInTheMiddle.DEPLOYING::equals))
                    .isTrue();
        } finally {
            program.destroyForcibly();
        }
        assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();

        // As if the lock of the dead worker had run out meanwhile.
        ClockUtil.offset(ExternalWorker.LOCK.toMillis());
        SluiceFixture acme = staff();
        try (SluiceEngine engine = onFile(acme, url)) {
            acme.use(engine.sluice());
            PromotionRequest request = acme.sluice()
                    .promotions()
                    .list(acme.human("vic"), ACME, Promotions.Query.newest(1))
                    .get(0);

            await(() -> acme.get(request.id()).status() == PromotionStatus.COMPLETED);

            assertThat(acme.sluice().promotions().attempts(acme.human("vic"), ACME, request.id()))
                    .filteredOn(attempt -> attempt.step() == Step.DEPLOY)
                    .extracting(Attempt::state)
                    .containsExactly(State.LOST, State.DONE);
            assertThat(acme.deployer().calls(Step.DEPLOY)).hasSize(1);
        }
    }

    /** The program that is killed. */
    static final class KilledInTheMiddle {
        static final String DEPLOYING = "deploying";

        private KilledInTheMiddle() {}

        public static void main(String[] arguments) {
            SluiceFixture acme = staff();
            SluiceEngine engine = onFile(acme, arguments[0]);
            acme.deployer().meanwhile(Step.DEPLOY, () -> {
                System.out.println(DEPLOYING);
                LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
            });
            PromotionRequest asked = asked(acme, engine);
            acme.approve(asked.id(), "bob");
            LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
        }
    }

    private static SluiceEngine onFile(SluiceFixture acme, String url) {
        return SluiceEngine.builder()
                .directory(acme.directory())
                .deployer(acme.deployer())
                .database(url)
                .start();
    }

    private static SluiceEngine.Builder node(SluiceFixture acme, TestDatabase database) {
        return SluiceEngine.builder()
                .directory(acme.directory())
                .deployer(acme.deployer())
                .dataSource(database.pool(8));
    }

    /** The persons and the deployer of acme, for engines that bring everything else. */
    private static SluiceFixture staff() {
        return SluiceFixture.unopened(new HikariDataSource());
    }

    /** Acme with a staging workspace that asks one approver and no checks. */
    private static void populate(SluiceFixture acme, SluiceEngine engine) {
        acme.use(engine.sluice());
        acme.populate(ACME);
        acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of()));
    }

    private static PromotionRequest asked(SluiceFixture acme, SluiceEngine engine) {
        populate(acme, engine);
        acme.register("1.0.0");
        PromotionRequest request = acme.request("1.0.0", DEV, STAGING);
        await(() -> acme.get(request.id()).phase() == PromotionPhase.AWAITING_APPROVAL);
        return acme.get(request.id());
    }

    private static void write(Transactions transactions, PromotionRequest request) {
        try (Connection connection = transactions.dataSource().getConnection();
                var statement = connection.prepareStatement("INSERT INTO ticket VALUES (?)")) {
            statement.setString(1, request.id().value());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }

    private static void await(BooleanSupplier condition) {
        long patience = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(patience);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
