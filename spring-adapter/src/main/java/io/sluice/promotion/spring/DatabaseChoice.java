package io.sluice.promotion.spring;

import io.sluice.promotion.spring.transaction.SpringTransactions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.ResourceTransactionManager;

/** Which of the application's data sources, and the transaction manager for it. */
final class DatabaseChoice {
    private final ListableBeanFactory beans;
    private final @Nullable DataSource marked;

    DatabaseChoice(ListableBeanFactory beans, @Nullable DataSource marked) {
        this.beans = beans;
        this.marked = marked;
    }

    SpringTransactions transactions() {
        DataSource dataSource = dataSource();
        return new SpringTransactions(manager(dataSource), dataSource);
    }

    private DataSource dataSource() {
        if (marked != null) {
            return marked;
        }
        try {
            DataSource found = beans.getBeanProvider(DataSource.class).getIfAvailable();
            if (found != null) {
                return found;
            }
        } catch (NoUniqueBeanDefinitionException e) {
            throw new SluiceSetupException(
                    "There are several DataSource beans ("
                            + String.join(", ", beans.getBeanNamesForType(DataSource.class))
                            + "), and none is the primary one.",
                    "Annotate the bean method of the one in which Sluice's tables lie with @SluiceDataSource.",
                    e);
        }
        throw new SluiceSetupException(
                "There is no DataSource bean, so Sluice has nowhere to keep promotions.",
                "Add spring-boot-starter-jdbc and a database driver and set spring.datasource.url, or set sluice.enabled"
                        + " to false.");
    }

    private PlatformTransactionManager manager(DataSource dataSource) {
        Collection<PlatformTransactionManager> markedManagers = annotated().values();
        if (markedManagers.size() == 1) {
            return markedManagers.iterator().next();
        }
        List<PlatformTransactionManager> all =
                beans.getBeanProvider(PlatformTransactionManager.class).stream().toList();
        List<PlatformTransactionManager> own =
                all.stream().filter(manager -> isFor(manager, dataSource)).toList();
        if (own.size() == 1) {
            return own.get(0);
        }
        boolean onlyDatabase = beans.getBeanNamesForType(DataSource.class).length == 1;
        PlatformTransactionManager preferred = unique();
        if (own.isEmpty() && onlyDatabase && preferred != null) {
            return preferred;
        }
        if (own.isEmpty() && !onlyDatabase) {
            return new JdbcTransactionManager(dataSource);
        }
        if (preferred != null && own.contains(preferred)) {
            return preferred;
        }
        throw new SluiceSetupException(
                own.isEmpty()
                        ? "There is no PlatformTransactionManager bean, so writes of the application could not commit"
                                + " together with Sluice's."
                        : "Several PlatformTransactionManager beans manage the DataSource of Sluice.",
                "Annotate the bean method of the one that Sluice shall use with @SluiceDataSource.");
    }

    private @Nullable PlatformTransactionManager unique() {
        return beans.getBeanProvider(PlatformTransactionManager.class).getIfUnique();
    }

    private Map<String, PlatformTransactionManager> annotated() {
        Map<String, PlatformTransactionManager> managers = beans.getBeansOfType(PlatformTransactionManager.class);
        managers.keySet().removeIf(name -> beans.findAnnotationOnBean(name, SluiceDataSource.class) == null);
        return managers;
    }

    private static boolean isFor(PlatformTransactionManager manager, DataSource dataSource) {
        return manager instanceof ResourceTransactionManager resource
                && (target(resource.getResourceFactory()) == target(dataSource)
                        || dataSourceOf(manager) == target(dataSource));
    }

    /** The manager of an entity manager factory tells its data source under this name only. */
    private static @Nullable Object dataSourceOf(PlatformTransactionManager manager) {
        BeanWrapper bean = new BeanWrapperImpl(manager);
        return bean.isReadableProperty("dataSource") ? target(bean.getPropertyValue("dataSource")) : null;
    }

    private static @Nullable Object target(@Nullable Object resource) {
        return resource instanceof DelegatingDataSource wrapper ? target(wrapper.getTargetDataSource()) : resource;
    }
}
