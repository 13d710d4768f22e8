package io.sluice.promotion.jdbc;

import static io.sluice.promotion.jdbc.Samples.ACME;
import static io.sluice.promotion.jdbc.Samples.AGENT;
import static io.sluice.promotion.jdbc.Samples.DEV;
import static io.sluice.promotion.jdbc.Samples.DIGEST;
import static io.sluice.promotion.jdbc.Samples.HASH;
import static io.sluice.promotion.jdbc.Samples.MIA;
import static io.sluice.promotion.jdbc.Samples.NOA;
import static io.sluice.promotion.jdbc.Samples.NOON;
import static io.sluice.promotion.jdbc.Samples.PROD;
import static io.sluice.promotion.jdbc.Samples.V1;
import static io.sluice.promotion.jdbc.Samples.promotion;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.audit.ChainHead;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.jdbc.PromotionRows.Locked;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class PromotionRowsContract extends StorageContract {
    private static final ChainHead NEXT = new ChainHead(2, HASH);

    PromotionRowsContract(Supplier<TestDatabase> opening) {
        super(opening);
    }

    @BeforeEach
    void settle() {
        Samples.world(storage, ACME);
    }

    @Test
    void secondPromotionInFlightIsRefused() {
        storage.promotions().insert(promotion("P1"), ChainHead.EMPTY);

        assertThatThrownBy(() -> storage.promotions().insert(promotion("P2"), ChainHead.EMPTY))
                .isInstanceOf(ConflictException.class)
                .hasFieldOrPropertyWithValue("code", "promotion.inFlight");
        assertThat(storage.promotions().inFlight(ACME, AGENT, PROD)).contains(promotion("P1"));
        assertThat(storage.promotions().inFlight(ACME, AGENT, DEV)).isEmpty();
    }

    @Test
    void aUnitComesBackWithItsItemsInOrder() {
        storage.releases().insert(Samples.release("R1", 1));
        PromotionRequest unit = unit("P1", AGENT, item("zeta", Optional.empty()), item("beta", Optional.of("R1")));

        storage.promotions().insert(unit, ChainHead.EMPTY);

        assertThat(storage.promotions().find(ACME, unit.id())).contains(unit);
        commit(() ->
                assertThat(storage.promotions().lock(ACME, unit.id())).contains(new Locked(unit, ChainHead.EMPTY)));
        assertThat(storage.promotions().inFlight(ACME, ArtifactRef.agent("beta"), PROD))
                .contains(unit);
        assertThat(storage.promotions().inFlight(ACME, ArtifactRef.agent("beta"), DEV))
                .isEmpty();
    }

    @Test
    void anArtifactIsInOneOpenUnitOnly() {
        PromotionRequest first = unit("P1", AGENT, item("zeta", Optional.empty()));
        storage.promotions().insert(first, ChainHead.EMPTY);
        PromotionItem zeta = item("zeta", Optional.empty());
        PromotionRequest second = unit("P2", item("beta", Optional.empty()).artifact(), zeta);

        assertThatThrownBy(() -> commit(() -> storage.promotions().insert(second, ChainHead.EMPTY)))
                .isInstanceOf(ConflictException.class)
                .hasFieldOrPropertyWithValue("code", "promotion.inFlight");
        storage.promotions().update(first.ended(PromotionStatus.CANCELLED, "no", NOON, Optional.of(NOA)), NEXT, NOON);

        storage.promotions().insert(second, ChainHead.EMPTY);

        assertThat(storage.promotions().inFlight(ACME, zeta.artifact(), PROD)).contains(second);
        assertThat(storage.promotions().find(ACME, first.id()).map(PromotionRequest::others))
                .contains(first.others());
    }

    private static PromotionRequest unit(String id, ArtifactRef first, PromotionItem... others) {
        return Samples.unit(ACME, id, first, List.of(others));
    }

    /** An item of another artifact, which is registered if need be. */
    private PromotionItem item(String id, Optional<String> restores) {
        ArtifactRef artifact = ArtifactRef.agent(id);
        if (storage.versions().find(ACME, artifact, V1).isEmpty()) {
            storage.versions()
                    .insert(new ArtifactVersion(ACME, artifact, V1, DIGEST, Set.of(MIA), Map.of(), MIA, NOON));
        }
        return new PromotionItem(artifact, V1, DIGEST, restores.map(ReleaseId::new));
    }

    @Test
    void sameIdTwiceIsNotMistakenForAPromotionInFlight() {
        storage.promotions().insert(Samples.ended("P1"), ChainHead.EMPTY);

        assertThatThrownBy(() -> storage.promotions().insert(promotion("P1"), ChainHead.EMPTY))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endedPromotionMakesRoomForTheNext() {
        storage.promotions().insert(promotion("P1"), ChainHead.EMPTY);
        storage.promotions()
                .update(promotion("P1").ended(PromotionStatus.REJECTED, "no", NOON, Optional.of(NOA)), NEXT, NOON);

        storage.promotions().insert(promotion("P2"), ChainHead.EMPTY);

        assertThat(storage.promotions().inFlight(ACME, AGENT, PROD)).contains(promotion("P2"));
    }

    @Test
    void updateWritesTheNextRevisionAndTheHeadOfItsChain() {
        storage.promotions().insert(promotion("P1"), ChainHead.EMPTY);
        PromotionRequest approved =
                promotion("P1").advancedTo(PromotionStatus.APPROVED, PromotionPhase.DEPLOYING, Samples.TEXT);

        storage.promotions().update(approved, NEXT, NOON);

        commit(() -> assertThat(storage.promotions().lock(ACME, approved.id())).contains(new Locked(approved, NEXT)));
        assertThat(storage.promotions().head(ACME, approved.id())).contains(NEXT);
    }

    @Test
    void updateOfAnOldRevisionIsRefused() {
        storage.promotions().insert(promotion("P1"), ChainHead.EMPTY);
        PromotionRequest rejected = promotion("P1").ended(PromotionStatus.REJECTED, "no", NOON, Optional.of(NOA));
        storage.promotions().update(rejected, NEXT, NOON);

        assertThatThrownBy(() -> storage.promotions()
                        .update(
                                promotion("P1").advancedTo(PromotionStatus.APPROVED, PromotionPhase.QUEUED, ""),
                                NEXT,
                                NOON))
                .isInstanceOf(ConflictException.class)
                .hasFieldOrPropertyWithValue("code", "request.stale");
        assertThat(storage.promotions().find(ACME, rejected.id())).contains(rejected);
    }

    @Test
    void unknownPromotionIsNeitherFoundNorLocked() {
        PromotionId unknown = new PromotionId("unknown");

        assertThat(storage.promotions().find(ACME, unknown)).isEmpty();
        assertThat(storage.promotions().head(ACME, unknown)).isEmpty();
        commit(() -> assertThat(storage.promotions().lock(ACME, unknown)).isEmpty());
    }

    @Test
    void listsNewestFirstPageByPage() {
        Samples.promotions(storage, ACME, 7);

        List<PromotionRequest> first = list(Optional.empty(), Optional.empty(), 4);
        List<PromotionRequest> second =
                list(Optional.empty(), Optional.of(first.get(3).id()), 4);

        assertThat(first).extracting(each -> each.id().value()).containsExactly("P007", "P006", "P005", "P004");
        assertThat(second).extracting(each -> each.id().value()).containsExactly("P003", "P002", "P001");
    }

    @Test
    void listsOnlyWhatMatches() {
        Samples.promotions(storage, ACME, 3);

        assertThat(list(Optional.of(PromotionStatus.PENDING), Optional.empty(), 10))
                .hasSize(1);
        assertThat(list(Optional.of(PromotionStatus.FAILED), Optional.empty(), 10))
                .isEmpty();
        assertThat(storage.promotions()
                        .list(ACME, Optional.empty(), Optional.of(MIA), Optional.of(PROD), Optional.empty(), 10))
                .hasSize(3);
        assertThat(storage.promotions()
                        .list(ACME, Optional.empty(), Optional.of(NOA), Optional.empty(), Optional.empty(), 10))
                .isEmpty();
        assertThat(storage.promotions()
                        .list(ACME, Optional.empty(), Optional.empty(), Optional.of(DEV), Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void notedPromotionsAreFoundLongestWaitingFirstUntilTheNoteIsGone() {
        Samples.promotions(storage, ACME, 4);
        mark("P002", 3);
        mark("P003", 2);
        mark("P001", 1);

        assertThat(noted(10)).containsExactly("P001", "P003", "P002");
        assertThat(noted(2)).containsExactly("P001", "P003");
        storage.promotions().markRecheck(ACME, new PromotionId("P001"), Optional.empty());
        assertThat(noted(10)).containsExactly("P003", "P002");
    }

    @Test
    void endTakesTheNoteAway() {
        storage.promotions().insert(promotion("P1"), ChainHead.EMPTY);
        mark("P1", 1);
        PromotionRequest advanced =
                promotion("P1").advancedTo(PromotionStatus.PENDING, PromotionPhase.AWAITING_APPROVAL, "");
        storage.promotions().update(advanced, NEXT, NOON);
        assertThat(noted(10)).containsExactly("P1");

        storage.promotions().update(advanced.ended(PromotionStatus.EXPIRED, "", NOON, Optional.empty()), NEXT, NOON);

        assertThat(noted(10)).isEmpty();
    }

    private void mark(String id, int second) {
        storage.promotions().markRecheck(ACME, new PromotionId(id), Optional.of(NOON.plusSeconds(second)));
    }

    private List<String> noted(int limit) {
        return storage.promotions().needingRecheck(limit).stream()
                .map(each -> each.id().value())
                .toList();
    }

    private List<PromotionRequest> list(Optional<PromotionStatus> status, Optional<PromotionId> before, int limit) {
        return storage.promotions().list(ACME, status, Optional.empty(), Optional.empty(), before, limit);
    }
}
