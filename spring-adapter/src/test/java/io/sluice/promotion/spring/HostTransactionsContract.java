package io.sluice.promotion.spring;

import static io.sluice.promotion.spring.Patience.await;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.util.List;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The host's own writes, ours and the engine's in one transaction of Spring's. */
@Timeout(180)
abstract class HostTransactionsContract {
    abstract TestDatabase database();

    /** The host's own beans. */
    Class<?> application() {
        return Application.class;
    }

    /** Whose engine promotions run on. */
    String engine() {
        return "own";
    }

    @Test
    void allRollBackTogether() {
        run((context, acme) -> {
            host(context).executeWithoutResult(status -> {
                ticket(context);
                acme.request("1.0.0", DEV, STAGING);
                status.setRollbackOnly();
            });

            assertThat(counts(context)).containsExactly(0L, 0L, 0L);
        });
    }

    @Test
    void allCommitTogether() {
        run((context, acme) -> {
            host(context).executeWithoutResult(status -> {
                ticket(context);
                acme.request("1.0.0", DEV, STAGING);
            });

            assertThat(counts(context)).containsExactly(1L, 1L, 1L);
        });
    }

    @Test
    void aUnitOfItsOwnStaysWhenTheHostRollsBack() {
        run((context, acme) -> {
            host(context).executeWithoutResult(status -> {
                ticket(context);
                context.getBean(Transactions.class).requiresNew(() -> acme.request("1.0.0", DEV, STAGING));
                status.setRollbackOnly();
            });

            assertThat(counts(context)).containsExactly(0L, 1L, 1L);
        });
    }

    @Test
    void nothingIsTakenUpBeforeTheHostCommits() {
        run((context, acme) -> {
            context.getBean(SluiceEngine.class).work();
            PromotionRequest asked = host(context).execute(status -> {
                PromotionRequest open = acme.request("1.0.0", DEV, STAGING);
                // Another promotion that is committed meanwhile is taken up; this one is not there for anybody.
                assertThat(elsewhere(context, "SELECT COUNT(*) FROM ACT_RU_EXECUTION"))
                        .isZero();
                assertThat(elsewhere(context, "SELECT COUNT(*) FROM ACT_RU_EXT_TASK"))
                        .isZero();
                assertThat(acme.get(open.id()).phase()).isEqualTo(PromotionPhase.CHECKING);
                return open;
            });

            await(() -> acme.get(asked.id()).phase() == PromotionPhase.AWAITING_APPROVAL);
        });
    }

    private void run(BiConsumer<ApplicationContext, SluiceFixture> test) {
        try (TestDatabase database = database()) {
            SluiceFixture acme = SluiceFixture.unopened(database.dataSource());
            new ApplicationContextRunner()
                    .withUserConfiguration(application())
                    .withBean(DataSource.class, database::dataSource)
                    .withBean(IdentityDirectory.class, acme::directory)
                    .withBean(Deployer.class, acme::deployer)
                    .withPropertyValues(
                            "sluice.working=false", "spring.flyway.enabled=false", "sluice.engine=" + engine())
                    .run(context -> {
                        acme.use(context.getBean(Sluice.class));
                        acme.populate(ACME);
                        acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of()));
                        acme.register("1.0.0");
                        new JdbcTemplate(database.dataSource()).execute("CREATE TABLE ticket (id INTEGER)");
                        test.accept(context, acme);
                    });
        }
    }

    private static TransactionTemplate host(ApplicationContext context) {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    private static void ticket(ApplicationContext context) {
        context.getBean(JdbcTemplate.class).update("INSERT INTO ticket VALUES (1)");
    }

    private static List<Long> counts(ApplicationContext context) {
        return List.of(
                elsewhere(context, "SELECT COUNT(*) FROM ticket"),
                elsewhere(context, "SELECT COUNT(*) FROM sluice_promotion"),
                elsewhere(context, "SELECT COUNT(*) FROM ACT_RU_EXECUTION WHERE PARENT_ID_ IS NULL"));
    }

    /** On a connection of its own, which sees what is committed. */
    private static long elsewhere(ApplicationContext context, String query) {
        TransactionTemplate other = host(context);
        other.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        Long count = other.execute(status -> context.getBean(JdbcTemplate.class).queryForObject(query, Long.class));
        return count == null ? -1 : count;
    }

    /** A host with nothing but what the test brings. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
