package io.sluice.promotion.spring;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spring.identity.ActorResolver;
import io.sluice.promotion.spring.identity.OrganizationResolver;
import io.sluice.promotion.spring.identity.SluiceIdentityAutoConfiguration;
import io.sluice.promotion.spring.rest.Api;
import io.sluice.promotion.spring.rest.ApiFaults;
import io.sluice.promotion.spring.rest.Callers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;

/** The REST API, once {@code sluice.rest.enabled} is true. */
@AutoConfiguration(after = {SluiceAutoConfiguration.class, SluiceIdentityAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RouterFunction.class)
@ConditionalOnProperty(prefix = "sluice.rest", name = "enabled", havingValue = "true")
class SluiceRestAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    Api sluiceApi(
            SluiceProperties settings,
            Sluice sluice,
            SluiceEngine engine,
            IdentityDirectory directory,
            ActorResolver actors,
            OrganizationResolver organizations) {
        return new Api(
                settings.rest().basePath(),
                sluice,
                directory,
                new HostCallers(actors, organizations),
                ApiFeatures.of(engine, directory));
    }

    @Bean
    ApiFaults sluiceApiFaults(Api api) {
        return new ApiFaults(api);
    }

    /** Who calls, as the application says. */
    private record HostCallers(ActorResolver actors, OrganizationResolver resolver) implements Callers {
        @Override
        public Optional<Actor> caller(HttpServletRequest request) {
            return actors.resolve(request.getUserPrincipal());
        }

        @Override
        public List<OrganizationId> organizations(HttpServletRequest request) {
            return caller(request).map(resolver::organizations).orElse(List.of());
        }
    }
}
