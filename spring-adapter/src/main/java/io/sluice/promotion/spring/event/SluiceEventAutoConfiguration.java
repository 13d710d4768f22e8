package io.sluice.promotion.spring.event;

import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.spring.SluiceAutoConfiguration;
import io.sluice.promotion.spring.SluiceCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Publishes what happened to listeners of the application. */
@AutoConfiguration(after = SluiceAutoConfiguration.class)
@ConditionalOnBean(SluiceEngine.class)
@ConditionalOnProperty(
        prefix = "sluice",
        name = {"events.enabled", "working"},
        matchIfMissing = true)
class SluiceEventAutoConfiguration {
    @Bean
    SluiceCustomizer sluiceEventReader(ApplicationEventPublisher publisher) {
        return engine -> engine.reader(FeedPublisher.READER, new FeedPublisher(publisher));
    }

    @Bean
    StuckSteps sluiceStuckSteps(SluiceEngine engine, ApplicationEventPublisher publisher) {
        return new StuckSteps(engine, publisher);
    }
}
