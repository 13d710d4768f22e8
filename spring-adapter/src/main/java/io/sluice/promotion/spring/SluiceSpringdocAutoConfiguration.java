package io.sluice.promotion.spring;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.promotion.spring.rest.Api;
import io.sluice.promotion.spring.rest.OpenApi;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Where the application has springdoc: the REST API as a group of its own, as the file in the jar describes it. */
@AutoConfiguration(after = SluiceRestAutoConfiguration.class)
@ConditionalOnClass({GroupedOpenApi.class, Yaml31.class})
@ConditionalOnBean({Api.class, SluiceProperties.class})
class SluiceSpringdocAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = "sluiceOpenApi")
    GroupedOpenApi sluiceOpenApi(SluiceProperties settings) {
        String basePath = settings.rest().basePath();
        return GroupedOpenApi.builder()
                .group("sluice")
                .displayName("Sluice")
                .pathsToMatch(basePath + "/**")
                .addOpenApiCustomizer(shown -> describe(shown, basePath))
                .build();
    }

    /** What springdoc found by itself are functional routes without words; the file says more. */
    private static void describe(OpenAPI shown, String basePath) {
        OpenAPI file = read(OpenApi.under(basePath));
        shown.openapi(file.getOpenapi())
                .info(file.getInfo())
                .servers(file.getServers())
                .security(file.getSecurity())
                .tags(file.getTags())
                .paths(file.getPaths())
                .components(file.getComponents());
    }

    private static OpenAPI read(String yaml) {
        try {
            return Yaml31.mapper().readValue(yaml, OpenAPI.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The description of the API in the jar cannot be read.", e);
        }
    }
}
