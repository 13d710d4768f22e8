package io.sluice.example.quickstart;

import static io.sluice.example.quickstart.Scene.ASSISTANT;
import static io.sluice.example.quickstart.Scene.DEV;
import static io.sluice.example.quickstart.Scene.PRODUCTION;
import static io.sluice.example.quickstart.Scene.REFUNDS;
import static io.sluice.example.quickstart.Scene.STAGING;

import io.sluice.promotion.access.Delegation;
import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.freeze.ExceptionGranters;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.freeze.FreezeScope;
import io.sluice.promotion.freeze.NewFreeze;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** An orchestration that Sluice asks for by itself, a delegate, a unit, a freeze, and the way back. */
final class RefundChapters {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final Scene scene;
    private final Deeds deeds;
    private final Terminal terminal;

    RefundChapters(Scene scene) {
        this.scene = scene;
        this.deeds = scene.deeds();
        this.terminal = scene.terminal();
    }

    void tell() {
        PromotionRequest asked = askedForBySluice();
        approvedByADelegate(asked);
        bothOrNeither();
        heldByAFreeze();
        rolledBackByOneClick();
    }

    private PromotionRequest askedForBySluice() {
        terminal.chapter("Sluice itself asks for refund-flow 2.0.0 in Production");
        deeds.register(REFUNDS, "2.0.0");
        PromotionRequest staging = deeds.request(NewPromotion.of(REFUNDS, "2.0.0", DEV, STAGING, "Refunds in steps"));
        deeds.awaitApproval(staging);
        deeds.approve("tom.berg", staging);
        deeds.await(staging, PromotionStatus.COMPLETED);
        PromotionRequest asked = deeds.askedBySluice(REFUNDS, PRODUCTION);
        terminal.line("Nobody asks for Production. Sluice does, because the conditions of the policy hold:");
        scene.sluice()
                .automation()
                .explain(scene.actor("mia.chen"), scene.organization(), PRODUCTION, REFUNDS)
                .conditions()
                .forEach(verdict -> terminal.line("  " + verdict.condition() + ": it is "
                        + verdict.number()
                                .map(number ->
                                        number.value().stripTrailingZeros().toPlainString())
                                .orElse("not known")));
        deeds.awaitApproval(asked);
        terminal.line("People still decide: " + Deeds.what(asked) + " waits for two approvals.");
        return asked;
    }

    private void approvedByADelegate(PromotionRequest asked) {
        terminal.chapter("Sara is away, and Paul stands in for her");
        Actor sara = scene.actor("sara.nilsson");
        PersonId paul = new PersonId("paul.weber");
        Instant now = Instant.now();
        Delegation delegation = scene.sluice()
                .delegations()
                .declare(
                        sara,
                        scene.organization(),
                        NewDelegation.to(paul, now.minusSeconds(60), now.plus(Duration.ofDays(14)), "Two weeks off")
                                .into(PRODUCTION),
                        IdempotencyKey.unique());
        terminal.line("Sara is off for two weeks and names Paul, who is no security officer, for Production.");
        deeds.approve("tom.berg", asked);
        scene.sluice()
                .approvals()
                .approveFor(
                        scene.actor("paul.weber"),
                        scene.organization(),
                        asked.id(),
                        new PersonId("sara.nilsson"),
                        asked.subjectHash(),
                        "Discussed with Sara",
                        IdempotencyKey.unique());
        terminal.line("Paul approves for Sara. Both of them are in the audit trail.");
        deeds.await(asked, PromotionStatus.COMPLETED);
        scene.requireLive(PRODUCTION, REFUNDS, "2.0.0");
        scene.sluice().delegations().end(sara, scene.organization(), delegation.id(), IdempotencyKey.unique());
        terminal.line("Sara comes back early and ends the delegation.");
    }

    private void bothOrNeither() {
        terminal.chapter("Two artifacts as one unit: both go live, or neither");
        deeds.hold(REFUNDS, "2.1.0 belongs together with the assistant 1.6.0");
        deeds.register(REFUNDS, "2.1.0");
        deeds.register(ASSISTANT, "1.6.0");
        PromotionRequest staging =
                deeds.request(NewPromotion.of(REFUNDS, "2.1.0", DEV, STAGING, "Asks for a fraud score")
                        .andAlso(ASSISTANT, "1.6.0"));
        deeds.awaitApproval(staging);
        deeds.approve("tom.berg", staging);
        deeds.await(staging, PromotionStatus.COMPLETED);
        PromotionRequest production =
                deeds.request(NewPromotion.of(REFUNDS, "2.1.0", STAGING, PRODUCTION, "Asks for a fraud score")
                        .andAlso(ASSISTANT, "1.6.0"));
        deeds.awaitApproval(production);
        deeds.approve("tom.berg", production);
        deeds.approve("sara.nilsson", production);
        PromotionRequest ended = deeds.await(production, PromotionStatus.ROLLED_BACK);
        terminal.quoted(ended.detail());
        scene.requireLive(PRODUCTION, REFUNDS, "2.0.0");
        scene.requireLive(PRODUCTION, ASSISTANT, "1.4.0");
        terminal.line("refund-flow worked, but does not stay alone: Production runs refund-flow 2.0.0");
        terminal.line("and support-assistant 1.4.0 again. Nobody had to get up.");
    }

    private void heldByAFreeze() {
        terminal.chapter("A freeze holds refund-flow 2.1.0 and lets it go on");
        Actor olga = scene.actor("olga.admin");
        CalendarSpan days = CalendarSpan.lasting(LocalDateTime.now(UTC).minusMinutes(1), Duration.ofDays(3), UTC);
        NewFreeze stocktaking = new NewFreeze(
                "Stocktaking",
                "Nothing changes while we count",
                FreezeScope.of(PRODUCTION),
                days,
                ExceptionGranters.NOBODY);
        Freeze freeze =
                scene.sluice().freezes().create(olga, scene.organization(), stocktaking, IdempotencyKey.unique());
        terminal.line("Olga freezes Production for three days: " + freeze.title() + ".");
        PromotionRequest request = deeds.request(
                NewPromotion.of(REFUNDS, "2.1.0", STAGING, PRODUCTION, "It also works with the old assistant"));
        deeds.awaitApproval(request);
        deeds.approve("tom.berg", request);
        deeds.approve("sara.nilsson", request);
        deeds.await(request, PromotionPhase.WAITING_FOR_WINDOW);
        deeds.whyBlocked(request);
        scene.requireLive(PRODUCTION, REFUNDS, "2.0.0");
        scene.sluice()
                .freezes()
                .lift(olga, scene.organization(), freeze.id(), "Counted sooner", IdempotencyKey.unique());
        terminal.line("Olga lifts the freeze. Nobody asks or approves again:");
        deeds.await(request, PromotionStatus.COMPLETED);
        scene.requireLive(PRODUCTION, REFUNDS, "2.1.0");
        terminal.line("Production now runs refund-flow 2.1.0.");
    }

    private void rolledBackByOneClick() {
        terminal.chapter("refund-flow 2.1.0 is put back by one click");
        PromotionRequest back = scene.sluice()
                .promotions()
                .rollBack(
                        scene.actor("mia.chen"),
                        scene.organization(),
                        PRODUCTION,
                        REFUNDS,
                        Optional.empty(),
                        "Customers wait too long",
                        IdempotencyKey.unique());
        terminal.line("Customers wait too long: Mia asks for the release before it, " + back.version() + ".");
        deeds.awaitApproval(back);
        deeds.approve("paul.weber", back);
        deeds.await(back, PromotionStatus.COMPLETED);
        scene.requireLive(PRODUCTION, REFUNDS, "2.0.0");
        terminal.line("Production runs refund-flow 2.0.0 again.");
    }
}
