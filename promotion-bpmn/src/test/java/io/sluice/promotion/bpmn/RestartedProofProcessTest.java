package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.ProcessFixture.administrator;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.bpmn.testing.ShippedProcess;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What came in before it was judged is told, and goes on. */
class RestartedProofProcessTest {
    @Test
    void anOldDefinitionIsReportedAndItsPromotionsGoOn() {
        TestDatabase database = TestDatabase.h2Memory();
        ProcessFixture before = ProcessFixture.on(database, SluiceEngine.Builder::withoutProof);
        before.renew();
        before.sluice()
                .definitions()
                .deploy(
                        administrator(),
                        ACME,
                        "old.bpmn",
                        ShippedProcess.named("old")
                                .with(
                                        "sourceRef=\"overdue\" targetRef=\"expired\"",
                                        "sourceRef=\"overdue\" targetRef=\"window-opens\"")
                                .bytes());
        before.acme().replacePolicy(STAGING, policy -> policy.withProcess("old"));
        before.acme().register("1.0.0");
        PromotionRequest asked = before.request("1.0.0", DEV, STAGING);
        before.sluice().close();

        try (ProcessFixture after = ProcessFixture.on(database)) {
            assertThat(after.sluice().definitions().refusedNow(administrator(), ACME))
                    .extracting(ProcessProof::process, ProcessProof::verdict)
                    .containsExactly(tuple("old", "refused"));

            after.acme().staff(ACME);
            after.acme()
                    .deployer()
                    .put(
                            ACME,
                            DEV,
                            asked.items().get(0).artifact(),
                            Optional.of(asked.items().get(0).digest()));
            assertThat(after.approve(asked, "bob").status()).isEqualTo(PromotionStatus.COMPLETED);
        }
    }
}
