package io.sluice.promotion.spring.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.promotion.Monitor.Figures;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.spring.HostApplication;
import io.sluice.promotion.spring.SluiceProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.jdbc.core.JdbcTemplate;

@Timeout(180)
class ActuatorTest {
    @Test
    void isWellAndTellsItsNumbers() {
        HostApplication.runner().withPropertyValues("sluice.working=true").run(context -> {
            Wellbeing found = Wellbeing.of(context.getBean(Readings.class), context.getBean(SluiceProperties.class));

            assertThat(found.well()).isTrue();
            assertThat(found.details())
                    .containsEntry("open", 0L)
                    .containsEntry("incidents", 0L)
                    .containsEntry("deadLetters", 0L)
                    .containsEntry("working", true)
                    .containsEntry("attention", List.of());
        });
    }

    @Test
    void theIndicatorIsOneOfTheGenerationThatRuns() {
        HostApplication.runner().run(context -> {
            Object indicator = context.getBean("sluiceHealthIndicator");
            Object health = indicator.getClass().getMethod("health").invoke(indicator);

            assertThat(health.toString()).contains("UP", "attention");
        });
    }

    @Test
    void aPersonIsToldWhatToDo() {
        HostApplication.runner().withPropertyValues("sluice.health.cache=0s").run(context -> {
            Sluice sluice = context.getBean(Sluice.class);
            sluice.organizations()
                    .create(sluice.actors().human("olga"), new OrganizationId("acme"), "Acme", IdempotencyKey.unique());
            JdbcTemplate tables = context.getBean(JdbcTemplate.class);
            tables.update("""
                    INSERT INTO sluice_outbox (org_id, id, kind, audience, facts, state, attempts, next_at, created_at)
                    VALUES ('acme', 'm1', 'STOP_THE_LINE', '{}', '{}', 'DEAD', 8, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP),
                           ('acme', 'm2', 'STOP_THE_LINE', '{}', '{}', 'READY', 0,
                            DATEADD(HOUR, -1, CURRENT_TIMESTAMP), CURRENT_TIMESTAMP)""");

            Wellbeing found = Wellbeing.of(context.getBean(Readings.class), context.getBean(SluiceProperties.class));

            assertThat(found.well()).as("nothing that this node could not do").isTrue();
            assertThat(found.details()).containsEntry("deadLetters", 1L);
            assertThat(found.details().get("attention").toString())
                    .contains("Outbox.deadLetters", "mail server", "runbooks.md#dead-letters", "runbooks.md#outbox-old")
                    .doesNotContain("stand still");
        });
    }

    @Test
    void aDatabaseThatIsGoneMakesUnwell() {
        HostApplication.runner().withPropertyValues("sluice.health.cache=0s").run(context -> {
            Readings readings = context.getBean(Readings.class);
            SluiceProperties settings = context.getBean(SluiceProperties.class);
            assertThat(Wellbeing.of(readings, settings).well()).isTrue();

            context.getBean(JdbcTemplate.class).execute("DROP ALL OBJECTS");

            Wellbeing found = Wellbeing.of(readings, settings);
            assertThat(found.well()).isFalse();
            assertThat(found.details().get("attention").toString()).contains("database");
        });
    }

    @Test
    void theDatabaseIsAskedEveryFewSecondsOnly() {
        HostApplication.runner().run(context -> {
            AtomicLong nanos = new AtomicLong();
            Readings readings = new Readings(context.getBean(SluiceEngine.class), Duration.ofSeconds(5), nanos::get);
            Figures first = readings.now().figures();

            assertThat(readings.now().figures()).isSameAs(first);
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
            assertThat(readings.now().figures()).isNotSameAs(first);
        });
    }

    @Test
    void theMetersFollowTheNumbers() {
        HostApplication.runner()
                .withPropertyValues("sluice.working=true")
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    if (registry.find("sluice.working").gauge() == null) {
                        context.getBean("sluiceMetrics", io.micrometer.core.instrument.binder.MeterBinder.class)
                                .bindTo(registry);
                    }
                    assertThat(registry.get("sluice.working").gauge().value()).isEqualTo(1);
                    for (String name : List.of(
                            "sluice.promotions.open",
                            "sluice.approvals.pending",
                            "sluice.approvals.overdue",
                            "sluice.repairs",
                            "sluice.incidents",
                            "sluice.outbox.messages",
                            "sluice.outbox.dead",
                            "sluice.outbox.age")) {
                        assertThat(registry.get(name).gauge().value()).as(name).isZero();
                    }
                });
    }

    @Test
    void infoSaysWhatIsSwitchedOn() {
        HostApplication.runner().run(context -> {
            Info.Builder info = new Info.Builder();
            context.getBean("sluiceInfoContributor", InfoContributor.class).contribute(info);

            assertThat(String.valueOf(info.build().get("sluice"))).contains("rest=false", "ui=false");
        });
    }
}
