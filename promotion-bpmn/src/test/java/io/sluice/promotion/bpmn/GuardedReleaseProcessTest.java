package io.sluice.promotion.bpmn;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.testing.SluiceFixture;
import io.sluice.promotion.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way through the process of the example; the last test says whether it really was every one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuardedReleaseProcessTest {
    private static final Path FILE = Path.of("../examples/custom-process/processes/guarded-release.bpmn");

    /** Finds a licence that must not be delivered when a test says so. */
    private static final class Scan implements HostStep {
        private boolean denies;

        @Override
        public Result run(HostWork work) {
            return denies ? Result.failed("LICENCE_DENIED", "chart-server is under AGPL-3.0-only.") : Result.done();
        }

        @Override
        public Set<String> errors() {
            return Set.of("LICENCE_DENIED");
        }
    }

    private static final Scan SCAN = new Scan();

    @RegisterExtension
    static final ProcessFixture process =
            ProcessFixture.on(TestDatabase.h2Memory(), builder -> builder.step("acme.licence-scan", SCAN));

    private static Optional<FlowRecorder> recorder = Optional.empty();

    private final SluiceFixture acme = process.acme();

    @BeforeAll
    static void assertOnTheEngine() {
        init(process.engine());
    }

    @AfterAll
    static void close() {
        process.close();
        recorder = Optional.empty();
    }

    @BeforeEach
    void useTheProcess() throws IOException {
        SCAN.denies = false;
        process.sluice()
                .definitions()
                .deploy(ProcessFixture.administrator(), ACME, FILE.getFileName().toString(), Files.readAllBytes(FILE));
        acme.replacePolicy(
                STAGING,
                policy -> policy.withStages(List.of(
                                ProcessFixture.stage("business", "approver"),
                                ProcessFixture.stage("security", "security"),
                                ProcessFixture.stage("release-board", "release-guard")))
                        .withProcess("guarded-release"));
        acme.register("1.0.0");
        recorder.ifPresentOrElse(
                before -> before.listenToNewest(process.engine(), "guarded-release"),
                () -> recorder =
                        Optional.of(FlowRecorder.on(process.engine(), acme.transactions(), "guarded-release")));
    }

    @Test
    void bothReviewsThenTheRestThenTheBoard() {
        acme.replacePolicy(STAGING, policy -> policy.withSoak(Duration.ofHours(1)));
        PromotionRequest asked = request();
        assertThat(process.instance(asked)).isWaitingAtExactly("business-review", "security-review");

        process.approve(asked, "erin");
        assertThat(process.instance(asked)).isWaitingAt("business-review").isNotWaitingAt("security-review");
        process.approve(asked, "bob");
        assertThat(process.instance(asked)).isWaitingAtExactly("rested");
        process.advance(Duration.ofHours(1));
        process.run();
        assertThat(process.instance(asked)).isWaitingAtExactly("board");

        assertThat(process.approve(asked, "gus").status()).isEqualTo(PromotionStatus.COMPLETED);
        assertThat(acme.deployer().current(ACME, STAGING, AGENT)).contains(digest("1.0.0"));
    }

    @Test
    void failedChecksEndItBeforeAnybodyIsAsked() {
        acme.security().fails("2 high findings");

        PromotionRequest ended = request();

        assertThat(ended.status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(process.trail(ended.id())).doesNotContain("step.done", "stage.opened");
    }

    @Test
    void aLicenceThatIsDeniedEndsItBeforeAnybodyIsAsked() {
        SCAN.denies = true;

        PromotionRequest ended = request();

        assertThat(ended.status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(process.trail(ended.id())).contains("step.failed").doesNotContain("stage.opened");
    }

    @Test
    void aNoOfSecurityEndsTheBusinessReview() {
        PromotionRequest asked = request();

        acme.reject(asked.id(), "erin", "the key is in the code");
        process.run();

        assertEnded(asked, PromotionStatus.REJECTED);
        assertThat(acme.sluice().tasks().page(acme.human("bob"), ACME, Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void aNoOfTheBusinessEndsItAfterSecurityAgreed() {
        PromotionRequest asked = request();
        process.approve(asked, "erin");

        acme.reject(asked.id(), "bob", "not now");
        process.run();

        assertEnded(asked, PromotionStatus.REJECTED);
    }

    @Test
    void aNoOfSecurityEndsItAfterTheBusinessAgreed() {
        PromotionRequest asked = request();
        process.approve(asked, "bob");

        acme.reject(asked.id(), "erin", "the key is in the code");
        process.run();

        assertEnded(asked, PromotionStatus.REJECTED);
    }

    @Test
    void whenSecurityIsLateTheWholeRequestExpires() {
        PromotionRequest asked = request();
        process.approve(asked, "bob");

        process.advance(PromotionPolicy.STANDARD_DEADLINE);
        process.run();

        assertEnded(asked, PromotionStatus.EXPIRED);
    }

    @Test
    void whenTheBusinessIsLateTheWholeRequestExpires() {
        PromotionRequest asked = request();
        process.approve(asked, "erin");

        process.advance(PromotionPolicy.STANDARD_DEADLINE);
        process.run();

        assertEnded(asked, PromotionStatus.EXPIRED);
    }

    @Test
    void whoeverIsAskedIsReminded() {
        PromotionRequest asked = request();
        process.advance(PromotionPolicy.STANDARD_DEADLINE.dividedBy(2));
        process.run();
        acme.dispatch();
        PromotionRequest reviewed = reviewed(asked);
        process.advance(PromotionPolicy.STANDARD_DEADLINE.dividedBy(2));
        process.run();

        acme.dispatch();
        assertThat(acme.notifier().recipients(NotificationKind.REMINDER)).contains("bob", "erin", "gus");
        assertThat(process.instance(reviewed)).isWaitingAtExactly("board");
    }

    @Test
    void aNoOfTheBoardEndsIt() {
        PromotionRequest asked = reviewed(request());

        acme.reject(asked.id(), "gus", "not this quarter");
        process.run();

        assertEnded(asked, PromotionStatus.REJECTED);
    }

    @Test
    void whenTheBoardIsLateTheRequestExpires() {
        PromotionRequest asked = reviewed(request());

        process.advance(PromotionPolicy.STANDARD_DEADLINE);
        process.run();

        assertEnded(asked, PromotionStatus.EXPIRED);
    }

    @Test
    void anApproverWhoLostTheRoleMeanwhileCountsNoMore() {
        Instant evening = process.now().plus(Duration.ofHours(8));
        PromotionRequest waiting = agreed(process.requestNotBefore("1.0.0", DEV, STAGING, evening));
        assertThat(process.instance(waiting)).isWaitingAtExactly("window-opens");
        acme.directory().revoke(ACME, "bob", "approver");

        process.setClock(evening);
        process.run();

        assertEnded(waiting, PromotionStatus.FAILED);
        assertThat(process.trail(waiting.id())).contains("gate.closed");
    }

    @Test
    void aStoppedLineHoldsItAndItGoesOnByItself() {
        PromotionRequest asked = reviewed(request());
        acme.sluice().line().stop(acme.human("gus"), ACME, Optional.of(STAGING), "database restore", key());

        PromotionRequest waiting = process.approve(asked, "gus");

        assertThat(process.instance(waiting)).isWaitingAtExactly("try-again");
        acme.sluice().line().resume(acme.human("gus"), ACME, Optional.of(STAGING), "restored", key());
        process.advance(Duration.ofMinutes(1));
        process.run();
        assertThat(process.get(waiting).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aDeploymentThatFailsIsTakenBack() {
        acme.deployer().fails(Step.DEPLOY, "disk full");

        PromotionRequest ended = agreed(request());

        assertThat(ended.status()).isEqualTo(PromotionStatus.ROLLED_BACK);
        assertThat(acme.deployer().calls()).extracting(call -> call.step()).containsExactly(Step.DEPLOY, Step.RESTORE);
    }

    @Test
    void aVersionThatDoesNotWorkIsTakenBack() {
        acme.deployer().fails(Step.VERIFY, "no answer");

        assertThat(agreed(request()).status()).isEqualTo(PromotionStatus.ROLLED_BACK);
    }

    @Test
    void whatCannotBeTakenBackIsRepairedByPeople() {
        acme.deployer().fails(Step.VERIFY, "no answer");
        acme.deployer().fails(Step.RESTORE, "no way back");
        PromotionRequest broken = agreed(request());
        assertThat(process.instance(broken)).isWaitingAtExactly("repair");

        acme.deployer().put(ACME, STAGING, AGENT, Optional.empty());
        acme.sluice().promotions().closeRepair(acme.human("dan"), ACME, broken.id(), "removed it", key());

        assertEnded(broken, PromotionStatus.FAILED);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyNodeAndEveryFlowOfTheProcessWasTaken() {
        FlowRecorder taken = recorder.orElseThrow();

        assertThat(taken.elements()).hasSizeGreaterThan(90).contains("licence-scan", "both-agreed", "board-no");
        assertThat(taken.untouched()).as("nodes and flows that no test takes").isEmpty();
    }

    private static PromotionRequest request() {
        return process.request("1.0.0", DEV, STAGING);
    }

    private static PromotionRequest reviewed(PromotionRequest request) {
        process.approve(request, "erin");
        return process.approve(request, "bob");
    }

    private static PromotionRequest agreed(PromotionRequest request) {
        return process.approve(reviewed(request), "gus");
    }

    private static void assertEnded(PromotionRequest request, PromotionStatus status) {
        assertThat(process.get(request).status()).isEqualTo(status);
        assertThat(process.instance(request)).isNull();
    }
}
