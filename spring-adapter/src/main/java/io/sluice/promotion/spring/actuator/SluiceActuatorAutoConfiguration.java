package io.sluice.promotion.spring.actuator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.spring.SluiceAutoConfiguration;
import io.sluice.promotion.spring.SluiceProperties;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Spring Boot's actuator and Micrometer can know of Sluice, as far as they are there. */
@AutoConfiguration(
        after = SluiceAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnBean(SluiceEngine.class)
class SluiceActuatorAutoConfiguration {
    @Bean
    Readings sluiceReadings(SluiceEngine engine, SluiceProperties settings) {
        return new Readings(engine, settings.health().cache(), System::nanoTime);
    }

    /** Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    @ConditionalOnProperty(prefix = "management.health.sluice", name = "enabled", matchIfMissing = true)
    static class BootThree {
        @Bean
        @ConditionalOnMissingBean(name = "sluiceHealthIndicator")
        BootThreeHealth sluiceHealthIndicator(Readings readings, SluiceProperties settings) {
            return new BootThreeHealth(() -> Wellbeing.of(readings, settings));
        }
    }

    /** Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @ConditionalOnProperty(prefix = "management.health.sluice", name = "enabled", matchIfMissing = true)
    static class BootFour {
        @Bean
        @ConditionalOnMissingBean(name = "sluiceHealthIndicator")
        BootFourHealth sluiceHealthIndicator(Readings readings, SluiceProperties settings) {
            return new BootFourHealth(() -> Wellbeing.of(readings, settings));
        }
    }

    /** Where there is an info endpoint. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(InfoContributor.class)
    static class WithInfo {
        @Bean
        @ConditionalOnMissingBean(name = "sluiceInfoContributor")
        InfoContributor sluiceInfoContributor(SluiceProperties settings) {
            return new SluiceInfo(settings);
        }
    }

    /** Where there are metrics. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(MeterRegistry.class)
    static class WithMetrics {
        @Bean
        @ConditionalOnMissingBean(name = "sluiceMetrics")
        MeterBinder sluiceMetrics(Readings readings) {
            return new SluiceMetrics(readings);
        }

        @Bean
        PromotionTimer sluicePromotionTimer(MeterRegistry registry) {
            return new PromotionTimer(registry);
        }
    }

    /** Where there are observations. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    @ConditionalOnBean(ObservationRegistry.class)
    static class WithObservations {
        @Bean
        ObservedCalls sluiceObservedCalls(ObservationRegistry registry) {
            return new ObservedCalls(registry);
        }
    }
}
