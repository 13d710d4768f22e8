package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.release.ReleaseCause;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.ManualFlow.Told;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A version travels from dev to prod. */
abstract class JourneyContract extends SluiceContract {
    @Test
    void aVersionTravelsFromDevelopmentToProduction() {
        acme().register("1.4.0");

        PromotionRequest toStaging = acme().promoted("1.4.0", DEV, STAGING, "bob");
        PromotionRequest toProd = acme().promoted("1.4.0", STAGING, PROD, "bob", "carol");

        assertThat(toStaging.status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(toProd.status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(sluice().releases().board(acme().human("vic"), ACME))
                .extracting(Release::workspace)
                .containsExactly(DEV, PROD, STAGING);
        assertThat(deployer().current(ACME, PROD, AGENT)).contains(digest("1.4.0"));
        assertThat(flow().told(toProd.id())).containsExactly(Told.STARTED, Told.APPROVED);
    }

    @Test
    void theHistoryTellsWhatReplacedWhat() {
        acme().inProd("1.0.0");
        acme().inProd("1.1.0");

        List<Release> history = sluice().releases().history(acme().human("vic"), ACME, PROD, AGENT, 10);

        assertThat(history).extracting(release -> release.version().value()).containsExactly("1.1.0", "1.0.0");
        assertThat(history).extracting(Release::cause).containsOnly(ReleaseCause.PROMOTED);
        assertThat(history.get(0).replaced()).contains(history.get(1).id());
        assertThat(history.get(1).isCurrent()).isFalse();
        assertThat(sluice().releases().current(acme().human("vic"), ACME, PROD, AGENT))
                .contains(history.get(0));
    }

    @Test
    void everyStepOfAPromotionIsInItsAuditTrailAndTheTrailIsIntact() {
        PromotionRequest request = acme().inStaging("1.0.0");
        Actor audrey = acme().human("audrey");

        List<AuditEvent> trail = sluice().audit().ofPromotion(audrey, ACME, request.id());

        assertThat(trail)
                .extracting(AuditEvent::type)
                .containsExactly(
                        "promotion.requested",
                        "check.recorded",
                        "check.recorded",
                        "check.recorded",
                        "stage.opened",
                        "approval.given",
                        "promotion.approved",
                        "target.reserved",
                        "gate.opened",
                        "attempt.started",
                        "attempt.done",
                        "attempt.started",
                        "attempt.done",
                        "promotion.ended");
        assertThat(trail).extracting(AuditEvent::subjectHash).containsOnly(Optional.of(request.subjectHash()));
        assertThat(sluice().audit().verify(audrey, ACME, request.id()))
                .isEqualTo(new ChainVerdict.Intact(trail.size()));
    }

    @Test
    void aDirectEditOfTheTrailIsFound() {
        PromotionRequest request = acme().inStaging("1.0.0");
        database()
                .execute("UPDATE sluice_audit_event SET actor = 'HUMAN:carol' WHERE chain = 'promotion:" + request.id()
                        + "' AND type = 'approval.given'");

        ChainVerdict verdict = sluice().audit().verify(acme().human("audrey"), ACME, request.id());

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        ChainVerdict.Broken.class,
                        broken -> assertThat(broken.seq()).isEqualTo(6));
    }

    @Test
    void eventsThatWereCutOffAreMissed() {
        PromotionRequest request = acme().inStaging("1.0.0");
        database()
                .execute("DELETE FROM sluice_audit_event WHERE chain = 'promotion:" + request.id()
                        + "' AND type = 'promotion.ended'");

        assertThat(sluice().audit()
                        .verify(acme().human("audrey"), ACME, request.id())
                        .isIntact())
                .isFalse();
    }
}
