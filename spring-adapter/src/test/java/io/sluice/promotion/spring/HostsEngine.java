package io.sluice.promotion.spring;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** An application that has a process engine of its own, configured as Camunda's starter does it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class HostsEngine {
    /** A bean that the processes of the application use. */
    public static final class Desk {
        /** Called by an expression. */
        public String stamp(String paper) {
            return "stamped " + paper;
        }
    }

    @Bean
    Desk desk() {
        return new Desk();
    }

    @Bean
    ProcessEngineFactoryBean processEngine(
            ApplicationContext context,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            ObjectProvider<ProcessEnginePlugin> plugins) {
        return engine(
                "host",
                context,
                dataSource,
                transactions,
                plugins.orderedStream().toList());
    }

    static ProcessEngineFactoryBean engine(
            String name,
            ApplicationContext context,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            List<ProcessEnginePlugin> plugins) {
        String schema = context.getEnvironment().getProperty("host.schema", "");
        SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
        configuration.setProcessEngineName(name);
        configuration.setApplicationContext(context);
        configuration.setDataSource(dataSource);
        configuration.setTransactionManager(transactions);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setHistoryCleanupEnabled(false);
        configuration.setProcessEnginePlugins(new ArrayList<>(plugins));
        // Camunda itself refuses tables whose engine keeps another history.
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_NONE);
        if (!schema.isEmpty()) {
            // Without them Camunda takes the tables of any schema for its own.
            configuration.setDatabaseSchema(schema);
            configuration.setDatabaseTablePrefix(schema + ".");
        }
        ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
        factory.setProcessEngineConfiguration(configuration);
        return factory;
    }
}
