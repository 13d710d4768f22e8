package io.sluice.promotion.spring.actuator;

import static io.sluice.promotion.spring.Patience.await;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.testing.RecordingNotifier;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

@Timeout(180)
class ObservedCallsTest {
    @Test
    void timesTheDeployerTheChannelsAndWholePromotions() {
        MeterRegistry meters = new SimpleMeterRegistry();
        try (TestDatabase database = TestDatabase.h2Memory()) {
            SluiceFixture acme = SluiceFixture.unopened(database.dataSource());
            new ApplicationContextRunner()
                    .withUserConfiguration(Application.class)
                    .withBean(DataSource.class, database::dataSource)
                    .withBean(IdentityDirectory.class, acme::directory)
                    .withBean(Deployer.class, acme::deployer)
                    .withBean(Notifier.class, () -> new RecordingNotifier("chat"))
                    .withBean(MeterRegistry.class, () -> meters)
                    .withPropertyValues("spring.flyway.enabled=false")
                    .run(context -> {
                        acme.use(context.getBean(Sluice.class));
                        acme.populate(ACME);
                        acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of()));
                        acme.register("1.0.0");
                        PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);
                        await(() -> acme.get(asked.id()).phase() == PromotionPhase.AWAITING_APPROVAL);
                        acme.approve(asked.id(), "bob");

                        await(() -> meters.find("sluice.promotions.duration")
                                        .tag("status", "completed")
                                        .timer()
                                != null);
                        assertThat(meters.get("sluice.promotions.duration")
                                        .timer()
                                        .max(TimeUnit.SECONDS))
                                .isPositive();
                        assertThat(meters.get("sluice.deployer")
                                        .tag("call", "deploy")
                                        .tag("result", "done")
                                        .timer()
                                        .count())
                                .isEqualTo(1);
                        await(() -> meters.find("sluice.notifier")
                                        .tag("channel", "chat")
                                        .tag("result", "sent")
                                        .timer()
                                != null);
                    });
        }
    }

    /** A host with nothing but what the test brings. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
