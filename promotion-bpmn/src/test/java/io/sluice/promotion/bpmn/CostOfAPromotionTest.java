package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.StatementCount;
import java.util.LinkedHashMap;
import java.util.Map;
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

    @Test
    void ofThreeChecksAndOneApproverIsKnown() {
        process.inStaging("0.9.0");
        process.acme().dispatch();
        process.acme().register("1.0.0");
        Map<String, Cost> costs = new LinkedHashMap<>();

        costs.put("request", cost(() -> process.acme().request("1.0.0", DEV, STAGING)));
        PromotionRequest request = process.newest();
        costs.put("checks", cost(process::work));
        costs.put("approval", cost(() -> process.acme().approve(request.id(), "bob")));
        String gate = process.dueJobs().get(0).getId();
        costs.put("gate", cost(() -> process.runJob(gate)));
        costs.put("deployment", cost(process::work));
        costs.put("verification", cost(process::work));
        costs.put("messages", cost(process.acme()::dispatch));

        assertThat(process.get(request).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(costs)
                .containsExactly(
                        // the key, what is asked about, what is ahead, judging under the locks, the row with its first
                        // event 5, the
                        // process 5, its way with the key 1
                        entry("request", new Cost(11, 1)),
                        // fetching 5, what three checks are told 2, their results 2, the engine's way to the approval
                        // and its timers 12, what core reads and writes on it 2, what the engine writes 8
                        entry("checks", new Cost(31, 2)),
                        // who asks 2, the lock, the key, the decisions, the tasks, the approval 5, when it may begin 2,
                        // the engine's way to the window 22, what is left to write 1, whether the task is closed 1
                        entry("approval", new Cost(33, 1)),
                        // the target 2, the gate 4, the engine 13, which opens an empty transaction beside each job,
                        // its
                        // way 1
                        entry("gate", new Cost(20, 2)),
                        // fetching 5, the beginning of the attempt and the configuration 3, its end and the release 2,
                        // the engine 13
                        entry("deployment", new Cost(23, 3)),
                        // fetching 5, the attempt and the configuration 4, the outcome and who waits in line 3, the
                        // engine 11
                        entry("verification", new Cost(23, 3)),
                        // leases 5, who is meant by 3 reasons and over which channels 17, what is sent 6, for each of 4
                        // mails 7 and the end of its lease; each in a transaction of its own
                        entry("messages", new Cost(58, 10)));
    }

    private Cost cost(Runnable action) {
        statements.reset();
        action.run();
        return new Cost(statements.statements().size(), statements.commits());
    }
}
