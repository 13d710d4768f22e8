package io.sluice.promotion.spring;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.Incidents;
import io.sluice.promotion.bpmn.ProcessMessages;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.bpmn.engine.SluiceEnginePlugin;
import io.sluice.promotion.transaction.Transactions;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings promotions into the application: one {@link SluiceEngine} on its data source and transactions, and the doors as
 * beans. Each bean gives way to one of the application's. The engine's own services are no beans: what they change nobody
 * would have been asked for.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.autoconfigure.transaction.jta.JtaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.transaction.jta.autoconfigure.JtaAutoConfiguration"
        })
@ConditionalOnProperty(prefix = "sluice", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(SluiceProperties.class)
public class SluiceAutoConfiguration {
    /** For Spring only. */
    SluiceAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Transactions sluiceTransactions(ListableBeanFactory beans, @SluiceDataSource ObjectProvider<DataSource> marked) {
        return new DatabaseChoice(beans, marked.getIfUnique()).transactions();
    }

    /** Camunda's starter takes it from here; engines that the application configures itself have to be given it. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(prefix = "sluice", name = "engine", havingValue = "host")
    static SluiceEnginePlugin sluiceEnginePlugin() {
        return new SluiceEnginePlugin();
    }

    @Bean
    NeighbourEngines sluiceNeighbourEngines(ListableBeanFactory beans, SluiceProperties settings, SluiceEngine engine) {
        return new NeighbourEngines(beans, settings, engine);
    }

    /** After the application's own database scripts: Flyway refuses a first run beside tables of others. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @DependsOnDatabaseInitialization
    SluiceEngine sluiceEngine(ListableBeanFactory beans, SluiceProperties settings, Transactions transactions) {
        return new EngineStart(new HostParts(beans), settings, transactions).start();
    }

    @Bean
    @ConditionalOnMissingBean
    Sluice sluice(SluiceEngine engine) {
        return engine.sluice();
    }

    @Bean
    @ConditionalOnMissingBean
    ProcessDefinitions sluiceProcessDefinitions(SluiceEngine engine) {
        return engine.definitions();
    }

    @Bean
    @ConditionalOnMissingBean
    Incidents sluiceIncidents(SluiceEngine engine) {
        return engine.incidents();
    }

    @Bean
    @ConditionalOnMissingBean
    ProcessMessages sluiceProcessMessages(SluiceEngine engine) {
        return engine.messages();
    }

    @Bean
    SluiceLifecycle sluiceLifecycle(SluiceEngine engine, SluiceProperties settings) {
        return new SluiceLifecycle(
                engine, settings, new ProcessFiles(engine, settings, new PathMatchingResourcePatternResolver()));
    }
}
