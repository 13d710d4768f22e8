package io.sluice.promotion.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.bpmn.HostStep;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.mail.MailNotifier;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.spi.CheckpointSink;
import io.sluice.promotion.spi.WebhookSecrets;
import io.sluice.promotion.webhook.NewWebhook;
import io.sluice.promotion.workspace.EnvironmentType;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSender;

/** Beans of the application that Sluice uses. */
@Timeout(180)
class HostBeansTest {
    @Test
    void stepsAreWordsThatProcessFilesMayName() {
        HostApplication.runner().withUserConfiguration(Steps.class).run(context -> {
            var words = context.getBean(SluiceEngine.class).vocabulary();

            assertThat(words.topics()).containsKeys("licenceScan", "acme.virus-scan");
            assertThat(words.delegates()).containsKey("bookChange").doesNotContainKey("unmarked");
            assertThat(words.delegates().get("bookChange").errors()).containsExactly("NO_CHANGE");
        });
    }

    @Test
    void theHostsMailSenderSendsTheMails() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            HostApplication.runner()
                    .withPropertyValues(
                            "sluice.working=true",
                            "spring.mail.host=127.0.0.1",
                            "spring.mail.port=" + server.getSmtp().getPort(),
                            "sluice.mail.from=sluice@example.org",
                            "sluice.mail.link=https://acme.example.org/promotions/{id}")
                    .run(context -> {
                        assertThat(context).hasSingleBean(MailNotifier.class).hasSingleBean(JavaMailSender.class);
                        request(context.getBean(Sluice.class));
                        Patience.await(() -> server.getReceivedMessages().length > 0);
                        assertThat(server.getReceivedMessages()[0].getFrom()[0])
                                .hasToString("Sluice <sluice@example.org>");
                        assertThat(server.getReceivedMessages()[0].getMessageID())
                                .endsWith("@example.org>");
                    });
        } finally {
            server.stop();
        }
    }

    @Test
    void mailCanBeSwitchedOff() {
        HostApplication.runner()
                .withPropertyValues("spring.mail.host=mail.example.org", "sluice.mail.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MailNotifier.class));
    }

    @Test
    void aKeyAllowsWebhooks() {
        HostApplication.runner()
                .withBean(WebhookSecrets.class, () -> WebhookSecrets.derivedFrom(new byte[32]))
                .run(context -> {
                    Sluice sluice = context.getBean(Sluice.class);
                    Actor olga = sluice.actors().human("olga");
                    OrganizationId acme = new OrganizationId("acme");
                    sluice.organizations().create(olga, acme, "Acme", IdempotencyKey.unique());

                    assertThat(sluice.webhooks()
                                    .add(
                                            olga,
                                            acme,
                                            NewWebhook.to("https://hooks.example.com/sluice"),
                                            IdempotencyKey.unique()))
                            .isNotNull();
                });
    }

    @Test
    void checkpointsAreSignedAndKept(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        HostApplication.runner()
                .withPropertyValues(
                        "sluice.working=true",
                        "sluice.audit.signing-key=" + folder.resolve("checkpoint.key"),
                        "sluice.audit.signer=audit.example.com",
                        "sluice.audit.checkpoints=" + folder.resolve("kept"),
                        "sluice.audit.interval=1s")
                .withBean(CheckpointSink.class, Sink::new)
                .run(context -> {
                    Sluice sluice = context.getBean(Sluice.class);
                    sluice.organizations()
                            .create(
                                    sluice.actors().human("olga"),
                                    new OrganizationId("acme"),
                                    "Acme",
                                    IdempotencyKey.unique());
                    Sink sink = (Sink) context.getBean(CheckpointSink.class);
                    Patience.await(() -> sink.kept.contains("acme"));
                    assertThat(folder.resolve("kept")).isNotEmptyDirectory();
                });
    }

    @Test
    void theHostsFlywayRunsBeforeOurTablesAreMade() {
        HostApplication.onDatabase("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "")
                .withUserConfiguration(HostApplication.Application.class)
                .withPropertyValues(HostApplication.people())
                .withPropertyValues("spring.flyway.enabled=true", "spring.flyway.locations=classpath:/host-migrations")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    JdbcTemplate tables = context.getBean(JdbcTemplate.class);
                    assertThat(tables.queryForObject("SELECT COUNT(*) FROM orders", Long.class))
                            .isZero();
                    assertThat(tables.queryForObject("SELECT COUNT(*) FROM sluice_promotion", Long.class))
                            .isZero();
                });
    }

    private static void request(Sluice sluice) {
        Actor olga = sluice.actors().human("olga");
        Actor alice = sluice.actors().human("alice");
        OrganizationId acme = new OrganizationId("acme");
        sluice.organizations().create(olga, acme, "Acme", IdempotencyKey.unique());
        sluice.workspaces()
                .create(
                        olga,
                        acme,
                        NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT),
                        IdempotencyKey.unique());
        sluice.workspaces()
                .create(
                        olga,
                        acme,
                        NewWorkspace.of("test", "Test", EnvironmentType.DEVELOPMENT)
                                .after("dev"),
                        IdempotencyKey.unique());
        ArtifactRef agent = ArtifactRef.agent("support");
        sluice.artifacts()
                .register(
                        alice,
                        acme,
                        NewVersion.of(
                                new WorkspaceId("dev"),
                                agent,
                                "1.0.0",
                                Digest.of(new byte[] {1}),
                                new PersonId("alice")),
                        IdempotencyKey.unique());
        sluice.promotions()
                .request(
                        alice,
                        acme,
                        NewPromotion.of(agent, "1.0.0", new WorkspaceId("dev"), new WorkspaceId("test"), "because"),
                        IdempotencyKey.unique());
    }

    /** Steps of the application, known in different ways. */
    @Configuration(proxyBeanMethods = false)
    static class Steps {
        @Bean
        HostStep licenceScan() {
            return work -> HostStep.Result.done();
        }

        @Bean
        @PromotionStep("acme.virus-scan")
        HostStep virusScan() {
            return work -> HostStep.Result.done();
        }

        @Bean
        @PromotionStep(errors = "NO_CHANGE")
        JavaDelegate bookChange() {
            return execution -> {};
        }

        @Bean
        JavaDelegate unmarked() {
            return execution -> {};
        }
    }

    private static final class Sink implements CheckpointSink {
        final java.util.Set<String> kept = java.util.concurrent.ConcurrentHashMap.newKeySet();

        @Override
        public String name() {
            return "memory";
        }

        @Override
        public void keep(OrganizationId organization, String note) {
            kept.add(organization.value());
        }
    }
}
