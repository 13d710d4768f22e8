package io.sluice.promotion.bpmn;

import static io.sluice.promotion.bpmn.testing.BpmnFile.bytes;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.freeze.ExceptionGranters;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.freeze.FreezeScope;
import io.sluice.promotion.freeze.NewFreeze;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.SluiceFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Freezes, deadlines and schedules that change while the timers of a process run. */
class TimeProcessTest {
    @RegisterExtension
    static final ProcessFixture process = ProcessFixture.sharedWithoutProof();

    private final SluiceFixture acme = process.acme();

    @BeforeAll
    static void assertOnTheEngine() {
        init(process.engine());
    }

    @BeforeEach
    void register() {
        acme.replacePolicy(STAGING, policy -> policy.withChecks(List.of()));
        acme.register("1.0.0");
    }

    @Test
    void whatAFreezeHoldsGoesOnWhenItEnds() {
        freeze(Duration.ofDays(2));
        PromotionRequest held = process.approve(process.request("1.0.0", DEV, STAGING), "bob");
        assertThat(process.instance(held)).isWaitingAt("window-opens");

        process.advance(Duration.ofDays(2).minusMillis(1));
        process.run();
        assertThat(process.get(held).phase()).isEqualTo(PromotionPhase.WAITING_FOR_WINDOW);
        process.advance(Duration.ofMinutes(2));
        process.run();

        assertThat(process.get(held).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void liftingAFreezeDoesNotWaitForTheTimer() {
        Freeze freeze = freeze(Duration.ofDays(30));
        PromotionRequest held = process.approve(process.request("1.0.0", DEV, STAGING), "bob");
        assertThat(process.dueJobs()).isEmpty();

        process.sluice().sluice().freezes().lift(acme.human("gus"), ACME, freeze.id(), "a mistake", key());
        process.sluice().sluice().steps().keepTime(10);
        process.run();

        assertThat(process.get(held).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void anExceptionDoesNotWaitForTheTimer() {
        Freeze freeze = freeze(Duration.ofDays(30));
        PromotionRequest held = process.approve(process.request("1.0.0", DEV, STAGING), "bob");

        process.sluice()
                .sluice()
                .freezes()
                .grantException(acme.human("gus"), ACME, freeze.id(), held.id(), held.subjectHash(), "urgent", key());
        process.run();

        assertThat(process.get(held).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aFreezeThatBeginsWhileTheTargetIsTakenHoldsAndIsSeenToEnd() {
        PromotionRequest before = process.request("1.0.0", DEV, STAGING);
        process.approve(before, "bob");
        acme.register("1.1.0");
        PromotionRequest asked = process.request("1.1.0", DEV, STAGING);
        process.database()
                .execute("UPDATE sluice_target SET held_by = '" + before.id() + "' WHERE workspace_id = 'staging'");
        PromotionRequest waiting = process.approve(asked, "bob");
        assertThat(process.instance(waiting)).isWaitingAt("try-again");
        process.database().execute("UPDATE sluice_target SET held_by = NULL");

        Freeze freeze = freeze(Duration.ofDays(3));
        process.advance(Duration.ofMinutes(1));
        process.run();
        assertThat(process.instance(waiting)).isWaitingAt("try-again");
        assertThat(process.get(waiting).phase()).isEqualTo(PromotionPhase.WAITING_FOR_WINDOW);
        process.advance(Duration.ofMinutes(59));
        assertThat(process.runJobs()).isZero();
        process.sluice().sluice().freezes().lift(acme.human("gus"), ACME, freeze.id(), "a mistake", key());
        process.sluice().sluice().steps().keepTime(10);
        process.advance(Duration.ofMinutes(1));
        process.run();

        assertThat(process.get(waiting).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void theTimerOfTheDeadlineStandsBehindWhatThePolicyAdds() {
        acme.replacePolicy(STAGING, policy -> policy.withOnDeadline(OnDeadline.extend(Duration.ofDays(1), 1)));
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        process.advance(Duration.ofDays(3));
        process.run();
        assertThat(process.instance(asked)).isWaitingAt("approve");
        process.sluice().sluice().steps().keepTime(10);
        process.advance(Duration.ofDays(1).minusSeconds(1));
        process.run();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.PENDING);
        process.advance(Duration.ofSeconds(1));
        process.run();

        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
        assertThat(process.trail(asked.id())).contains("approval.extended");
    }

    @Test
    void theTimerFollowsADeadlineThatAPersonPutsOff() {
        PromotionRequest asked = process.request("1.0.0", DEV, STAGING);

        process.sluice()
                .sluice()
                .promotions()
                .extendDeadline(acme.human("dan"), ACME, asked.id(), Duration.ofDays(2), "people are ill", key());

        process.advance(Duration.ofDays(5).minusSeconds(1));
        process.run();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.PENDING);
        process.advance(Duration.ofSeconds(1));
        process.run();
        assertThat(process.get(asked).status()).isEqualTo(PromotionStatus.EXPIRED);
    }

    @Test
    void theTimerFollowsASchedule() {
        Instant tomorrow = process.now().plus(Duration.ofDays(1));
        PromotionRequest waiting = process.approve(process.requestNotBefore("1.0.0", DEV, STAGING, tomorrow), "bob");
        Instant tonight = process.now().plus(Duration.ofHours(6));

        process.sluice()
                .sluice()
                .promotions()
                .reschedule(acme.human("rita"), ACME, waiting.id(), Optional.of(tonight), key());

        assertThat(process.dueJobs()).isEmpty();
        process.setClock(tonight);
        process.run();
        assertThat(process.get(waiting).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aProcessCanWaitForTheSoakBeforeItAsksPeople() {
        deploySoakFirst();
        acme.replacePolicy(
                PROD,
                policy -> policy.withChecks(List.of())
                        .withSoak(Duration.ofHours(8))
                        .withProcess("soak-first"));
        process.approve(process.request("1.0.0", DEV, STAGING), "bob");

        PromotionRequest soaking = process.request("1.0.0", STAGING, PROD);

        assertThat(process.instance(soaking)).isWaitingAt("soak");
        process.advance(Duration.ofHours(8));
        process.run();
        assertThat(process.instance(soaking)).isWaitingAt("approve");
        process.approve(process.get(soaking), "bob");
        assertThat(process.approve(process.get(soaking), "carol").status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    private Freeze freeze(Duration length) {
        NewFreeze wanted = new NewFreeze(
                "Holidays",
                "nobody is here",
                FreezeScope.of(STAGING),
                CalendarSpan.lasting(LocalDateTime.ofInstant(process.now(), ZoneOffset.UTC), length, ZoneId.of("UTC")),
                ExceptionGranters.persons(Set.of(new PersonId("gus"))));
        return process.sluice().sluice().freezes().create(acme.human("pia"), ACME, wanted, key());
    }

    /** The shipped process with one more step in front of the approval. */
    private static void deploySoakFirst() {
        String soakFirst = shipped()
                .replace("<bpmn:process id=\"promotion\"", "<bpmn:process id=\"soak-first\"")
                .replace("bpmnElement=\"promotion\"", "bpmnElement=\"soak-first\"")
                .replace(
                        "sourceRef=\"checks-passed\" targetRef=\"approve\"",
                        "sourceRef=\"checks-passed\" targetRef=\"soak\"")
                .replace("<bpmn:incoming>checks-yes</bpmn:incoming>", "<bpmn:incoming>soaked</bpmn:incoming>")
                .replace("<bpmn:userTask id=\"approve\"", """
                        <bpmn:intermediateCatchEvent id="soak" name="Soaked">
                          <bpmn:incoming>checks-yes</bpmn:incoming>
                          <bpmn:outgoing>soaked</bpmn:outgoing>
                          <bpmn:timerEventDefinition>
                            <bpmn:timeDate xsi:type="bpmn:tFormalExpression">${promotionPolicy.soak(execution)}</bpmn:timeDate>
                          </bpmn:timerEventDefinition>
                        </bpmn:intermediateCatchEvent>
                        <bpmn:sequenceFlow id="soaked" sourceRef="soak" targetRef="approve" />
                        <bpmn:userTask id="approve\"""");
        process.sluice()
                .definitions()
                .deploy(ProcessFixture.administrator(), ACME, "soak-first.bpmn", bytes(soakFirst));
    }

    private static String shipped() {
        try (InputStream file = Objects.requireNonNull(SluiceEngine.class.getResourceAsStream("promotion.bpmn"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
