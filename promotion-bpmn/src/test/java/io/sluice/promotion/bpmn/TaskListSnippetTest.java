package io.sluice.promotion.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.TaskList;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.documentation.Documentation;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.overview.Board;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskListSnippetTest {
    private static final OrganizationId ACME = new OrganizationId("acme");

    @TempDir
    private Path folder;

    @Test
    void isWhatThePageShows() {
        assertThat(Documentation.blocks("docs/task-list.md", "java"))
                .isEqualTo(Documentation.snippets(
                        "promotion-bpmn/src/test/java/io/sluice/promotion/bpmn/TaskListSnippetTest.java"));
    }

    @Test
    void showsEachPersonWhatWaits() {
        TeamDirectory people = new TeamDirectory(
                ACME,
                List.of(
                        TeamDirectory.person("ada", "Ada", "org-admin", "requester", "approver"),
                        TeamDirectory.person("ben", "Ben", "approver"),
                        TeamDirectory.person("mia", "Mia", "approver")));
        try (SluiceEngine engine = SluiceEngine.builder()
                .directory(people)
                .deployer(new FolderDeployer(folder, folder))
                .start()) {
            Sluice sluice = engine.sluice();
            Actor ada = sluice.actors().human("ada");
            Actor ben = sluice.actors().human("ben");
            requestOne(sluice, ada);
            Waiting.until(1, () -> sluice.tasks().count(ben, ACME));

            assertThat(lines(sluice, ada, ACME)).singleElement().asString().endsWith("someone else must approve.");
            assertThat(lines(sluice, ben, ACME)).singleElement().asString().endsWith("0 of 2");
            TaskList.Item item =
                    sluice.tasks().page(ben, ACME, Optional.empty(), 1).get(0);
            assertThat(board(sluice, ada, ACME))
                    .containsExactly(
                            "AGENT/assistant in Development: 1.0.0",
                            "AGENT/assistant in Production: nothing, 1.0.0 is asked for, 1 behind");
            assertThat(decide(sluice, ben, ACME, item.promotion().id(), "stale", "key"))
                    .isEqualTo("What you decided about is not what is asked now. Look at it again.");
        }
    }

    private static void requestOne(Sluice sluice, Actor ada) {
        WorkspaceId dev = new WorkspaceId("dev");
        ArtifactRef assistant = ArtifactRef.agent("assistant");
        sluice.organizations().create(ada, ACME, "Acme", IdempotencyKey.unique());
        sluice.workspaces()
                .create(
                        ada,
                        ACME,
                        NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT),
                        IdempotencyKey.unique());
        NewWorkspace production = NewWorkspace.of("prod", "Production", EnvironmentType.PRODUCTION)
                .after("dev")
                .demanding(PromotionPolicy.standard(EnvironmentType.PRODUCTION).withChecks(List.of()));
        sluice.workspaces().create(ada, ACME, production, IdempotencyKey.unique());
        NewVersion version =
                NewVersion.of(dev, assistant, "1.0.0", Digest.of(new byte[] {1}), new PersonId("somebody"));
        sluice.artifacts().register(ada, ACME, version, IdempotencyKey.unique());
        NewPromotion wanted = NewPromotion.of(assistant, "1.0.0", dev, new WorkspaceId("prod"), "First");
        sluice.promotions().request(ada, ACME, wanted, IdempotencyKey.unique());
    }

    // snippet: page
    static List<String> lines(Sluice sluice, Actor caller, OrganizationId organization) {
        List<String> lines = new ArrayList<>();
        Optional<TaskList.Position> after = Optional.empty();
        List<TaskList.Item> page;
        do {
            page = sluice.tasks().page(caller, organization, after, 50);
            for (TaskList.Item item : page) {
                lines.add(line(item));
                after = Optional.of(item.position());
            }
        } while (page.size() == 50);
        return lines;
    }

    private static String line(TaskList.Item item) {
        String what = item.promotion().artifact() + " " + item.promotion().version() + " into "
                + item.promotion().target();
        String due = item.task().due().map(Instant::toString).orElse("whenever you can");
        String state = item.eligibility() instanceof Eligibility.MayNot no
                ? no.message()
                : item.given() + " of " + item.required();
        return what + ", due " + due + ": " + state;
    }
    // end of snippet

    // snippet: decide
    static String decide(
            Sluice sluice,
            Actor caller,
            OrganizationId organization,
            PromotionId promotion,
            String seenSubjectHash,
            String key) {
        try {
            sluice.promotions().approve(caller, organization, promotion, seenSubjectHash, "", new IdempotencyKey(key));
            return "Thank you.";
        } catch (ConflictException e) {
            return String.valueOf(e.getMessage());
        }
    }
    // end of snippet

    // snippet: overview
    static List<String> board(Sluice sluice, Actor caller, OrganizationId organization) {
        List<String> lines = new ArrayList<>();
        Board board = sluice.overview().board(caller, organization);
        for (Board.Row row : board.rows()) {
            for (Workspace workspace : board.workspaces()) {
                Board.Cell cell = row.cells().get(workspace.id());
                if (cell != null) {
                    lines.add(row.artifact() + " in " + workspace.name() + ": " + inWords(cell));
                }
            }
        }
        return lines;
    }

    private static String inWords(Board.Cell cell) {
        String live = cell.live().map(release -> release.version().value()).orElse("nothing");
        String next = cell.pending()
                .map(open -> ", " + open.request().version() + " is asked for")
                .orElse("");
        return live + next + (cell.behind() > 0 ? ", " + cell.behind() + " behind" : "");
    }
    // end of snippet
}
