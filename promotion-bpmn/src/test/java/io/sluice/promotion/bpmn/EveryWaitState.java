package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.Promotions;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/**
 * One promotion at each place where the shipped process waits, each of an artifact that is called like the place. Begun on
 * one engine and finished on another, which need not be in the same program, nor be the same engine.
 */
final class EveryWaitState {
    private static final Duration UNTIL_EVENING = Duration.ofHours(8);
    private static final Duration A_WHILE = Duration.ofHours(1);

    private final ProcessFixture process;
    private final SluiceFixture acme;

    EveryWaitState(ProcessFixture process) {
        this.process = process;
        this.acme = process.acme();
    }

    /** A program that begins them in a database that lies there: the address and the user. */
    public static void main(String... database) {
        try (TestDatabase there = TestDatabase.at(database[0], database[1]);
                ProcessFixture process = ProcessFixture.on(there)) {
            new EveryWaitState(process).begin();
        }
    }

    /** Begins them on empty tables. */
    void begin() {
        process.renew();
        places().keySet().forEach(place -> acme.register(ArtifactRef.agent(place), "1.0.0"));
        holdInApproval();
        holdAtRepair();
        holdBeforeTheTarget();
        holdOutside();
        ask("run-checks", UnaryOperator.identity());
        assertThat(positions()).containsExactlyInAnyOrderEntriesOf(places());
    }

    private void holdInApproval() {
        for (String place : List.of("approve", "try-again", "deploy", "verify", "roll-back", "repair")) {
            ask(place, UnaryOperator.identity());
        }
        ask("window-opens", wanted -> wanted.notBefore(process.now().plus(UNTIL_EVENING)));
        process.run();
    }

    private void holdAtRepair() {
        acme.deployer().fails(Step.DEPLOY, "disk full");
        acme.deployer().fails(Step.RESTORE, "no way back");
        process.approve(promotion("repair"), "bob");
    }

    private void holdBeforeTheTarget() {
        process.approve(promotion("window-opens"), "bob");
        acme.sluice().line().stop(acme.human("gus"), ACME, Optional.of(STAGING), "a pause", key());
        process.approve(promotion("try-again"), "bob");
        acme.sluice().line().resume(acme.human("gus"), ACME, Optional.of(STAGING), "it is over", key());
    }

    private void holdOutside() {
        for (String place : List.of("deploy", "verify", "roll-back")) {
            acme.approve(promotion(place).id(), "bob");
        }
        process.runJobs();
        workOn("verify");
        acme.deployer().fails(Step.DEPLOY, "disk full");
        workOn("roll-back");
    }

    /** Ends them all, on an engine that found them. */
    void finish() {
        acme.staff(ACME);
        places().keySet()
                .forEach(place ->
                        acme.deployer().put(ACME, DEV, ArtifactRef.agent(place), Optional.of(digest("1.0.0"))));
        acme.deployer().put(ACME, STAGING, ArtifactRef.agent("verify"), Optional.of(digest("1.0.0")));
        assertThat(positions()).containsExactlyInAnyOrderEntriesOf(places());

        process.run();
        process.approve(promotion("run-checks"), "bob");
        process.approve(promotion("approve"), "bob");
        acme.sluice()
                .promotions()
                .closeRepair(acme.human("dan"), ACME, promotion("repair").id(), "removed it", key());
        process.advance(Duration.ofMinutes(1));
        process.run();
        assertThat(promotion("window-opens").isOpen()).isTrue();
        process.advance(UNTIL_EVENING);
        process.run();

        assertThat(places().keySet().stream()
                        .collect(Collectors.toMap(
                                place -> place, place -> promotion(place).status())))
                .containsExactlyInAnyOrderEntriesOf(ends());
        assertThat(process.engine().getRuntimeService().createExecutionQuery().count())
                .isZero();
        assertThat(process.engine().getManagementService().createJobQuery().count())
                .isZero();
    }

    private static Map<String, String> places() {
        return List.of("run-checks", "approve", "window-opens", "try-again", "deploy", "verify", "roll-back", "repair")
                .stream()
                .collect(Collectors.toMap(place -> place, place -> place));
    }

    private static Map<String, PromotionStatus> ends() {
        return places().keySet().stream().collect(Collectors.toMap(place -> place, place -> switch (place) {
            case "repair" -> PromotionStatus.FAILED;
            case "roll-back" -> PromotionStatus.ROLLED_BACK;
            default -> PromotionStatus.COMPLETED;
        }));
    }

    private void ask(String place, UnaryOperator<NewPromotion> more) {
        NewPromotion wanted = NewPromotion.of(ArtifactRef.agent(place), "1.0.0", DEV, STAGING, "because");
        acme.sluice().promotions().request(acme.human("rita"), ACME, more.apply(wanted), key());
    }

    private PromotionRequest promotion(String place) {
        return promotions().stream()
                .filter(request -> place(request).equals(place))
                .findFirst()
                .orElseThrow();
    }

    private List<PromotionRequest> promotions() {
        return acme.sluice().promotions().list(acme.human("vic"), ACME, Promotions.Query.newest(20));
    }

    private static String place(PromotionRequest request) {
        return request.items().get(0).artifact().id();
    }

    /** Where each of them waits. */
    private Map<String, String> positions() {
        return promotions().stream().collect(Collectors.toMap(EveryWaitState::place, this::position));
    }

    private String position(PromotionRequest request) {
        ProcessInstance instance = process.instance(request);
        return String.join(
                " ", process.engine().getRuntimeService().getActiveActivityIds(instance.getProcessInstanceId()));
    }

    /** Does the outside work of one of them while another worker seems to hold that of the others. */
    private void workOn(String place) {
        ExternalTaskService tasks = process.externalTasks();
        String mine = process.instance(promotion(place)).getProcessInstanceId();
        List<String> others = tasks.createExternalTaskQuery().list().stream()
                .filter(task -> !task.getProcessInstanceId().equals(mine))
                .map(ExternalTask::getId)
                .toList();
        others.forEach(id -> tasks.lock(id, "elsewhere", A_WHILE.toMillis()));
        assertThat(process.work()).isTrue();
        others.forEach(tasks::unlock);
    }
}
