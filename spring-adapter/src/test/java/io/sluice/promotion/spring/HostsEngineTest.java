package io.sluice.promotion.spring;

import static io.sluice.promotion.spring.Patience.await;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.Incidents;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.engine.SluiceEnginePlugin;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Promotions on the process engine of an application, and beside it. */
@Timeout(300)
class HostsEngineTest {
    private static final String HOLIDAY = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:test">
              <process id="holiday" isExecutable="true" camunda:historyTimeToLive="P30D">
                <startEvent id="start" />
                <serviceTask id="stamp" camunda:asyncBefore="true" camunda:expression="${desk.stamp('leave')}"
                             camunda:resultVariable="paper" />
                <userTask id="read" />
                <endEvent id="end" />
                <sequenceFlow id="a" sourceRef="start" targetRef="stamp" />
                <sequenceFlow id="b" sourceRef="stamp" targetRef="read" />
                <sequenceFlow id="c" sourceRef="read" targetRef="end" />
              </process>
            </definitions>
            """;

    @Test
    void promotionsRunOnTheEngineOfTheApplicationBesideItsOwnProcesses() {
        run("sluice.engine=host", HostsEngine.class, (context, acme) -> {
            ProcessEngine engine = context.getBean(ProcessEngine.class);
            ProcessInstance holiday = holiday(engine);
            String job = engine.getManagementService()
                    .createJobQuery()
                    .processInstanceId(holiday.getId())
                    .singleResult()
                    .getId();
            engine.getManagementService().executeJob(job);

            PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);

            assertThat(engine.getRuntimeService()
                            .createProcessInstanceQuery()
                            .processInstanceBusinessKey(asked.id().value())
                            .count())
                    .isEqualTo(1);
            assertThat(engine.getRuntimeService().getVariable(holiday.getId(), "paper"))
                    .isEqualTo("stamped leave");
            context.getBean(SluiceEngine.class).work();
            await(() -> acme.get(asked.id()).phase() == PromotionPhase.AWAITING_APPROVAL);
        });
    }

    @Test
    void anEngineOfSluicesOwnWorksBesideTheOneOfTheApplicationInTheSameDatabase() {
        run("sluice.schema=governance host.schema=PUBLIC", HostsEngine.class, (context, acme) -> {
            ProcessEngine engine = context.getBean(ProcessEngine.class);
            holiday(engine);
            PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);
            context.getBean(SluiceEngine.class).work();
            await(() -> acme.get(asked.id()).phase() == PromotionPhase.AWAITING_APPROVAL);

            assertThat(engine.getRepositoryService()
                            .createProcessDefinitionQuery()
                            .list())
                    .extracting(definition -> definition.getKey())
                    .containsExactly("holiday");
            assertThat(engine.getManagementService().createJobQuery().list())
                    .as("the host's job, which Sluice's job executor leaves alone")
                    .hasSize(1)
                    .allMatch(job -> "holiday".equals(job.getProcessDefinitionKey()) && job.getRetries() == 3);
            JdbcTemplate sql = context.getBean(JdbcTemplate.class);
            assertThat(sql.queryForList("SELECT DISTINCT KEY_ FROM governance.ACT_RE_PROCDEF", String.class))
                    .containsExactly("promotion");
            assertThat(context.getBean(Incidents.class).list(acme.human("dan"), ACME, 10))
                    .isEmpty();
        });
    }

    @Test
    void anEngineOfSluicesOwnKeepsOutOfTheTablesOfTheApplications() {
        FailureAnalysis analysis = failure("sluice.engine=own", HostsEngine.class);

        assertThat(analysis.getDescription()).contains("same tables");
        assertThat(analysis.getAction()).contains("sluice.schema", "sluice.engine");
    }

    @Test
    void withoutAnEngineItSaysWhatIsMissing() {
        FailureAnalysis analysis = failure("sluice.engine=host", WithoutEngine.class);

        assertThat(analysis.getDescription()).contains("no ProcessEngine bean");
        assertThat(analysis.getAction()).contains("camunda-bpm-spring-boot-starter");
    }

    @Test
    void withSeveralEnginesItAsksForAMark() {
        FailureAnalysis analysis = failure("sluice.engine=host", TwoEngines.class);

        assertThat(analysis.getDescription()).contains("several ProcessEngine beans");
        assertThat(analysis.getAction()).contains("@Primary");
    }

    @Test
    void anEngineThatWasNotGivenThePluginIsNamed() {
        FailureAnalysis analysis = failure("sluice.engine=host", WithoutPlugin.class);

        assertThat(analysis.getDescription()).contains("without SluiceEnginePlugin");
        assertThat(analysis.getAction()).contains("sluiceEnginePlugin");
    }

    @Test
    void anEngineInAnotherDatabaseIsNamed() {
        FailureAnalysis analysis = failure("sluice.engine=host", Elsewhere.class);

        assertThat(analysis.getDescription()).contains("do not lie where Sluice's connections lead");
        assertThat(analysis.getAction()).contains("@SluiceDataSource");
    }

    @Test
    void thePluginIsThereOnlyWhenItIsWanted() {
        HostApplication.runner().run(context -> assertThat(context).doesNotHaveBean(SluiceEnginePlugin.class));
    }

    @Test
    void anotherWordIsNamedWithThoseThatThereAre() {
        HostApplication.runner()
                .withPropertyValues("sluice.engine=theirs")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("theirs"));
    }

    private static ProcessInstance holiday(ProcessEngine engine) {
        engine.getRepositoryService()
                .createDeployment()
                .addInputStream("holiday.bpmn", new ByteArrayInputStream(HOLIDAY.getBytes(StandardCharsets.UTF_8)))
                .deploy();
        return engine.getRuntimeService().startProcessInstanceByKey("holiday");
    }

    private static void run(String setting, Class<?> application, BiConsumer<ApplicationContext, SluiceFixture> test) {
        try (TestDatabase database = TestDatabase.h2Memory()) {
            SluiceFixture acme = SluiceFixture.unopened(database.dataSource());
            runner(database, acme, setting, application).run(context -> {
                assertThat(context).hasNotFailed();
                acme.use(context.getBean(Sluice.class));
                acme.populate(ACME);
                acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of()));
                acme.register("1.0.0");
                test.accept(context, acme);
            });
        }
    }

    private static FailureAnalysis failure(String setting, Class<?> application) {
        FailureAnalysis[] analysis = new FailureAnalysis[1];
        try (TestDatabase database = TestDatabase.h2Memory()) {
            SluiceFixture acme = SluiceFixture.unopened(database.dataSource());
            runner(database, acme, setting, application).run(context -> {
                assertThat(context).hasFailed();
                analysis[0] = new SetupFailureAnalyzer().analyze(context.getStartupFailure());
            });
        }
        assertThat(analysis[0]).as("a setup failure").isNotNull();
        return analysis[0];
    }

    private static ApplicationContextRunner runner(
            TestDatabase database, SluiceFixture acme, String setting, Class<?> application) {
        return new ApplicationContextRunner()
                .withUserConfiguration(application)
                .withBean(DataSource.class, database::dataSource)
                .withBean(IdentityDirectory.class, acme::directory)
                .withBean(Deployer.class, acme::deployer)
                .withPropertyValues("sluice.working=false", "spring.flyway.enabled=false")
                .withPropertyValues(setting.split(" "));
    }

    /** An application without an engine. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithoutEngine {}

    /** An application with one engine too many. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TwoEngines {
        @Bean
        ProcessEngineFactoryBean one(
                ApplicationContext context, DataSource dataSource, PlatformTransactionManager transactions) {
            return HostsEngine.engine("one", context, dataSource, transactions, List.of());
        }

        @Bean
        ProcessEngineFactoryBean other(
                ApplicationContext context, DataSource dataSource, PlatformTransactionManager transactions) {
            return HostsEngine.engine("other", context, dataSource, transactions, List.of());
        }
    }

    /** An application that forgot the plugin. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithoutPlugin {
        @Bean
        ProcessEngineFactoryBean processEngine(
                ApplicationContext context, DataSource dataSource, PlatformTransactionManager transactions) {
            return HostsEngine.engine("forgetful", context, dataSource, transactions, List.of());
        }
    }

    /** An application whose engine lies in a database of its own. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Elsewhere {
        @Bean
        ProcessEngineFactoryBean processEngine(ApplicationContext context, List<ProcessEnginePlugin> plugins) {
            DataSource other = new DriverManagerDataSource("jdbc:h2:mem:elsewhere;DB_CLOSE_DELAY=-1", "sa", "");
            return HostsEngine.engine("elsewhere", context, other, new JdbcTransactionManager(other), plugins);
        }
    }
}
