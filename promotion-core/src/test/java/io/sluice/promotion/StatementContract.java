package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import java.util.Optional;
import java.util.function.IntSupplier;
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

    /** How often the database is asked for a page of what waits for a person. */
    abstract int page();

    @Test
    void aPageOfTheQueueTakesTheSameStatementsHoweverManyWait() {
        waiting("first");
        int one = asked(this::queue);
        waiting("second");
        waiting("third");

        assertThat(asked(this::queue)).isEqualTo(one).isEqualTo(page());
    }

    /** How often the database is asked for the board. */
    abstract int board();

    @Test
    void theBoardTakesTheSameStatementsHoweverMuchIsOnIt() {
        waiting("first");
        int one = asked(this::wholeBoard);
        waiting("second");
        waiting("third");

        assertThat(asked(this::wholeBoard)).isEqualTo(one).isEqualTo(board());
    }

    private int queue() {
        return sluice().tasks()
                .page(acme().human("bob"), ACME, Optional.empty(), 100)
                .size();
    }

    private int wholeBoard() {
        return sluice().overview().board(acme().human("bob"), ACME).rows().size();
    }

    private void waiting(String artifact) {
        ArtifactRef agent = ArtifactRef.agent(artifact);
        acme().register(agent, "1.0.0");
        PromotionRequest request = promotions()
                .request(acme().human("rita"), ACME, NewPromotion.of(agent, "1.0.0", DEV, STAGING, "because"), key());
        flow().runChecks(request.id());
        flow().openApproval(request.id());
    }

    /** Looked at once before, so that what never changes is known. */
    private int asked(IntSupplier look) {
        int before = look.getAsInt();
        acme().statements().reset();
        assertThat(look.getAsInt()).isEqualTo(before).isPositive();
        return acme().statements().statements().size();
    }
}
