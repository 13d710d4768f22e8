package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.SafeMode.Cause;
import io.sluice.promotion.SafeMode.Comparison;
import io.sluice.promotion.SafeMode.Period;
import io.sluice.promotion.SafeMode.State;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.tree.Checkpoint;
import io.sluice.promotion.audit.tree.SignedNote;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.CheckpointSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is older than what others keep of it deploys nothing by itself. */
abstract class SafeModeContract extends SluiceContract {
    private final TestSigner signer = new TestSigner();
    private Shelf shelf;
    private Actor dan;
    private PromotionRequest approved;

    @BeforeEach
    void somethingIsReadyToBeDeployed() {
        shelf = new Shelf();
        dan = acme().human("dan");
        start(false);
        acme().register("1.0.0");
        approved = acme().approved("1.0.0", DEV, STAGING, "bob");
        sluice().anchoring().run(1_000);
    }

    @Test
    void aStartOnTheDatabaseThatWasThereGoesOn() {
        start(false);

        assertThat(sluice().safeMode().isOn()).isFalse();
        assertThat(sluice().safeMode().newest(dan, ACME)).isEmpty();
        assertThat(flow().reserve(approved.id())).isEmpty();
    }

    @Test
    void aDatabaseThatIsOlderThanACheckpointStandsStill() {
        shelf.newest = Optional.of(checkpointOf(10_000, signer));

        start(false);

        assertThat(sluice().safeMode().isOn()).isTrue();
        Period period = sluice().safeMode().newest(dan, ACME).orElseThrow();
        assertThat(period.cause()).isEqualTo(Cause.OLDER_THAN_CHECKPOINT);
        assertThat(period.detail()).contains("shelf", "10000");
        assertThat(period.unknown()).isEqualTo(1);
        assertRefused(UnavailableException.class, "safeMode.on", () -> flow().reserve(approved.id()));
        assertThat(sluice().monitor().figures().standingStill()).isEqualTo(1);
        assertThat(security()).contains("restore.detected");
    }

    @Test
    void aDatabaseWithoutACheckpointThatWasHandedOutIsAnotherOne() {
        shelf.newest = Optional.of(checkpointOf(1, signer));

        start(false);

        assertThat(sluice().safeMode().newest(dan, ACME).orElseThrow().cause()).isEqualTo(Cause.OTHER_THAN_CHECKPOINT);
    }

    @Test
    void aCheckpointThatSomebodyElseSignedSaysNothing() {
        shelf.newest = Optional.of(checkpointOf(10_000, new TestSigner()));

        start(false);

        assertThat(sluice().safeMode().isOn()).isFalse();
    }

    @Test
    void aKeeperThatDoesNotAnswerAtTheStartIsAskedAgain() {
        shelf.newest = Optional.of(checkpointOf(10_000, signer));
        shelf.silent = true;
        start(false);
        assertThat(sluice().safeMode().isOn()).isFalse();

        shelf.silent = false;
        sluice().safeMode().look();

        assertThat(sluice().safeMode().isOn()).isTrue();
    }

    @Test
    void aLogThatBecomesShorterWhileANodeRunsIsNoticed() {
        sluice().safeMode().look();
        assertThat(sluice().safeMode().isOn()).isFalse();

        database().execute("UPDATE sluice_audit_tree SET tree_size = tree_size - 1 WHERE org_id = 'acme'");
        sluice().safeMode().look();

        assertThat(sluice().safeMode().newest(dan, ACME).orElseThrow().cause()).isEqualTo(Cause.LOG_SHRANK);
    }

    @Test
    void anotherNodeLearnsOfItFromTheDatabase() {
        Sluice other = sluice();
        shelf.newest = Optional.of(checkpointOf(10_000, signer));
        start(false);
        assertThat(other.safeMode().isOn()).isFalse();

        other.safeMode().look();

        assertThat(other.safeMode().isOn()).isTrue();
    }

    @Test
    void whoHasSomethingOpenInTheSameDatabaseStandsStillAsWell() {
        acme().staff(GLOBEX);
        acme().populate(GLOBEX);
        shelf.newest = Optional.of(checkpointOf(10_000, signer));
        start(false);
        assertThat(sluice().safeMode().newest(dan, GLOBEX))
                .as("nothing is open there")
                .isEmpty();

        start(true);

        assertThat(sluice().safeMode().newest(dan, GLOBEX).orElseThrow().cause())
                .as("started like that by hand")
                .isEqualTo(Cause.BY_HAND);
        assertThat(sluice().safeMode().newest(dan, ACME).orElseThrow().cause())
                .as("stands still already")
                .isEqualTo(Cause.OLDER_THAN_CHECKPOINT);
    }

    @Test
    void theDeployerIsAskedWhatIsLiveWhereSomethingWasOpen() {
        deployer().put(ACME, STAGING, AGENT, Optional.of(digest("1.0.0")));
        start(true);
        assertThat(comparison().state()).isEqualTo(State.UNKNOWN);

        assertThat(sluice().safeMode().look()).isEqualTo(1);

        assertThat(comparison().state()).as("deployed after the backup").isEqualTo(State.ALREADY_LIVE);
        assertThat(comparison().live()).contains(digest("1.0.0").value());
        assertThat(deployer().calls()).isEmpty();
        assertThat(sluice().audit().ofPromotion(acme().human("audrey"), ACME, approved.id()))
                .extracting(AuditEvent::type)
                .contains("restore.compared");
        assertThat(sluice().safeMode().look()).isZero();
    }

    @Test
    void aDeployerThatCannotTellIsAskedAgainAfterAMinute() {
        start(true);
        deployer().blind(true);
        assertThat(sluice().safeMode().look()).isZero();
        deployer().blind(false);
        assertThat(sluice().safeMode().look()).as("not at once").isZero();
        assertThat(comparison().state()).isEqualTo(State.UNKNOWN);

        clock().advance(Duration.ofSeconds(61));
        sluice().safeMode().look();

        assertThat(comparison().state()).isEqualTo(State.AS_RECORDED);
    }

    @Test
    void deployersThatRememberTheHighestFenceGoOn() {
        start(true);

        sluice().safeMode().leave(dan, ACME, "all looked at", key());
        flow().reserve(approved.id());
        flow().confirm(approved.id());
        flow().deploy(approved.id());

        assertThat(deployer().calls().get(0).deployment().fence()).isGreaterThan(1_000_000);
    }

    @Test
    void anOperatorHasTheOrganizationGoOnAndSaysWhy() {
        String note = checkpointOf(10_000, signer);
        shelf.newest = Optional.of(note);
        start(false);
        IdempotencyKey once = key();

        Period left = sluice().safeMode().leave(dan, ACME, "restored on purpose after the fire", once);

        assertThat(left.reason()).contains("restored on purpose after the fire");
        assertThat(left.leftBy().orElseThrow().value()).isEqualTo("dan");
        assertThat(sluice().safeMode().isOn()).isFalse();
        assertThat(sluice().safeMode().leave(dan, ACME, "restored on purpose after the fire", once))
                .isEqualTo(left);
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().safeMode().leave(dan, ACME, "restored on purpose after the fire", key()));
        assertThat(security()).endsWith("restore.detected", "safeMode.left");
        assertThat(flow().reserve(approved.id())).isEmpty();
        start(false);
        assertThat(sluice().safeMode().isOn()).as("known and accepted").isFalse();
        assertThat(sluice().anchoring().run(1_000)).isPositive();
    }

    private Comparison comparison() {
        List<Comparison> all = sluice().safeMode().comparisons(dan, ACME, Optional.empty(), 10);
        assertThat(all).hasSize(1);
        assertThat(sluice().safeMode().comparisons(dan, ACME, Optional.of(approved.id()), 10))
                .isEmpty();
        return all.get(0);
    }

    private List<String> security() {
        return sluice().audit().ofSecurity(acme().human("audrey"), ACME).stream()
                .map(AuditEvent::type)
                .filter(type -> !type.equals("access.denied"))
                .toList();
    }

    private void start(boolean byHand) {
        acme().use(acme().wire(Sluice.builder())
                .audit(AuditOptions.standard().signedBy(signer).keptBy(shelf))
                .safeMode(byHand)
                .flow(acme().flow()::of)
                .build());
    }

    private static String checkpointOf(long size, TestSigner by) {
        String origin = by.key().name() + "/" + ACME;
        TreeHash root = TreeHash.ofEvent("00".repeat(32));
        String text = new Checkpoint(origin, size, root, Instant.parse("2026-03-01T00:00:00Z")).text();
        return SignedNote.of(text, by.key(), by.sign(text)).toString();
    }

    private static final class Shelf implements CheckpointSink {
        private final List<String> kept = new ArrayList<>();
        private Optional<String> newest = Optional.empty();
        private boolean silent;

        @Override
        public String name() {
            return "shelf";
        }

        @Override
        public void keep(OrganizationId organization, String note) {
            kept.add(note);
        }

        @Override
        public Optional<String> newest(OrganizationId organization) {
            if (silent) {
                throw new IllegalStateException("The shelf is locked.");
            }
            if (!organization.equals(ACME)) {
                return Optional.empty();
            }
            return newest.or(() -> kept.isEmpty() ? Optional.empty() : Optional.of(kept.get(kept.size() - 1)));
        }
    }
}
