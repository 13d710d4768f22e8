package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.KeyChange;
import io.sluice.promotion.configuration.SettingsChange;
import io.sluice.promotion.configuration.ValueType;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Limits;
import io.sluice.promotion.workspace.Workspace;
import io.sluice.promotion.workspace.WorkspaceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Changes that are right alone and wrong together, begun at the same instant: one of them is refused. */
abstract class LayoutRaceContract extends SluiceContract {
    private static final int ROUNDS = 10;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterAll
    void stopThreads() {
        threads.shutdownNow();
    }

    private Workspace change(String id, UnaryOperator<WorkspaceChange> change) {
        Workspace seen = sluice().workspaces().get(acme().human("vic"), ACME, new WorkspaceId(id));
        return sluice().workspaces()
                .change(
                        acme().human("olga"),
                        ACME,
                        seen.id(),
                        seen.revision(),
                        change.apply(WorkspaceChange.of(seen)),
                        key());
    }

    @Test
    void twoPathsDoNotBecomeACycle() throws Exception {
        acme().create(ACME, NewWorkspace.of("left", "Left", EnvironmentType.STAGING));
        acme().create(ACME, NewWorkspace.of("right", "Right", EnvironmentType.STAGING));
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(atOnce(
                            () -> change("left", wanted -> wanted.after("right")),
                            () -> change("right", wanted -> wanted.after("left"))))
                    .containsExactlyInAnyOrder("done", "path.cycle");
            change("left", WorkspaceChange::afterNone);
            change("right", WorkspaceChange::afterNone);
        }
    }

    @Test
    void twoWorkspacesDoNotTakeOneGateway() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(atOnce(
                            () -> change("prod", wanted -> wanted.servedBy("gw-1")),
                            () -> change("staging", wanted -> wanted.servedBy("gw-1"))))
                    .containsExactlyInAnyOrder("done", "isolation.sharedGateway");
            change("prod", WorkspaceChange::withoutGateway);
            change("staging", WorkspaceChange::withoutGateway);
        }
    }

    @Test
    void twoRevisionsOfSettingsDoNotHaveOneNumber() throws Exception {
        sluice().configurations()
                .changeKeys(
                        acme().human("olga"),
                        ACME,
                        0,
                        KeyChange.define("begin", ConfigurationKey.of("region", ValueType.TEXT)),
                        key());
        for (int round = 0; round < ROUNDS; round++) {
            int expected = round;
            assertThat(atOnce(() -> set(expected, "us"), () -> set(expected, "eu")))
                    .containsExactlyInAnyOrder("done", "configuration.stale");
        }
    }

    private Object set(int expected, String region) {
        return sluice().configurations()
                .change(
                        acme().human("olga"),
                        ACME,
                        STAGING,
                        expected,
                        SettingsChange.set("region", region, "why not"),
                        key());
    }

    @Test
    void twoRegistrationsDoNotTakeTheLastPlace() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int most = round + 1;
            change(DEV.value(), wanted -> wanted.limitedTo(new Limits(most, 10)));
            String left = "left-" + round;
            String right = "right-" + round;

            assertThat(atOnce(
                            () -> acme().register(ArtifactRef.agent(left), "1.0.0"),
                            () -> acme().register(ArtifactRef.agent(right), "1.0.0")))
                    .containsExactlyInAnyOrder("done", "limit.maxAgents");
        }
    }

    private List<String> atOnce(Callable<Object> one, Callable<Object> other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Object>> running = new ArrayList<>();
        for (Callable<Object> command : List.of(one, other)) {
            running.add(threads.submit(() -> {
                start.await();
                return command.call();
            }));
        }
        List<String> outcomes = new ArrayList<>();
        for (Future<Object> future : running) {
            outcomes.add(outcome(future));
        }
        return outcomes;
    }

    private static String outcome(Future<Object> future) throws Exception {
        try {
            future.get();
            return "done";
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SluiceException refusal) {
                return refusal.code();
            }
            throw e;
        }
    }
}
