package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.policy.OpenRequests;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the rules of a workspace do to its processes: waiting in line, and passing approvals by. */
class GovernanceProcessTest {
    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.shared();

    private final SluiceFixture acme = process.acme();

    private void change(Function<PromotionPolicy, PromotionPolicy> change) {
        acme.replacePolicy(STAGING, change);
    }

    @Test
    void theNextInLineBeginsWhereTheFirstOneEnds() {
        change(policy -> policy.withOpenRequests(OpenRequests.QUEUE));
        List.of("1.0.0", "1.1.0").forEach(acme::register);
        PromotionRequest first = process.request("1.0.0", DEV, STAGING);
        PromotionRequest second = process.request("1.1.0", DEV, STAGING);
        assertThat(second.phase()).isEqualTo(PromotionPhase.IN_LINE);

        assertThat(process.approve(first, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(process.get(second).phase()).isEqualTo(PromotionPhase.AWAITING_APPROVAL);

        assertThat(process.approve(process.get(second), "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void theNextInLineBeginsWhenTheFirstOneIsWithdrawn() {
        change(policy -> policy.withOpenRequests(OpenRequests.QUEUE));
        List.of("1.0.0", "1.1.0").forEach(acme::register);
        PromotionRequest first = process.request("1.0.0", DEV, STAGING);
        PromotionRequest second = process.request("1.1.0", DEV, STAGING);

        acme.sluice().promotions().cancel(acme.human("rita"), ACME, first.id(), "no longer wanted", key());
        process.run();

        assertThat(process.get(second).phase()).isEqualTo(PromotionPhase.AWAITING_APPROVAL);
        acme.sluice().promotions().cancel(acme.human("rita"), ACME, second.id(), "neither", key());
    }

    @Test
    void anEmergencyClosesTheApprovalStepAndThePromotionGoesOnAtOnce() {
        acme.directory().member(ACME, "ben", "break-glass").member(ACME, "beth", "break-glass");
        change(policy -> policy.withBreakGlass(Optional.of(BreakGlass.STANDARD)));
        acme.register("1.0.0");
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);
        acme.sluice()
                .emergencies()
                .declare(
                        acme.human("ben"),
                        ACME,
                        asked.id(),
                        asked.subjectHash(),
                        "Customers cannot log in since noon.",
                        Optional.empty(),
                        key());

        acme.sluice().emergencies().confirm(acme.human("beth"), ACME, asked.id(), asked.subjectHash(), key());
        process.run();

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(process.trail(asked.id()))
                .containsSubsequence("bypass.confirmed", "promotion.approved", "bypass.used", "gate.opened");
    }
}
