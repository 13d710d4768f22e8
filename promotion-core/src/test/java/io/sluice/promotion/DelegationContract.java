package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.access.Delegation;
import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who stands in for whom, when, and what that counts for. */
abstract class DelegationContract extends SluiceContract {
    private static PersonId person(String id) {
        return new PersonId(id);
    }

    private NewDelegation to(String delegate) {
        Instant now = clock().instant();
        return NewDelegation.to(person(delegate), now, now.plus(Duration.ofDays(7)), "holiday");
    }

    private Delegation declare(String delegator, NewDelegation wanted) {
        return sluice().delegations().declare(acme().human(delegator), ACME, wanted, key());
    }

    private PromotionRequest askedToStaging() {
        acme().register("1.0.0");
        return acme().asked("1.0.0", DEV, STAGING);
    }

    private PromotionRequest askedToProd() {
        acme().inStaging("1.0.0");
        return acme().asked("1.0.0", STAGING, PROD);
    }

    @Test
    void aDelegateSeesAndApprovesWhatTheAbsentPersonCould() {
        directory().member(ACME, "nick", "check-reporter-of-nothing");
        declare("carol", to("nick"));
        PromotionRequest request = askedToStaging();

        assertThat(sluice().tasks().page(acme().human("nick"), ACME, Optional.empty(), 10))
                .singleElement()
                .satisfies(item -> assertThat(item.eligibility())
                        .isEqualTo(new Eligibility.May(Set.of(new RoleId("approver")), Optional.of(person("carol")))));
        assertThat(promotions().get(acme().human("nick"), ACME, request.id()).id())
                .isEqualTo(request.id());
        PromotionRequest decided = acme().approve(request.id(), "nick");

        assertThat(decided.status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(promotions().approvals(acme().human("vic"), ACME, request.id()))
                .singleElement()
                .satisfies(approval -> {
                    assertThat(approval.person()).isEqualTo(person("nick"));
                    assertThat(approval.onBehalfOf()).contains(person("carol"));
                });
        flow().deployAndFinish(request.id());
        assertThat(database().texts("SELECT approvers FROM sluice_gate_record"))
                .anySatisfy(approvers -> assertThat(approvers).contains("nick"));
    }

    @Test
    void theTwoTogetherFillOneSlot() {
        declare("carol", to("vic"));
        PromotionRequest request = askedToProd();

        acme().approve(request.id(), "vic");
        assertRefused(ConflictException.class, "approval.alreadyDecided", () -> acme().approve(request.id(), "carol"));
        assertRefused(ConflictException.class, "approval.alreadyDecided", () -> acme().approve(request.id(), "vic"));
        assertThat(acme().get(request.id()).status()).isEqualTo(PromotionStatus.PENDING);
        assertThat(acme().approve(request.id(), "bob").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void whoApprovedForSomebodyIsNotStoodInForThemself() {
        declare("carol", to("bob"));
        declare("bob", to("erin"));
        PromotionRequest request = askedToProd();
        sluice().approvals()
                .approveFor(acme().human("bob"), ACME, request.id(), person("carol"), request.subjectHash(), "", key());

        assertRefused(
                ConflictException.class,
                "approval.alreadyDecided",
                () -> sluice().approvals()
                        .approveFor(
                                acme().human("erin"),
                                ACME,
                                request.id(),
                                person("bob"),
                                request.subjectHash(),
                                "",
                                key()));
    }

    @Test
    void aDelegateCannotPassItOn() {
        directory().member(ACME, "nick", "viewer").member(ACME, "nell", "viewer");
        declare("carol", to("nick"));
        declare("nick", to("nell"));
        PromotionRequest request = askedToStaging();

        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(request.id(), "nell"));
        assertRefused(
                ForbiddenException.class,
                "approval.notDelegated",
                () -> sluice().approvals()
                        .approveFor(
                                acme().human("nell"),
                                ACME,
                                request.id(),
                                person("carol"),
                                request.subjectHash(),
                                "",
                                key()));
    }

    @Test
    void nobodyApprovesTheirOwnWorkThroughAnother() {
        directory().grant(ACME, "rita", "approver").grant(ACME, "alice", "approver");
        declare("rita", to("vic"));
        declare("alice", to("vic"));
        declare("carol", to("rita"));
        PromotionRequest request = askedToStaging();

        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(request.id(), "vic"));
        assertRefused(ForbiddenException.class, "approval.selfApproval", () -> acme().approve(request.id(), "rita"));
    }

    @Test
    void theAbsentPersonMustStillHoldTheRoleAtTheGateAndTheDelegateBeThere() {
        declare("carol", to("vic"));
        PromotionRequest request = askedToStaging();
        acme().approve(request.id(), "vic");
        flow().reserve(request.id());

        directory().revoke(ACME, "carol", "approver");
        assertThat(flow().confirm(request.id()).reasons())
                .extracting(Blocker::code)
                .containsExactly("approval.missing");
        directory().grant(ACME, "carol", "approver").deactivate(ACME, "vic");
        assertThat(flow().confirm(request.id()).reasons())
                .extracting(Blocker::code)
                .containsExactly("approval.missing");
        directory().reactivate(ACME, "vic");
        assertThat(flow().confirm(request.id()).isOpen()).isTrue();
    }

    @Test
    void itHoldsInItsTimeForItsRoleAndWorkspaceOnly() {
        Instant tomorrow = clock().instant().plus(Duration.ofDays(1));
        declare("carol", NewDelegation.to(person("vic"), tomorrow, tomorrow.plus(Duration.ofDays(1)), "tomorrow"));
        declare("dave", to("vic").into(PROD));
        declare("bob", to("vic").forRole(new RoleId("security")));
        PromotionRequest request = askedToStaging();
        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(request.id(), "vic"));

        clock().set(tomorrow);
        assertThat(acme().approve(request.id(), "vic").status()).isEqualTo(PromotionStatus.APPROVED);
    }

    @Test
    void whatIsEndedOrOverDecidesNothing() {
        Delegation delegation = declare("carol", to("vic"));
        PromotionRequest request = askedToStaging();
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().delegations().end(acme().human("bob"), ACME, delegation.id(), key()));

        Delegation ended = sluice().delegations().end(acme().human("carol"), ACME, delegation.id(), key());

        assertThat(ended.endedAt()).contains(clock().instant());
        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(request.id(), "vic"));
        assertThat(sluice().delegations().mine(acme().human("carol"), ACME)).isEmpty();
        declare("dave", to("vic"));
        clock().advance(Duration.ofDays(7));
        assertThat(sluice().tasks().count(acme().human("vic"), ACME)).isZero();
    }

    @Test
    void whereARuleNamesAPersonADelegateCountsOnlyIfTheDelegationSaysSo() {
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withStages(List.of(new ApprovalStage(
                                "approval", List.of(ApprovalRule.everyOneOf(Set.of(person("carol"))))))));
        PromotionRequest request = askedToStaging();
        declare("carol", to("vic"));
        assertRefused(ForbiddenException.class, "approval.role", () -> acme().approve(request.id(), "vic"));

        declare("carol", to("gus").alsoWhereNamed());
        assertThat(sluice().tasks().count(acme().human("gus"), ACME)).isEqualTo(1);
        assertThat(acme().approve(request.id(), "gus").status()).isEqualTo(PromotionStatus.APPROVED);
        flow().deployAndFinish(request.id());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        directory().program(ACME, "robot", "approver");
        Instant now = clock().instant();
        declare("carol", to("dave"));
        declare("dave", to("vic"));

        assertRefused(InvalidInputException.class, "delegation.self", () -> declare("bob", to("bob")));
        assertRefused(InvalidInputException.class, "delegation.delegate", () -> declare("bob", to("stranger")));
        assertRefused(InvalidInputException.class, "delegation.delegate", () -> declare("bob", to("robot")));
        assertRefused(InvalidInputException.class, "delegation.cycle", () -> declare("vic", to("carol")));
        assertRefused(
                InvalidInputException.class,
                "delegation.range",
                () -> NewDelegation.to(person("dave"), now, now.plus(Duration.ofDays(91)), "long"));
        assertRefused(
                InvalidInputException.class,
                "delegation.past",
                () -> declare("bob", NewDelegation.absence(now.minusSeconds(60), now, "over")));
        assertThat(sluice().delegations().between(acme().human("vic"), ACME, now, now.plusSeconds(1)))
                .hasSize(2);
    }

    @Test
    void whoStandsInIsToldWhatTheAbsentPersonIsAsked() {
        declare("carol", to("vic"));

        askedToStaging();
        acme().dispatch();

        assertThat(database()
                        .texts("SELECT recipient FROM sluice_outbox WHERE kind = 'APPROVAL_REQUESTED'"
                                + " AND recipient IS NOT NULL"))
                .contains("vic", "bob");
    }
}
