package io.sluice.promotion.spring.event;

import static io.sluice.promotion.spring.Patience.await;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What listeners of the application hear. */
@Timeout(180)
class EventsTest {
    private final Listener listener = new Listener();

    @Test
    void listenersHearWhatHappenedToAPromotionInItsOrder() {
        run((context, acme) -> {
            PromotionRequest asked = delivered(acme);
            await(() -> listener.ended());

            assertThat(listener.events)
                    .<Class<?>>extracting(Object::getClass)
                    .containsSubsequence(
                            PromotionEvent.Requested.class,
                            PromotionEvent.ApprovalAsked.class,
                            PromotionEvent.Decided.class,
                            PromotionEvent.Approved.class,
                            PromotionEvent.Deployed.class,
                            PromotionEvent.Ended.class);
            assertThat(listener.events)
                    .allSatisfy(event -> assertThat(event.promotion().id()).isEqualTo(asked.id()));
            assertThat(listener.events)
                    .filteredOn(PromotionEvent.Decided.class::isInstance)
                    .singleElement()
                    .satisfies(event -> assertThat(event.person()).contains(new PersonId("bob")));
            assertThat(listener.recorded)
                    .extracting(recorded -> recorded.event().type())
                    .contains("organization.created", "workspace.created");
        });
    }

    @Test
    void whatTheHostRollsBackNobodyHears() {
        run((context, acme) -> {
            new TransactionTemplate(context.getBean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
                acme.request("1.0.0", DEV, STAGING);
                status.setRollbackOnly();
            });
            acme.register("9.9.9");

            await(() -> listener.recorded.stream()
                    .anyMatch(recorded -> recorded.event().data().containsValue("9.9.9")));
            assertThat(listener.events).isEmpty();
        });
    }

    @Test
    void aListenerThatFailsHearsItAgain() {
        listener.fails.set(true);
        run((context, acme) -> {
            delivered(acme);
            await(() -> listener.ended());

            List<String> ids = listener.events.stream().map(PromotionEvent::id).toList();
            assertThat(ids.get(1)).isEqualTo(ids.get(0));
        });
    }

    @Test
    void aStepThatIsStuckIsTold() {
        run((context, acme) -> {
            PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);
            await(() -> acme.get(asked.id()).phase() == PromotionPhase.AWAITING_APPROVAL);
            JdbcTemplate tables = context.getBean(JdbcTemplate.class);
            // As the engine writes it when a step has used up its attempts, which takes it a quarter of an hour.
            tables.update("""
                    INSERT INTO ACT_RU_INCIDENT (ID_, REV_, INCIDENT_TIMESTAMP_, INCIDENT_TYPE_, INCIDENT_MSG_, EXECUTION_ID_,
                        ACTIVITY_ID_, FAILED_ACTIVITY_ID_, PROC_INST_ID_, PROC_DEF_ID_, CAUSE_INCIDENT_ID_,
                        ROOT_CAUSE_INCIDENT_ID_)
                    SELECT 'stuck', 1, CURRENT_TIMESTAMP, 'failedJob', 'no answer', ID_, 'deploy', 'deploy', PROC_INST_ID_,
                        PROC_DEF_ID_, 'stuck', 'stuck'
                      FROM ACT_RU_EXECUTION
                     WHERE PARENT_ID_ IS NULL""");

            StuckSteps steps = context.getBean(StuckSteps.class);
            steps.look();
            steps.look();

            assertThat(listener.stuck).singleElement().satisfies(stuck -> {
                assertThat(stuck.organization()).isEqualTo(ACME);
                assertThat(stuck.incident().promotion()).isEqualTo(asked.id());
                assertThat(stuck.incident().step()).isEqualTo("deploy");
                assertThat(stuck.incident().message()).isEqualTo("no answer");
            });
        });
    }

    private static PromotionRequest delivered(SluiceFixture acme) {
        PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);
        await(() -> acme.get(asked.id()).phase() == PromotionPhase.AWAITING_APPROVAL);
        acme.approve(asked.id(), "bob");
        await(() -> acme.get(asked.id()).status() == PromotionStatus.COMPLETED);
        return asked;
    }

    private void run(BiConsumer<ApplicationContext, SluiceFixture> test) {
        try (TestDatabase database = TestDatabase.h2Memory()) {
            SluiceFixture acme = SluiceFixture.unopened(database.dataSource());
            new ApplicationContextRunner()
                    .withUserConfiguration(Application.class)
                    .withBean(DataSource.class, database::dataSource)
                    .withBean(IdentityDirectory.class, acme::directory)
                    .withBean(Deployer.class, acme::deployer)
                    .withBean(Listener.class, () -> listener)
                    .withPropertyValues("spring.flyway.enabled=false")
                    .run(context -> {
                        acme.use(context.getBean(Sluice.class));
                        acme.populate(ACME);
                        acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of()));
                        acme.register("1.0.0");
                        test.accept(context, acme);
                    });
        }
    }

    /** Writes down what it hears. */
    static final class Listener {
        final List<PromotionEvent> events = new CopyOnWriteArrayList<>();
        final List<AuditRecorded> recorded = new CopyOnWriteArrayList<>();
        final List<StepStuck> stuck = new CopyOnWriteArrayList<>();
        final AtomicBoolean fails = new AtomicBoolean();

        @EventListener
        void hear(PromotionEvent event) {
            events.add(event);
            if (fails.getAndSet(false)) {
                throw new IllegalStateException("away for a moment");
            }
        }

        @EventListener
        void hear(AuditRecorded event) {
            recorded.add(event);
        }

        @EventListener
        void hear(StepStuck event) {
            stuck.add(event);
        }

        boolean ended() {
            return events.stream().anyMatch(PromotionEvent.Ended.class::isInstance);
        }
    }

    /** A host with nothing but what the test brings. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
