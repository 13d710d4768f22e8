package io.sluice.promotion.bpmn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.promotion.Checks;
import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.bpmn.mail.MailSettings;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.documentation.Documentation;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.gate.PromotionBlockedException;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.report.ReportSource;
import io.sluice.promotion.report.Reports;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.transaction.Transactions;
import io.sluice.promotion.workspace.EnvironmentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GettingStartedTest {
    private static final String HERE = "promotion-bpmn/src/test/java/io/sluice/promotion/bpmn/";

    @TempDir
    private Path folder;

    @Test
    void isWhatThePageShows() {
        assertThat(Documentation.blocks("docs/getting-started.md", "java"))
                .containsExactlyInAnyOrderElementsOf(Documentation.snippets(
                        HERE + "GettingStartedTest.java", HERE + "TeamDirectory.java", HERE + "FolderDeployer.java"));
    }

    @Test
    void travelsFromDevelopmentToProductionAndBack() throws IOException {
        byte[] content = {1, 4, 0};
        Files.write(folder.resolve("support-assistant-1.4.0"), content);
        Path reports = Files.createDirectories(folder.resolve("agent/support-assistant/1.4.0/reports/tests"));
        Files.write(
                reports.resolve("TEST-agent.xml"),
                "<testsuite name='agent'><testcase classname='agent' name='answers'/></testsuite>".getBytes(UTF_8));

        // snippet: people
        OrganizationId acme = new OrganizationId("acme");
        IdentityDirectory people = new TeamDirectory(
                acme,
                List.of(
                        TeamDirectory.person("ada", "Ada", "org-admin", "requester", "deployer"),
                        TeamDirectory.person("ben", "Ben", "tech-lead"),
                        TeamDirectory.person("mia", "Mia", "tech-lead", "auditor"),
                        TeamDirectory.person("build-server", "Build server", "check-reporter")));
        // end of snippet

        // snippet: engine
        SluiceEngine.Builder builder = SluiceEngine.builder()
                .database("jdbc:h2:file:" + folder.resolve("sluice"))
                .directory(people)
                .deployer(new FolderDeployer(folder, folder.resolve("live")));
        Reports.all(ReportSource.directory(folder)).forEach(builder::check);
        SluiceEngine engine = builder.start();
        // end of snippet
        try (engine) {
            // snippet: path
            Sluice sluice = engine.sluice();
            Actor ada = sluice.actors().human("ada");
            sluice.organizations().create(ada, acme, "Acme", new IdempotencyKey("setup-1"));
            sluice.workspaces()
                    .create(
                            ada,
                            acme,
                            NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT),
                            new IdempotencyKey("setup-2"));
            PromotionPolicy demands = PromotionPolicy.standard(EnvironmentType.PRODUCTION)
                    .withChecks(List.of(
                            CheckRequirement.of(CheckName.TESTS), CheckRequirement.of(new CheckName("licences"))));
            sluice.workspaces()
                    .create(
                            ada,
                            acme,
                            NewWorkspace.of("prod", "Production", EnvironmentType.PRODUCTION)
                                    .after("dev")
                                    .demanding(demands)
                                    .approvedBy(Map.of("tech-lead", 2)),
                            new IdempotencyKey("setup-3"));
            // end of snippet

            // snippet: version
            WorkspaceId dev = new WorkspaceId("dev");
            WorkspaceId prod = new WorkspaceId("prod");
            ArtifactRef assistant = ArtifactRef.agent("support-assistant");
            ArtifactVersion version = sluice.artifacts()
                    .register(
                            ada,
                            acme,
                            NewVersion.of(dev, assistant, "1.4.0", Digest.of(content), new PersonId("ada")),
                            new IdempotencyKey("register-1.4.0"));
            // end of snippet

            // snippet: dry-run
            NewPromotion wanted = NewPromotion.of(assistant, "1.4.0", dev, prod, "Answers refund questions");
            GateDecision today = sluice.promotions().dryRun(ada, acme, wanted);
            // end of snippet
            assertThat(today.reasons())
                    .extracting(blocker -> blocker.code())
                    .contains("check.missing", "approval.missing");

            // snippet: ask
            PromotionRequest request =
                    sluice.promotions().request(ada, acme, wanted, new IdempotencyKey("promote-1.4.0-to-prod"));
            GateDecision decision = sluice.promotions().whyBlocked(ada, acme, request.id());
            // end of snippet
            assertThat(decision.isOpen()).isFalse();

            // snippet: report
            Actor server = sluice.actors().service("build-server");
            Checks.Report licences = new Checks.Report(
                    assistant,
                    new VersionLabel("1.4.0"),
                    version.digest(),
                    prod,
                    new CheckName("licences"),
                    CheckOutcome.passed("Only licences that we accept", "https://build.example.org/4711", Map.of()));
            sluice.checks().report(server, acme, licences, new IdempotencyKey("licences-4711"));
            // end of snippet

            Waiting.until(1, () -> sluice.tasks().count(sluice.actors().human("ben"), acme));
            for (String person : List.of("ben", "mia")) {
                sluice.promotions()
                        .approve(
                                sluice.actors().human(person),
                                acme,
                                request.id(),
                                request.subjectHash(),
                                "",
                                new IdempotencyKey("approve-" + person));
            }
            Waiting.until(
                    PromotionStatus.COMPLETED,
                    () -> sluice.promotions().get(ada, acme, request.id()).status());

            // snippet: audit
            ChainVerdict verdict = sluice.audit().verify(sluice.actors().human("mia"), acme, request.id());
            // end of snippet
            assertThat(verdict.isIntact()).isTrue();

            assertThatExceptionOfType(SluiceException.class)
                    .isThrownBy(() -> sluice.promotions()
                            .rollBack(ada, acme, prod, assistant, Optional.empty(), "No", IdempotencyKey.unique()))
                    .satisfies(refusal -> {
                        assertThat(refusal.code()).isEqualTo("rollback.nothingBefore");
                        assertThat(status(refusal)).isEqualTo(409);
                    });
        }
    }

    @Test
    void describesAPolicy() {
        // snippet: policy
        PromotionPolicy policy = PromotionPolicy.standard(EnvironmentType.PRODUCTION)
                .approvedBy(Map.of(new RoleId("tech-lead"), 2, new RoleId("security"), 1))
                .withChecks(List.of(
                        new CheckRequirement(CheckName.TESTS, Duration.ofHours(12), Map.of("minPassRate", "98")),
                        CheckRequirement.of(CheckName.SECURITY)))
                .withApprovalDeadline(Duration.ofDays(2))
                .withReminders(new Reminders(List.of(50, 90), 90, Optional.of(new RoleId("release-lead"))))
                .withWindows(List.of(new ChangeWindow(
                        Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY),
                        LocalTime.of(9, 0),
                        LocalTime.of(16, 0),
                        ZoneId.of("Europe/Berlin"))));
        // end of snippet

        assertThat(policy.stages()).hasSize(1);
    }

    @Test
    void describesMail() {
        String password = "secret";

        // snippet: mail
        MailSettings mail = MailSettings.builder("smtp.example.org", "sluice@example.org")
                .credentials("sluice", password)
                .link("https://apps.example.org/promotions/{id}")
                .build();
        // end of snippet

        assertThat(mail.toString()).doesNotContain(password);
    }

    /** Stands for something of the host's. */
    private interface Scanner {
        boolean isClean(String key, Digest digest);
    }

    @Test
    void addsAStepOfTheHost() {
        Scanner scanner = (key, digest) -> true;

        // snippet: step
        class Scan implements HostStep {
            @Override
            public Result run(HostWork work) {
                boolean clean = scanner.isClean(work.key(), work.request().digest());
                return clean ? Result.done() : Result.failed("SCAN_FAILED", "The scanner found something.");
            }

            @Override
            public Set<String> errors() {
                return Set.of("SCAN_FAILED");
            }
        }
        SluiceEngine.Builder withScan = SluiceEngine.builder().step("acme.scan", new Scan());
        // end of snippet

        assertThat(withScan).isNotNull();
        assertThat(new Scan().errors()).containsExactly("SCAN_FAILED");
    }

    @Test
    void joinsTheHostsTransaction() {
        OrganizationId acme = new OrganizationId("acme");
        IdentityDirectory people =
                new TeamDirectory(acme, List.of(TeamDirectory.person("ada", "Ada", "org-admin", "viewer")));
        Deployer deployer = new FolderDeployer(folder, folder);
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:joined;DB_CLOSE_DELAY=-1");
            pool.setMaximumPoolSize(20);

            // snippet: transactions
            Transactions transactions = Transactions.threadBound(pool);
            SluiceEngine engine = SluiceEngine.builder()
                    .transactions(transactions)
                    .directory(people)
                    .deployer(deployer)
                    .start();
            // end of snippet
            try (engine) {
                Sluice sluice = engine.sluice();
                Actor ada = sluice.actors().human("ada");
                assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(() -> transactions.required(() -> {
                            sluice.organizations().create(ada, acme, "Acme", IdempotencyKey.unique());
                            throw new IllegalStateException("The host thought better of it.");
                        }));

                assertThatExceptionOfType(NotFoundException.class)
                        .isThrownBy(() -> sluice.organizations().get(ada, acme))
                        .satisfies(refusal -> assertThat(status(refusal)).isEqualTo(404));
            }
        }
    }

    // snippet: errors
    static int status(SluiceException refusal) {
        if (refusal instanceof InvalidInputException || refusal instanceof PromotionBlockedException) {
            return 422;
        }
        if (refusal instanceof NotFoundException) {
            return 404;
        }
        if (refusal instanceof ForbiddenException) {
            return 403;
        }
        return refusal.retryable() ? 503 : 409;
    }
    // end of snippet
}
