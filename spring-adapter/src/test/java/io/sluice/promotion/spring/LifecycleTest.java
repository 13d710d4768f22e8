package io.sluice.promotion.spring;

import static io.sluice.promotion.spring.Patience.await;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.deploy.ProcessDefinitions;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;

@Timeout(180)
class LifecycleTest {
    @Test
    void worksOnceTheApplicationIsUpAndEndsWithIt() {
        Set<Thread> before = threads();
        try (TestDatabase database = TestDatabase.h2Memory()) {
            SluiceFixture acme = SluiceFixture.unopened(database.dataSource());
            on(database, acme).run(context -> {
                assertThat(context.getBean(SluiceEngine.class).isWorking()).isTrue();
                acme.use(context.getBean(Sluice.class));
                acme.populate(ACME);
                acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of()));
                acme.register("1.0.0");
                PromotionRequest asked = acme.request("1.0.0", DEV, STAGING);
                await(() -> acme.get(asked.id()).phase() == PromotionPhase.AWAITING_APPROVAL);
                acme.approve(asked.id(), "bob");
                await(() -> acme.get(asked.id()).status() == PromotionStatus.COMPLETED);

                context.stop();
                assertThat(context.getBean(SluiceEngine.class).isWorking()).isFalse();
                context.start();
                assertThat(context.getBean(SluiceEngine.class).isWorking()).isTrue();
            });
        }
        await(() -> threads().stream()
                .filter(thread -> !before.contains(thread))
                .noneMatch(thread -> thread.getName().startsWith("sluice")));
    }

    @Test
    void stopsBeforeTheWebServerGoesDownAndStartsAfterIt() {
        // The phases of Spring Boot's web server: start and stop, and graceful shutdown.
        assertThat(SluiceLifecycle.PHASE)
                .isGreaterThan(SmartLifecycle.DEFAULT_PHASE - 1024)
                .isGreaterThan(SmartLifecycle.DEFAULT_PHASE - 2048)
                .isLessThan(SmartLifecycle.DEFAULT_PHASE);
    }

    @Test
    void deploysTheProcessFilesOfTheApplicationOnce(@TempDir Path folder) throws IOException {
        write(folder);
        try (TestDatabase database = TestDatabase.h2Memory()) {
            SluiceFixture acme = SluiceFixture.unopened(database.dataSource());
            ApplicationContextRunner runner = on(database, acme)
                    .withPropertyValues(
                            "sluice.working=false",
                            "sluice.processes.files.acme=file:" + folder + "/*.bpmn",
                            "sluice.processes.deploy-as=pia");

            runner.run(context -> {
                assertThat(context).hasNotFailed();
                acme.use(context.getBean(Sluice.class));
                acme.populate(ACME);
            });
            for (int start = 1; start <= 2; start++) {
                runner.run(context -> assertThat(
                                context.getBean(ProcessDefinitions.class).list(acme.human("pia"), ACME).stream()
                                        .filter(version -> version.own()))
                        .singleElement()
                        .satisfies(version -> assertThat(version.resource()).isEqualTo("two-eyes.bpmn")));
            }
        }
    }

    @Test
    void aProcessFileThatNobodyMayDeployEndsTheStart(@TempDir Path folder) throws IOException {
        write(folder);
        try (TestDatabase database = TestDatabase.h2Memory()) {
            SluiceFixture acme = SluiceFixture.unopened(database.dataSource());
            on(database, acme).withPropertyValues("sluice.working=false").run(context -> {
                acme.use(context.getBean(Sluice.class));
                acme.populate(ACME);
            });

            on(database, acme)
                    .withPropertyValues(
                            "sluice.processes.files.acme=file:" + folder + "/*.bpmn", "sluice.processes.deploy-as=vic")
                    .run(context -> assertThat(new SetupFailureAnalyzer()
                                    .analyze(context.getStartupFailure())
                                    .getAction())
                            .contains("vic", "policy-admin"));
        }
    }

    /** The shipped process under another name. */
    private static void write(Path folder) throws IOException {
        try (InputStream shipped = SluiceEngine.class.getResourceAsStream("promotion.bpmn")) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("<bpmn:process id=\"promotion\"", "<bpmn:process id=\"two-eyes\"")
                    .replace("bpmnElement=\"promotion\"", "bpmnElement=\"two-eyes\"");
            Files.writeString(folder.resolve("two-eyes.bpmn"), text);
        }
    }

    private static ApplicationContextRunner on(TestDatabase database, SluiceFixture acme) {
        return new ApplicationContextRunner()
                .withUserConfiguration(HostTransactionsContract.Application.class)
                .withBean(DataSource.class, () -> database.pool(20))
                .withBean(IdentityDirectory.class, acme::directory)
                .withBean(Deployer.class, acme::deployer)
                .withPropertyValues("spring.flyway.enabled=false");
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .collect(Collectors.toSet());
    }
}
