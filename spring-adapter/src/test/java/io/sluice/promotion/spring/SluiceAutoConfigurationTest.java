package io.sluice.promotion.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.Incidents;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.testing.TestDatabase;
import io.sluice.promotion.transaction.Transactions;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SluiceAutoConfigurationTest {
    private static final OrganizationId ACME = new OrganizationId("acme");

    @Test
    void oneBeanOfTheHostIsEnough() {
        HostApplication.runner().run(context -> {
            assertThat(context)
                    .hasSingleBean(Sluice.class)
                    .hasSingleBean(SluiceEngine.class)
                    .hasSingleBean(ProcessDefinitions.class)
                    .hasSingleBean(Incidents.class)
                    .hasSingleBean(Transactions.class);
            Sluice sluice = context.getBean(Sluice.class);
            sluice.organizations().create(sluice.actors().human("olga"), ACME, "Acme", IdempotencyKey.unique());
            assertThat(sluice.organizations()
                            .get(sluice.actors().human("alice"), ACME)
                            .name())
                    .isEqualTo("Acme");
        });
    }

    @Test
    void theEnginesOwnServicesAreNoBeans() {
        HostApplication.runner()
                .run(context ->
                        assertThat(context).doesNotHaveBean(ProcessEngine.class).doesNotHaveBean(RuntimeService.class));
    }

    @Test
    void anEngineOfTheHostIsLeftAlone() {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("hosts-own").setJdbcUrl("jdbc:h2:mem:hosts-own;DB_CLOSE_DELAY=-1");
        configuration.setDatabaseSchemaUpdate("true").setJobExecutorActivate(false);
        ProcessEngine hosts = configuration.buildProcessEngine();
        try {
            HostApplication.runner().withBean(ProcessEngine.class, () -> hosts).run(context -> {
                assertThat(context).hasNotFailed().hasSingleBean(SluiceEngine.class);
                assertThat(hosts.getRepositoryService()
                                .createProcessDefinitionQuery()
                                .count())
                        .isZero();
                assertThat(ProcessEngines.getProcessEngines()).containsOnlyKeys("hosts-own");
            });
        } finally {
            hosts.close();
        }
    }

    @Test
    void worksOnPostgres() {
        try (TestDatabase database = TestDatabase.postgres()) {
            new ApplicationContextRunner()
                    .withUserConfiguration(HostApplication.Application.class)
                    .withBean(DataSource.class, database::dataSource)
                    .withPropertyValues(HostApplication.people())
                    .withPropertyValues(
                            "sluice.schema=governance", "sluice.working=false", "spring.flyway.enabled=false")
                    .run(context -> assertThat(new JdbcTemplate(context.getBean(DataSource.class))
                                    .queryForObject("SELECT COUNT(*) FROM governance.sluice_organization", Long.class))
                            .isZero());
        }
    }

    @Test
    void isNotThereWhenItIsSwitchedOff() {
        HostApplication.runner()
                .withPropertyValues("sluice.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Sluice.class));
    }

    @Test
    void givesWayToBeansOfTheHost() {
        Transactions own = Transactions.threadBound(new DriverManagerDataSource("jdbc:h2:mem:own;DB_CLOSE_DELAY=-1"));
        HostApplication.runner()
                .withBean(Transactions.class, () -> own)
                .run(context -> assertThat(context.getBean(Transactions.class)).isSameAs(own));
    }

    @Test
    void theHostHasTheLastWordAboutTheEngine() {
        HostApplication.runner()
                .withBean(SluiceCustomizer.class, () -> engine -> engine.core(core -> core.issuer("realm")))
                .run(context -> assertThat(context.getBean(Sluice.class)
                                .actors()
                                .human("olga")
                                .issuer())
                        .isEqualTo("realm"));
    }

    @Test
    void twoDatabasesNeedAMark() {
        new ApplicationContextRunner()
                .withUserConfiguration(TwoDatabases.class)
                .withPropertyValues(HostApplication.people())
                .withPropertyValues("sluice.working=false", "spring.flyway.enabled=false")
                .run(context -> {
                    assertThat(tables(context.getBean("promotions", DataSource.class)))
                            .contains("SLUICE_PROMOTION");
                    assertThat(tables(context.getBean("orders", DataSource.class)))
                            .isEmpty();
                });
    }

    @Test
    void everyPropertyIsDescribed() throws Exception {
        String metadata = new String(
                SluiceProperties.class
                        .getResourceAsStream("/META-INF/spring-configuration-metadata.json")
                        .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);

        assertThat(metadata)
                .contains("\"sluice.organization\"", "\"sluice.rest.base-path\"", "\"sluice.drift-every\"")
                .contains("\"sluice.mail.from\"", "\"sluice.identity.authority-prefix\"");
        assertThat(Arrays.stream(metadata.split("\"groups\"|\"properties\"|\"hints\"")).skip(2).findFirst().stream()
                        .flatMap(properties -> Stream.of(properties.split("\\{")))
                        .filter(property -> property.contains("\"name\": \"sluice.")))
                .hasSizeGreaterThan(40)
                .allSatisfy(property -> assertThat(property).contains("\"description\""));
    }

    private static java.util.List<String> tables(DataSource database) {
        return new JdbcTemplate(database)
                .queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'SLUICE%'",
                        String.class);
    }

    /** An application that keeps its orders elsewhere. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TwoDatabases {
        @Bean
        DataSource orders() {
            return new DriverManagerDataSource("jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1", "sa", "");
        }

        @Bean
        @SluiceDataSource
        DataSource promotions() {
            return new DriverManagerDataSource("jdbc:h2:mem:promotions;DB_CLOSE_DELAY=-1", "sa", "");
        }

        @Bean
        Deployer deployer() {
            return new HostApplication.Shelf();
        }
    }
}
