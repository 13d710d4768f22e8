package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.NotificationKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reminding those who are asked, and seeing who is at it. */
abstract class AttentionContract extends SluiceContract {
    private static final PersonId BOB = new PersonId("bob");
    private static final PersonId CAROL = new PersonId("carol");
    private static final PersonId RITA = new PersonId("rita");

    private PromotionRequest open;

    @BeforeEach
    void ask() {
        acme().inStaging("1.0.0");
        open = acme().asked("1.0.0", STAGING, PROD);
        acme().dispatch();
        acme().notifier().clear();
    }

    @Test
    void whoeverSeesAPromotionRemindsThoseWhoAreAsked() {
        remind("vic");

        assertThat(reminded()).containsExactlyInAnyOrder("bob", "carol", "dave");
        assertThat(sluice().audit().ofPromotion(acme().human("audrey"), ACME, open.id()))
                .last()
                .satisfies(event -> {
                    assertThat(event.type()).isEqualTo("approval.reminded");
                    assertThat(event.actor()).startsWith("HUMAN:");
                });
    }

    @Test
    void remindsOnlyThoseWhoseAttentionWasAskedFor() {
        sluice().approvals()
                .assign(acme().human("dan"), ACME, open.id(), "approval", Set.of(BOB), "knows it best", key());
        acme().dispatch();
        acme().notifier().clear();

        remind("rita");

        assertThat(reminded()).containsExactly("bob");
    }

    @Test
    void nobodyRemindsAgainWithinFourHours() {
        remind("rita");
        clock().advance(Duration.ofHours(4).minusSeconds(1));

        assertThatThrownBy(() -> remind("vic"))
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("approval.remindedAlready"))
                .hasMessageContaining(clock().instant().plusSeconds(1).toString());
        clock().advance(Duration.ofSeconds(1));
        remind("vic");
        assertThat(reminded()).hasSize(6);
    }

    @Test
    void repeatingTheCallRemindsOnce() {
        IdempotencyKey key = key();
        for (int i = 0; i < 2; i++) {
            sluice().approvals().remind(acme().human("rita"), ACME, open.id(), key);
        }

        assertThat(reminded()).hasSize(3);
    }

    @Test
    void nobodyIsRemindedOfWhatIsNotAsked() {
        acme().approve(open.id(), "bob");
        acme().approve(open.id(), "carol");
        assertRefused(ConflictException.class, "approval.notOpen", () -> remind("rita"));

        acme().register("1.1.0");
        PromotionRequest late = acme().asked("1.1.0", DEV, STAGING);
        clock().advance(Duration.ofDays(3));
        assertRefused(
                ConflictException.class,
                "approval.notOpen",
                () -> sluice().approvals().remind(acme().human("rita"), ACME, late.id(), key()));
    }

    @Test
    void aDeadlineThatThePolicyPutsOffCanBeRemindedOf() {
        acme().replacePolicy(STAGING, policy -> policy.withOnDeadline(OnDeadline.extend(Duration.ofHours(12), 1)));
        acme().register("1.1.0");
        PromotionRequest late = acme().asked("1.1.0", DEV, STAGING);
        clock().advance(Duration.ofDays(3));

        sluice().approvals().remind(acme().human("rita"), ACME, late.id(), key());

        assertThat(reminded()).containsExactlyInAnyOrder("bob", "carol", "dave");
    }

    @Test
    void whoeverSeesNothingRemindsNobodyAndLooksAtNothing() {
        assertRefused(NotFoundException.class, "notFound", () -> remind("nora"));
        assertRefused(NotFoundException.class, "notFound", () -> look("nora"));
        assertThat(looking("nora")).isEmpty();
    }

    @Test
    void othersSeeWhoIsLooking() {
        look("carol");
        assertThat(look("bob")).containsExactly(BOB, CAROL);
        look("bob");

        assertThat(looking("rita")).containsExactly(Map.entry(open.id(), List.of(BOB, CAROL)));

        assertThat(sluice().approvals().stopLooking(acme().human("carol"), ACME, open.id(), key()))
                .containsExactly(BOB);
        assertThat(looking("rita")).containsExactly(Map.entry(open.id(), List.of(BOB)));
    }

    @Test
    void whoLookedIsForgottenAfterAQuarterOfAnHour() {
        look("bob");
        clock().advance(Duration.ofMinutes(10));
        look("carol");
        clock().advance(Duration.ofMinutes(5));

        assertThat(looking("rita")).containsExactly(Map.entry(open.id(), List.of(CAROL)));
        assertThat(sluice().forgetOldKeys()).isEqualTo(1);
        assertThat(sluice().forgetOldKeys()).isZero();
        assertThat(database().texts("SELECT person FROM sluice_promotion_look")).containsExactly("carol");
    }

    @Test
    void lookingKeepsNobodyOutAndLeavesThePromotionAsItIs() {
        look("bob");

        assertThat(acme().get(open.id())).isEqualTo(open);
        assertThat(acme().approve(open.id(), "carol").id()).isEqualTo(open.id());
    }

    @Test
    void aDelegateSeesWhoIsLooking() {
        directory().member(ACME, "ella");
        sluice().delegations()
                .declare(
                        acme().human("bob"),
                        ACME,
                        NewDelegation.to(
                                new PersonId("ella"),
                                clock().instant(),
                                clock().instant().plus(Duration.ofDays(1)),
                                "away"),
                        key());
        look("carol");

        assertThat(looking("ella")).containsExactly(Map.entry(open.id(), List.of(CAROL)));
    }

    @Test
    void readsManyPromotionsWithTwoStatements() {
        acme().register("1.1.0");
        PromotionRequest other = acme().asked("1.1.0", DEV, STAGING);
        look("bob");
        sluice().approvals().look(acme().human("rita"), ACME, other.id(), key());
        acme().statements().reset();

        Map<PromotionId, List<PersonId>> looking = sluice().approvals()
                .looking(acme().human("vic"), ACME, List.of(open.id(), other.id(), new PromotionId("absent")));

        assertThat(looking).containsOnly(Map.entry(open.id(), List.of(BOB)), Map.entry(other.id(), List.of(RITA)));
        assertThat(acme().statements().statements()).hasSize(2);
    }

    @Test
    void readsNoMoreThan200AtOnce() {
        List<PromotionId> many = IntStream.rangeClosed(0, 200)
                .mapToObj(i -> new PromotionId("p" + i))
                .toList();

        assertRefused(
                InvalidInputException.class,
                "bulk.size",
                () -> sluice().approvals().looking(acme().human("vic"), ACME, many));
    }

    private PromotionRequest remind(String person) {
        return sluice().approvals().remind(acme().human(person), ACME, open.id(), key());
    }

    private List<String> reminded() {
        acme().dispatch();
        return acme().notifier().recipients(NotificationKind.REMINDER);
    }

    private List<PersonId> look(String person) {
        return sluice().approvals().look(acme().human(person), ACME, open.id(), key());
    }

    private Map<PromotionId, List<PersonId>> looking(String person) {
        return sluice().approvals().looking(acme().human(person), ACME, List.of(open.id()));
    }
}
