package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Fact;
import io.sluice.promotion.spi.Notification;
import io.sluice.promotion.spi.NotificationKind;
import io.sluice.promotion.spi.Notifier.Delivery;
import io.sluice.promotion.spi.Topic;
import io.sluice.promotion.testing.MutableClock;
import io.sluice.promotion.testing.RecordingNotifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told what, how often it is tried, and what becomes of what cannot be delivered. */
abstract class MessageContract extends SluiceContract {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private RecordingNotifier mail() {
        return acme().notifier();
    }

    private PromotionRequest askedToStaging() {
        acme().register("1.0.0");
        return acme().asked("1.0.0", DEV, STAGING);
    }

    @Test
    void approversAreAskedButNeitherTheRequesterNorTheAuthors() {
        directory().grant(ACME, "rita", "approver").grant(ACME, "alice", "approver");
        askedToStaging();

        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.APPROVAL_REQUESTED)).containsExactly("bob", "carol", "dave");
    }

    @Test
    void whoeverDecidedIsNotReminded() {
        acme().inStaging("1.0.0");
        PromotionRequest request = acme().asked("1.0.0", STAGING, PROD);
        acme().approve(request.id(), "carol");
        acme().dispatch();
        mail().clear();
        clock().advance(Duration.ofHours(36));

        sluice().steps().remind(ACME, request.id());
        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.REMINDER)).containsExactly("bob", "dave");
    }

    @Test
    void theEscalationRoleIsToldWhenMostOfTheTimeIsOver() {
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withReminders(
                                new Reminders(List.of(50, 80), 80, Optional.of(new RoleId("org-admin")))));
        PromotionRequest request = askedToStaging();
        clock().advance(Duration.ofHours(36));
        sluice().steps().remind(ACME, request.id());
        acme().dispatch();
        assertThat(mail().recipients(NotificationKind.ESCALATION)).isEmpty();
        clock().advance(Duration.ofHours(22));

        sluice().steps().remind(ACME, request.id());
        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.ESCALATION)).containsExactly("olga");
    }

    @Test
    void remindersFollowThePolicy() {
        PromotionRequest request = askedToStaging();

        assertThat(sluice().steps().nextReminders(ACME, request.id(), "approve"))
                .containsExactly(
                        MutableClock.MONDAY.plus(Duration.ofHours(36)),
                        MutableClock.MONDAY.plus(
                                Duration.ofDays(3).multipliedBy(80).dividedBy(100)));
        assertThat(sluice().steps().approvalDeadline(ACME, request.id(), "approve"))
                .isEqualTo(MutableClock.MONDAY.plus(Duration.ofDays(3)));
    }

    @Test
    void theRequesterLearnsOfDecisionAndOutcomeInNamesNotIds() {
        PromotionRequest request = askedToStaging();
        acme().approve(request.id(), "bob");
        flow().deployAndFinish(request.id());

        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.DECISION)).containsExactly("rita");
        assertThat(mail().recipients(NotificationKind.OUTCOME)).containsExactly("rita");
        Notification decision = mail().delivered().stream()
                .filter(notification -> notification.kind() == NotificationKind.DECISION)
                .findFirst()
                .orElseThrow();
        Topic.OfPromotion promotion = (Topic.OfPromotion) decision.topic();
        assertThat(decision.nameOf(decision.facts().person(Fact.WHO).orElseThrow()))
                .isEqualTo("Bob");
        assertThat(decision.facts().count(Fact.GIVEN)).contains(1);
        assertThat(decision.facts().count(Fact.REQUIRED)).contains(1);
        assertThat(decision.organizationName()).isEqualTo("acme Ltd");
        assertThat(promotion.targetName()).isEqualTo("Staging");
        assertThat(decision.nameOf(promotion.requestedBy())).isEqualTo("Rita");
    }

    @Test
    void aMessageIsTriedAgainUnderTheSameIdAfterAPause() {
        mail().breaks();
        directory().revoke(ACME, "carol", "approver").revoke(ACME, "dave", "approver");
        askedToStaging();
        acme().dispatch();
        assertThat(mail().delivered()).isEmpty();

        clock().advance(Duration.ofSeconds(4));
        assertThat(sluice().outbox().dispatch()).isZero();
        clock().advance(Duration.ofSeconds(1));
        acme().dispatch();

        assertThat(mail().delivered()).hasSize(1);
        assertThat(mail().attempts().stream().map(Notification::id).distinct()).hasSize(1);
        assertThat(mail().attempts()).hasSize(2);
    }

    @Test
    void pausesGrowUntilTheMessageIsADeadLetterThatCanBeSentAgain() {
        for (int i = 0; i < 8; i++) {
            mail().breaks();
        }
        directory().revoke(ACME, "carol", "approver").revoke(ACME, "dave", "approver");
        askedToStaging();
        acme().dispatch();
        for (Duration pause : List.of(
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofHours(1),
                Duration.ofHours(4))) {
            assertThat(deadLetters()).isEmpty();
            clock().advance(pause.minusMillis(1));
            assertThat(sluice().outbox().dispatch()).isZero();
            clock().advance(Duration.ofMillis(1));
            acme().dispatch();
        }

        Outbox.DeadLetter dead = deadLetters().get(0);
        assertThat(dead.error()).contains("The mail server does not answer.");
        sluice().outbox().resend(acme().human("dan"), ACME, dead.id());
        acme().dispatch();

        assertThat(mail().delivered()).extracting(Notification::id).containsExactly(dead.id());
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void aRefusedAddressIsADeadLetterAtOnce() {
        mail().refuses();
        directory().revoke(ACME, "carol", "approver").revoke(ACME, "dave", "approver");
        askedToStaging();

        acme().dispatch();

        assertThat(deadLetters()).singleElement().satisfies(dead -> {
            assertThat(dead.recipient().orElseThrow().value()).isEqualTo("bob");
            assertThat(dead.error()).isEqualTo("550 no such user");
        });
    }

    @Test
    void anUnknownDeadLetterIsNotSent() {
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().outbox().resend(acme().human("dan"), ACME, "nothing"));
    }

    @Test
    void aDirectoryThatDoesNotAnswerDelaysMessagesAndLosesNone() {
        askedToStaging();
        directory().unavailable();
        acme().dispatch();
        directory().available();
        clock().advance(Duration.ofSeconds(5));

        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.APPROVAL_REQUESTED)).containsExactly("bob", "carol", "dave");
    }

    @Test
    void aDispatcherThatDiedIsReplacedAfterItsLease() {
        directory().revoke(ACME, "carol", "approver").revoke(ACME, "dave", "approver");
        askedToStaging();
        mail().then(() -> {
            throw new StackOverflowError("The node dies.");
        });
        assertThatThrownBy(() -> sluice().outbox().dispatch()).isInstanceOf(StackOverflowError.class);
        assertThat(sluice().outbox().dispatch()).isZero();
        clock().advance(LEASE);

        acme().dispatch();

        assertThat(mail().delivered()).hasSize(1);
        assertThat(mail().attempts().stream().map(Notification::id).distinct()).hasSize(1);
    }

    /** What a node had sent before it died on another message is written down, and not sent again. */
    @Test
    void whatWasSentBeforeTheEndIsNotSentAgain() {
        askedToStaging();
        mail().then(Delivery::sent);
        mail().then(() -> {
            throw new StackOverflowError("The node dies.");
        });
        assertThatThrownBy(() -> sluice().outbox().dispatch()).isInstanceOf(StackOverflowError.class);
        clock().advance(LEASE);

        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.APPROVAL_REQUESTED)).containsExactly("bob", "carol", "dave");
        assertThat(mail().attempts()).hasSize(4);
    }

    /** Enough of them that one batch cannot hold the messages that it makes. */
    @Test
    void everybodyIsToldOnceHoweverManyTheyAre() {
        for (int i = 0; i < 30; i++) {
            directory().member(ACME, "approver" + i, "approver");
        }
        askedToStaging();

        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.APPROVAL_REQUESTED))
                .hasSize(33)
                .doesNotHaveDuplicates();
    }

    @Test
    void anActionThatWasRolledBackTellsNobody() {
        PromotionRequest request = askedToStaging();
        acme().dispatch();
        mail().clear();
        flow().failsNext(new IllegalStateException("The engine broke."));

        assertThatIllegalStateException().isThrownBy(() -> acme().approve(request.id(), "bob"));
        acme().dispatch();

        assertThat(mail().attempts()).isEmpty();
    }

    @Test
    void whoeverLeftIsToldNothing() {
        askedToStaging();
        mail().breaks();
        mail().breaks();
        mail().breaks();
        acme().dispatch();
        directory().remove(ACME, "bob").deactivate(ACME, "carol");
        clock().advance(Duration.ofSeconds(5));

        acme().dispatch();

        assertThat(mail().recipients(NotificationKind.APPROVAL_REQUESTED)).containsExactly("dave");
    }

    private List<Outbox.DeadLetter> deadLetters() {
        return sluice().outbox().deadLetters(acme().human("dan"), ACME, 10);
    }
}
