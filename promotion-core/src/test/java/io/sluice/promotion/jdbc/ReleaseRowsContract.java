package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static io.sluice.promotion.jdbc.Samples.AGENT;
import static io.sluice.promotion.jdbc.Samples.DEV;
import static io.sluice.promotion.jdbc.Samples.DIGEST;
import static io.sluice.promotion.jdbc.Samples.NOON;
import static io.sluice.promotion.jdbc.Samples.PROD;
import static io.sluice.promotion.jdbc.Samples.V1;
import static io.sluice.promotion.jdbc.Samples.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.release.Target;
import io.sluice.promotion.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ReleaseRowsContract extends StorageContract {
    ReleaseRowsContract(Supplier<TestDatabase> opening) {
        super(opening);
    }

    @BeforeEach
    void settle() {
        Samples.world(storage, ACME);
    }

    @Test
    void firstLockCreatesAnEmptyTarget() {
        assertThat(storage.targets().find(ACME, PROD, AGENT)).isEmpty();
        Target empty = new Target(ACME, PROD, AGENT, Optional.empty(), Optional.empty(), 0, 0);

        commit(() -> assertThat(storage.targets().lock(ACME, PROD, AGENT)).isEqualTo(empty));

        assertThat(storage.targets().find(ACME, PROD, AGENT)).contains(empty);
    }

    @Test
    void targetComesBackAsItWas() {
        Samples.promotions(storage, ACME, 1);
        storage.releases().insert(release("R1", 1));
        Target held = new Target(
                ACME,
                PROD,
                AGENT,
                Optional.of(new ReleaseId("R1")),
                Optional.of(new PromotionId("P001")),
                Long.MAX_VALUE,
                Integer.MAX_VALUE + 1L);

        commit(() -> {
            storage.targets().lock(ACME, PROD, AGENT);
            storage.targets().update(held);
        });

        assertThat(storage.targets().find(ACME, PROD, AGENT)).contains(held);
        Target free = new Target(ACME, PROD, AGENT, Optional.empty(), Optional.empty(), held.fence(), held.releases());
        storage.targets().update(free);
        assertThat(storage.targets().find(ACME, PROD, AGENT)).contains(free);
    }

    @Test
    void fenceNeverGoesBack() {
        commit(() -> storage.targets().lock(ACME, PROD, AGENT));
        storage.targets().update(target(5));

        assertThatThrownBy(() -> storage.targets().update(target(4))).isInstanceOf(IllegalStateException.class);
        assertThat(storage.targets().find(ACME, PROD, AGENT)).contains(target(5));
    }

    @Test
    void twoThatLockAnAbsentTargetAtOnceBothGetItOneAfterTheOther() {
        for (int round = 0; round < 20; round++) {
            ArtifactRef artifact = ArtifactRef.agent("raced-" + round);

            List<Long> fences = Race.of(
                    2,
                    () -> transactions.required(() -> {
                        Target target = storage.targets().lock(ACME, PROD, artifact);
                        long fence = target.fence() + 1;
                        storage.targets()
                                .update(new Target(ACME, PROD, artifact, target.current(), target.heldBy(), fence, 0));
                        return fence;
                    }));

            assertThat(fences).containsExactlyInAnyOrder(1L, 2L);
        }
    }

    @Test
    void releaseComesBackAsItWas() {
        Samples.promotions(storage, ACME, 1);
        Release first = release("R1", 1);
        Release second = new Release(
                ACME,
                new ReleaseId("R2"),
                PROD,
                AGENT,
                2,
                V1,
                DIGEST,
                ReleaseCause.RESTORED,
                Optional.of(new PromotionId("P001")),
                Optional.of(first.id()),
                NOON.plusSeconds(2),
                Optional.of(NOON.plusSeconds(3)));

        storage.releases().insert(first);
        storage.releases().insert(second);

        assertThat(storage.releases().find(ACME, first.id())).contains(first);
        assertThat(storage.releases().find(ACME, second.id())).contains(second);
        assertThat(storage.releases().history(ACME, PROD, AGENT, 10)).containsExactly(second, first);
        assertThat(storage.releases().history(ACME, PROD, AGENT, 1)).containsExactly(second);
        assertThat(storage.releases().history(ACME, DEV, AGENT, 10)).isEmpty();
    }

    @Test
    void releaseEndsOnce() {
        storage.releases().insert(release("R1", 1));

        storage.releases().end(ACME, new ReleaseId("R1"), NOON.plusSeconds(60));

        assertThat(storage.releases()
                        .find(ACME, new ReleaseId("R1"))
                        .orElseThrow()
                        .liveUntil())
                .contains(NOON.plusSeconds(60));
        assertThatThrownBy(() -> storage.releases().end(ACME, new ReleaseId("R1"), NOON.plusSeconds(90)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void contentThatWasLiveIsKnownAfterItWentAway() {
        storage.releases().insert(release("R1", 1));
        storage.releases().end(ACME, new ReleaseId("R1"), NOON.plusSeconds(60));

        assertThat(storage.releases().wasLive(ACME, PROD, AGENT, DIGEST)).isTrue();
        assertThat(storage.releases().wasLive(ACME, DEV, AGENT, DIGEST)).isFalse();
        assertThat(storage.releases().wasLive(ACME, PROD, AGENT, Samples.digest("other")))
                .isFalse();
    }

    @Test
    void boardShowsWhatIsLiveByArtifactAndWorkspace() {
        ArtifactRef other = ArtifactRef.orchestration("billing");
        storage.versions()
                .insert(new ArtifactVersion(
                        ACME, other, V1, DIGEST, Set.of(new PersonId("mia")), Map.of(), new PersonId("mia"), NOON));
        goLive("R1", PROD, AGENT);
        goLive("R2", DEV, AGENT);
        goLive("R3", PROD, other);
        commit(() -> storage.targets().lock(ACME, DEV, other));

        assertThat(storage.releases().board(ACME))
                .extracting(each -> each.id().value())
                .containsExactly("R2", "R1", "R3");
        assertThat(storage.releases().current(ACME, PROD, other))
                .contains(storage.releases().find(ACME, new ReleaseId("R3")).orElseThrow());
        assertThat(storage.releases().current(ACME, DEV, other)).isEmpty();
        assertThat(storage.targets().occupancy(ACME, PROD, AGENT).live()).isEqualTo(2);
        assertThat(storage.targets().occupancy(ACME, DEV, AGENT).live()).isEqualTo(1);
    }

    private void goLive(String id, WorkspaceId workspace, ArtifactRef artifact) {
        ReleaseId release = new ReleaseId(id);
        storage.releases()
                .insert(new Release(
                        ACME,
                        release,
                        workspace,
                        artifact,
                        1,
                        V1,
                        DIGEST,
                        ReleaseCause.REGISTERED,
                        Optional.empty(),
                        Optional.empty(),
                        NOON,
                        Optional.empty()));
        commit(() -> {
            storage.targets().lock(ACME, workspace, artifact);
            storage.targets()
                    .update(new Target(ACME, workspace, artifact, Optional.of(release), Optional.empty(), 1, 1));
        });
    }

    private static Target target(long fence) {
        return new Target(ACME, PROD, AGENT, Optional.empty(), Optional.empty(), fence, 0);
    }
}
