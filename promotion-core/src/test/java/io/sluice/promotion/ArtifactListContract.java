package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Finding artifacts and their versions without knowing a workspace. */
abstract class ArtifactListContract extends SluiceContract {
    private static final ArtifactRef BILLING = ArtifactRef.agent("Billing_bot");
    private static final ArtifactRef FLOW = ArtifactRef.orchestration("billing-flow");

    @Test
    void findsWhatContainsTheTextInAnyCase() {
        acme().register("1.0.0");
        acme().register(BILLING, "1.0.0");
        acme().register(FLOW, "1.0.0");

        assertThat(found("BILLING")).containsExactlyInAnyOrder(BILLING, FLOW);
        assertThat(found("orchestration/bill")).containsExactly(FLOW);
        assertThat(found("  flow ")).containsExactly(FLOW);
        assertThat(found("")).containsExactlyInAnyOrder(AGENT, BILLING, FLOW);
    }

    @Test
    void takesNoPatterns() {
        acme().register("1.0.0");
        acme().register(BILLING, "1.0.0");

        assertThat(found("_")).containsExactly(BILLING);
        assertThat(found("%")).isEmpty();
        assertThat(found("!")).isEmpty();
        assertThat(found("' OR 1=1 --")).isEmpty();
    }

    @Test
    void findsPageByPage() {
        List<ArtifactRef> registered = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            registered.add(ArtifactRef.agent("agent-" + i));
            acme().register(registered.get(i), "1.0.0");
        }

        List<ArtifactRef> found = new ArrayList<>();
        Optional<ArtifactRef> after = Optional.empty();
        List<ArtifactRef> page;
        do {
            page = sluice().artifacts().search(acme().human("vic"), ACME, Optional.of("agent-"), after, 2);
            found.addAll(page);
            after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
        } while (!page.isEmpty());

        assertThat(found).containsExactlyElementsOf(registered);
    }

    @Test
    void refusesATextThatNoArtifactIsCalled() {
        assertRefused(InvalidInputException.class, "text.tooLong", () -> found("x".repeat(101)));
        assertRefused(
                InvalidInputException.class,
                "page.limit",
                () -> sluice().artifacts().search(acme().human("vic"), ACME, Optional.empty(), Optional.empty(), 0));
    }

    @Test
    void showsNobodyWhatIsInWorkspacesThatTheyDoNotSee() {
        acme().inProd("1.0.0");
        acme().inStaging("1.1.0");
        acme().register(BILLING, "1.0.0");
        directory().member(ACME, "zoe").grantIn(ACME, PROD, "zoe", "viewer");

        assertThat(sluice().artifacts().search(acme().human("zoe"), ACME, Optional.empty(), Optional.empty(), 10))
                .containsExactly(AGENT);
        assertThat(labels(versions("zoe", AGENT, Optional.empty(), 10))).containsExactly("1.0.0");
        assertThat(versions("zoe", BILLING, Optional.empty(), 10)).isEmpty();
        assertThat(versions("nora", AGENT, Optional.empty(), 10)).isEmpty();
    }

    @Test
    void listsVersionsOfAllWorkspacesTheNewestFirst() {
        acme().inStaging("1.0.0");
        acme().register("1.1.0");
        clock().advance(Duration.ofMinutes(1));
        acme().register("1.2.0");

        List<ArtifactVersion> first = versions("vic", AGENT, Optional.empty(), 2);
        List<ArtifactVersion> second = versions("vic", AGENT, Optional.of(Artifacts.Position.of(first.get(1))), 2);

        assertThat(labels(first)).containsExactly("1.2.0", "1.1.0");
        assertThat(labels(second)).containsExactly("1.0.0");
    }

    @Test
    void showsAnArtifactThatIsAskedIntoAWorkspace() {
        acme().inStaging("1.0.0");
        directory().member(ACME, "zoe").grantIn(ACME, PROD, "zoe", "viewer");
        assertThat(sluice().artifacts().search(acme().human("zoe"), ACME, Optional.empty(), Optional.empty(), 10))
                .isEmpty();

        acme().asked("1.0.0", STAGING, PROD);

        assertThat(sluice().artifacts().search(acme().human("zoe"), ACME, Optional.empty(), Optional.empty(), 10))
                .containsExactly(AGENT);
    }

    private List<ArtifactRef> found(String text) {
        return sluice().artifacts().search(acme().human("vic"), ACME, Optional.of(text), Optional.empty(), 100);
    }

    private List<ArtifactVersion> versions(
            String person, ArtifactRef artifact, Optional<Artifacts.Position> after, int limit) {
        return sluice().artifacts().versions(acme().human(person), ACME, artifact, after, limit);
    }

    private static List<String> labels(List<ArtifactVersion> versions) {
        return versions.stream().map(version -> version.label().value()).toList();
    }
}
