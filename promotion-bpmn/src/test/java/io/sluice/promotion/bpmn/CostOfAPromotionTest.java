package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sluice.promotion.bpmn.engine.OwnDefinitions;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.StatementCount;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What one promotion costs on PostgreSQL, so that nobody makes it dearer without noticing: statements of core and engine
 * together, what goes to the database in one round trip counting as one, and the transactions that they are committed in. Reads outside of a transaction are
 * statements without one. Wherever the process moves, one statement keeps its way.
 */
class CostOfAPromotionTest {
    private record Cost(int statements, int transactions) {}

    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.sharedOnPostgres();

    private final StatementCount statements = process.acme().statements();

    private final HandsInTurn hands = new HandsInTurn();

    /** A node that works, and does its outside work when the test says so. */
    @BeforeEach
    void somebodyWorks() {
        ExternalWorker worker = new ExternalWorker(
                process.externalSteps(),
                OwnDefinitions.all(),
                process.externalTasks(),
                process.acme().transactions(),
                4,
                hands);
        worker.fetch();
        process.sluice().employ(worker);
    }

    @AfterEach
    void nobodyWorks() {
        process.sluice().rest();
    }

    @Test
    void ofThreeChecksAndOneApproverIsKnown() {
        process.acme().register("0.9.0");
        PromotionRequest before = process.acme().request("0.9.0", DEV, STAGING);
        hands.next();
        process.acme().approve(before.id(), "bob");
        process.runJobs();
        hands.next();
        hands.next();
        process.acme().dispatch();
        process.acme().register("1.0.0");
        Map<String, Cost> costs = new LinkedHashMap<>();

        costs.put("request", cost(() -> process.acme().request("1.0.0", DEV, STAGING)));
        PromotionRequest request = process.newest();
        costs.put("checks", cost(hands::next));
        costs.put("approval", cost(() -> process.acme().approve(request.id(), "bob")));
        String gate = process.dueJobs().get(0).getId();
        costs.put("gate", cost(() -> process.runJob(gate)));
        costs.put("deployment", cost(hands::next));
        costs.put("verification", cost(hands::next));
        costs.put("messages", cost(process.acme()::dispatch));

        assertThat(process.get(request).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(costs)
                .containsExactly(
                        // core 5, the process 4, its way with the key 1
                        entry("request", new Cost(10, 1)),
                        // what three checks are told 2, their results 2, what core reads and writes on the way to the
                        // approval 2, the engine 10: it reads 3 and writes 7
                        entry("checks", new Cost(16, 1)),
                        // core 7, the engine 13: it reads 6 and writes 7
                        entry("approval", new Cost(20, 1)),
                        // the target and the gate 5, the way 1, the engine 9: it reads 4 and writes 5
                        entry("gate", new Cost(15, 1)),
                        // the beginning of the attempt, its end and the release 5, the engine 8: it reads 3, writes 5
                        entry("deployment", new Cost(13, 2)),
                        // the attempt, the outcome and who waits in line 6, the engine 6: it reads 3 and writes 3
                        entry("verification", new Cost(12, 2)),
                        // leases 3, who is meant by 3 reasons and over which channels 6, one message for each of 4
                        // receivers 2, what they tell 3, what became of them 1, that nothing is left 1
                        entry("messages", new Cost(16, 4)));
    }

    private Cost cost(Runnable action) {
        statements.reset();
        action.run();
        return new Cost(statements.statements().size(), statements.commits());
    }
}
