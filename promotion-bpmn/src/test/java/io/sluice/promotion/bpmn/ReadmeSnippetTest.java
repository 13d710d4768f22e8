package io.sluice.promotion.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.TaskList;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.documentation.Documentation;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.IdentityDirectory;
import io.sluice.promotion.workspace.EnvironmentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeSnippetTest {
    private static final String SOURCE = "promotion-bpmn/src/test/java/io/sluice/promotion/bpmn/ReadmeSnippetTest.java";

    @TempDir
    private Path folder;

    @Test
    void isWhatTheReadmeShows() {
        assertThat(Documentation.blocks("README.md", "java")).isEqualTo(Documentation.snippets(SOURCE));
    }

    @Test
    void bringsAVersionToProduction() throws IOException {
        byte[] content = {1, 4, 0};
        Files.write(folder.resolve("support-assistant-1.4.0"), content);
        IdentityDirectory people = new TeamDirectory(
                new OrganizationId("acme"),
                List.of(
                        TeamDirectory.person("ada", "Ada", "org-admin", "requester"),
                        TeamDirectory.person("ben", "Ben", "tech-lead"),
                        TeamDirectory.person("mia", "Mia", "security")));
        Deployer deployer = new FolderDeployer(folder, folder.resolve("live"));

        // snippet: start
        SluiceEngine engine =
                SluiceEngine.builder().directory(people).deployer(deployer).start();
        Sluice sluice = engine.sluice();
        // end of snippet
        try (engine) {
            // snippet: request
            Actor ada = sluice.actors().human("ada");
            OrganizationId acme = new OrganizationId("acme");
            WorkspaceId dev = new WorkspaceId("dev");
            WorkspaceId prod = new WorkspaceId("prod");
            ArtifactRef assistant = ArtifactRef.agent("support-assistant");

            sluice.organizations().create(ada, acme, "Acme", IdempotencyKey.unique());
            NewWorkspace development = NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT);
            sluice.workspaces().create(ada, acme, development, IdempotencyKey.unique());
            NewWorkspace production = NewWorkspace.of("prod", "Production", EnvironmentType.PRODUCTION)
                    .after("dev")
                    .demanding(
                            PromotionPolicy.standard(EnvironmentType.PRODUCTION).withChecks(List.of()))
                    .approvedBy(Map.of("tech-lead", 1, "security", 1));
            sluice.workspaces().create(ada, acme, production, IdempotencyKey.unique());

            NewVersion version = NewVersion.of(dev, assistant, "1.4.0", Digest.of(content), new PersonId("ada"));
            sluice.artifacts().register(ada, acme, version, IdempotencyKey.unique());
            NewPromotion wanted = NewPromotion.of(assistant, "1.4.0", dev, prod, "Answers refund questions");
            PromotionRequest request = sluice.promotions().request(ada, acme, wanted, IdempotencyKey.unique());

            List<String> reasons = sluice.promotions().whyBlocked(ada, acme, request.id()).reasons().stream()
                    .map(blocker -> blocker.message() + " " + blocker.action())
                    .toList();
            // end of snippet
            assertThat(Documentation.blocks("README.md", "text")).contains(String.join("\n", reasons));
            Waiting.until(1, () -> sluice.tasks().count(sluice.actors().human("ben"), acme));

            // snippet: approve
            for (String person : List.of("ben", "mia")) {
                Actor approver = sluice.actors().human(person);
                for (TaskList.Item item : sluice.tasks().page(approver, acme, Optional.empty(), 20)) {
                    PromotionRequest seen = item.promotion();
                    sluice.promotions()
                            .approve(approver, acme, seen.id(), seen.subjectHash(), "", IdempotencyKey.unique());
                }
            }
            // end of snippet

            Waiting.until(
                    PromotionStatus.COMPLETED,
                    () -> sluice.promotions().get(ada, acme, request.id()).status());
            assertThat(deployer.current(acme, prod, assistant)).contains(Digest.of(content));
        }
    }
}
