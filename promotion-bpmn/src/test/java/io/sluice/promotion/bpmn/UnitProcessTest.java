package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.Deployment;
import io.sluice.promotion.testing.SluiceFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several artifacts as one unit on the shipped process, which knows nothing about them. */
class UnitProcessTest {
    private static final ArtifactRef ROUTER = ArtifactRef.agent("router");
    private static final ArtifactRef WHOLE = ArtifactRef.orchestration("whole");

    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.shared();

    private final SluiceFixture acme = process.acme();

    @BeforeEach
    void oneUnitIsLive() {
        register("1.0.0");
        assertThat(approvedUnit("1.0.0").status()).isEqualTo(PromotionStatus.COMPLETED);
        register("1.1.0");
    }

    private void register(String label) {
        Stream.of(AGENT, ROUTER, WHOLE).forEach(artifact -> acme.register(artifact, label));
    }

    private PromotionRequest requestUnit(String label) {
        PromotionRequest unit = acme.sluice()
                .promotions()
                .request(
                        acme.human("rita"),
                        ACME,
                        wanted(label, DEV, STAGING).andAlso(ROUTER, label).andAlso(WHOLE, label),
                        key());
        process.run();
        return process.get(unit);
    }

    private PromotionRequest approvedUnit(String label) {
        return process.approve(requestUnit(label), "bob");
    }

    private List<ArtifactRef> called(Step step, PromotionRequest unit) {
        return acme.deployer().calls(step).stream()
                .filter(call -> call.promotion().equals(unit.id()))
                .map(Deployment::artifact)
                .toList();
    }

    private List<String> live() {
        return Stream.of(AGENT, ROUTER, WHOLE)
                .map(artifact -> acme.sluice().releases().current(acme.human("vic"), ACME, STAGING, artifact))
                .map(release -> release.map(known -> known.version().value()).orElse("nothing"))
                .toList();
    }

    @Test
    void isDecidedOnceAndGoesLiveAsAWhole() {
        PromotionRequest unit = requestUnit("1.1.0");
        assertThat(process.engine().getTaskService().createTaskQuery().count()).isOne();

        PromotionRequest ended = process.approve(unit, "bob");

        assertThat(ended.status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(called(Step.DEPLOY, ended)).containsExactly(AGENT, ROUTER, WHOLE);
        assertThat(called(Step.VERIFY, ended)).containsExactly(AGENT, ROUTER, WHOLE);
        assertThat(live()).containsOnly("1.1.0");
    }

    @Test
    void isRolledBackAsAWholeWhenTheSecondFails() {
        acme.deployer().meanwhile(Step.DEPLOY, () -> {});
        acme.deployer().fails(Step.DEPLOY, "out of disk");

        PromotionRequest ended = approvedUnit("1.1.0");

        assertThat(ended.status()).isEqualTo(PromotionStatus.ROLLED_BACK);
        assertThat(ended.detail()).isEqualTo("DEPLOY of AGENT/router failed: out of disk");
        assertThat(called(Step.DEPLOY, ended)).containsExactly(AGENT, ROUTER);
        assertThat(called(Step.RESTORE, ended)).containsExactly(ROUTER, AGENT);
        assertThat(live()).containsOnly("1.0.0");
    }

    @Test
    void goesOnAfterADeathBetweenTwoItems() {
        acme.deployer().meanwhile(Step.DEPLOY, () -> {});
        acme.deployer().throwsAfter(Step.DEPLOY);
        PromotionRequest unit = approvedUnit("1.1.0");
        assertThat(unit.phase()).isEqualTo(PromotionPhase.DEPLOYING);

        process.advance(Duration.ofMinutes(1));
        process.run();

        assertThat(process.get(unit).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(called(Step.DEPLOY, unit)).containsExactly(AGENT, ROUTER, WHOLE);
        assertThat(live()).containsOnly("1.1.0");
    }

    @Test
    void isRepairedByPeopleWhenPuttingBackStopsHalfWay() {
        acme.deployer().fails(Step.VERIFY, "no answer");
        acme.deployer().meanwhile(Step.RESTORE, () -> {});
        acme.deployer().fails(Step.RESTORE, "no way back");

        PromotionRequest broken = approvedUnit("1.1.0");

        assertThat(broken.phase()).isEqualTo(PromotionPhase.REPAIRING);
        assertThat(broken.detail())
                .endsWith("AGENT/support-assistant 1.1.0, AGENT/router 1.1.0, ORCHESTRATION/whole 1.0.0.");
        Stream.of(AGENT, ROUTER)
                .forEach(artifact ->
                        acme.deployer().put(ACME, STAGING, artifact, Optional.of(SluiceFixture.digest("1.0.0"))));
        acme.sluice().promotions().closeRepair(acme.human("dan"), ACME, broken.id(), "by hand", key());
        assertThat(process.get(broken).status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(live()).containsOnly("1.0.0");
    }

    @Test
    void goesBackAsAWholeByOneRequest() {
        PromotionRequest unit = approvedUnit("1.1.0");

        PromotionRequest back =
                acme.sluice().promotions().rollBackUnit(acme.human("dan"), ACME, unit.id(), "it is slow", key());
        process.run();

        assertThat(process.get(back).status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(called(Step.DEPLOY, back)).containsExactly(WHOLE, ROUTER, AGENT);
        assertThat(live()).containsOnly("1.0.0");
    }
}
