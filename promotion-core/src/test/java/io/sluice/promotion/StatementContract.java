package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.request.PromotionRequest;
import org.junit.jupiter.api.Test;

/** How often the database is asked. A number that changes is a decision, not an accident. */
abstract class StatementContract extends SluiceContract {
    /** How often the database is asked for an approval that does not decide. */
    abstract int approval();

    @Test
    void anApprovalThatDoesNotDecideTakesFewStatements() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);
        acme().statements().reset();

        sluice().promotions().approve(acme().human("bob"), ACME, request.id(), request.subjectHash(), "fine", key());

        assertThat(acme().statements().statements()).hasSize(approval());
    }
}
