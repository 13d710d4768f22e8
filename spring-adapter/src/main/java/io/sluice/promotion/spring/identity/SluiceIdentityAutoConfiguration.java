package io.sluice.promotion.spring.identity;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spring.SluiceAutoConfiguration;
import io.sluice.promotion.spring.SluiceProperties;
import io.sluice.promotion.spring.SluiceSetupException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.UserDetailsService;

/** Who calls, and which roles they hold, unless the application says so itself. */
@AutoConfiguration(
        before = SluiceAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
        })
@ConditionalOnProperty(prefix = "sluice", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(SluiceProperties.class)
public class SluiceIdentityAutoConfiguration {
    /** For Spring only. */
    SluiceIdentityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ServiceAccounts sluiceServiceAccounts(SluiceProperties settings) {
        return principal -> settings.identity().services().contains(principal.getName())
                || Optional.ofNullable(settings.people().get(principal.getName()))
                        .filter(SluiceProperties.Person::service)
                        .isPresent();
    }

    @Bean
    @ConditionalOnMissingBean
    OrganizationResolver sluiceOrganizationResolver(SluiceProperties settings) {
        return actor -> settings.home().map(List::of).orElseGet(List::of);
    }

    @Bean
    @ConditionalOnMissingBean
    ActorResolver sluiceActorResolver(
            ObjectProvider<Sluice> sluice, ServiceAccounts services, ObjectProvider<PrincipalResolver.Login> login) {
        return new PrincipalResolver(
                () -> sluice.getObject().actors(), services, login.getIfAvailable(() -> principal -> true));
    }

    @Bean
    @ConditionalOnMissingBean
    IdentityDirectory sluiceIdentityDirectory(
            SluiceProperties settings, ObjectProvider<PersonSource> sources, ObjectProvider<Accounts> accounts) {
        List<PersonSource> lists = sources.orderedStream().toList();
        if (!lists.isEmpty()) {
            return new SourceDirectory(lists);
        }
        Optional<Accounts> login = Optional.ofNullable(accounts.getIfAvailable());
        if (settings.people().isEmpty() && login.filter(Accounts::knowsAll).isEmpty()) {
            throw new SluiceSetupException(
                    "Sluice does not know who could approve: there is no IdentityDirectory bean, no PersonSource bean, and"
                            + " no persons in sluice.people, and the users of the login cannot be listed.",
                    "Write a PersonSource bean, one method that lists persons and their roles, or name the persons in"
                            + " sluice.people. Roles may also come from authorities of Spring Security such as "
                            + settings.identity().authorityPrefix() + "requester.");
        }
        return new LoginDirectory(
                settings.home()
                        .orElseThrow(() -> new SluiceSetupException(
                                "Persons come from sluice.people or from the login, but nothing says to which"
                                        + " organization they belong.",
                                "Set sluice.organization, or write a PersonSource bean for several organizations.")),
                settings,
                login);
    }

    /** Only where Spring Security is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(UserDetailsService.class)
    static class SpringSecurity {
        @Bean
        SignedIn sluiceSignedIn(SluiceProperties settings) {
            return new SignedIn(settings.identity().remember(), Clock.systemUTC());
        }

        @Bean
        Accounts sluiceAccounts(
                ObjectProvider<UserDetailsService> users, SignedIn signedIn, SluiceProperties settings) {
            return new SpringAccounts(users.getIfUnique(), signedIn, new Grants(settings.identity()));
        }

        @Bean
        PrincipalResolver.Login sluiceLogin(SignedIn signedIn, ObjectProvider<UserDetailsService> users) {
            return new SpringLogin(signedIn, users.getIfUnique() != null);
        }
    }
}
