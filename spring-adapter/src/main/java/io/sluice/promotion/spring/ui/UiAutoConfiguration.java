package io.sluice.promotion.spring.ui;

import io.sluice.promotion.spring.SluiceProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves the screens under {@code sluice.ui.base-path} when {@code sluice.ui.enabled} is true: {@code sluice.js} for the
 * host's own pages, and at the base path a page with all of them. A bean of the name {@code sluiceUiRoutes} takes its place.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RouterFunction.class)
@ConditionalOnProperty(name = "sluice.ui.enabled", havingValue = "true")
@EnableConfigurationProperties(SluiceProperties.class)
public final class UiAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "sluiceUiRoutes")
    RouterFunction<ServerResponse> sluiceUiRoutes(SluiceProperties properties) {
        Assets assets = Assets.onClassPath(UiAutoConfiguration.class.getClassLoader());
        return new UiRoutes(
                        assets, properties.ui().basePath(), properties.rest().basePath())
                .routes();
    }
}
