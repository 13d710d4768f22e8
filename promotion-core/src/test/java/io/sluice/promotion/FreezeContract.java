package io.sluice.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static io.sluice.promotion.testing.SluiceFixture.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.calendar.Recurrence;
import io.sluice.promotion.freeze.ExceptionGranters;
import io.sluice.promotion.freeze.Freeze;
import io.sluice.promotion.freeze.FreezeException;
import io.sluice.promotion.freeze.FreezeScope;
import io.sluice.promotion.freeze.NewFreeze;
import io.sluice.promotion.gate.Blocker;
import io.sluice.promotion.gate.GateDecision;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.problem.ConflictException;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.UnavailableException;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.testing.ManualFlow.Told;
import io.sluice.promotion.testing.MutableClock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What freezes hold, what they let pass, and how what was held goes on. */
abstract class FreezeContract extends SluiceContract {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant THURSDAY = Instant.parse("2026-03-05T06:00:00Z");

    @Test
    void aFreezeHoldsUntilItEnds() {
        announce(untilThursday(FreezeScope.of(STAGING)));
        acme().register("1.0.0");

        PromotionRequest held = acme().approved("1.0.0", DEV, STAGING, "bob");

        assertThat(held.status()).isEqualTo(PromotionStatus.APPROVED);
        assertThat(held.phase()).isEqualTo(PromotionPhase.WAITING_FOR_WINDOW);
        assertThat(held.detail()).contains("Holidays", "nobody is here", THURSDAY.toString());
        assertThat(reserve(held))
                .extracting(Blocker::code, Blocker::lifts, Blocker::earliest)
                .containsExactly(tuple("freeze.active", Blocker.Lifts.BY_ITSELF, Optional.of(THURSDAY)));
        clock().set(THURSDAY.minusMillis(1));
        assertThat(codes(reserve(held))).contains("freeze.active");
        clock().set(THURSDAY);
        flow().runChecks(held.id());
        flow().deployAndFinish(held.id());
        assertThat(acme().get(held.id()).status()).isEqualTo(PromotionStatus.COMPLETED);
    }

    @Test
    void aFreezeIsNoReasonToRefuseARequestAndADryRunShowsIt() {
        announce(untilThursday(FreezeScope.organization()));
        acme().register("1.0.0");

        GateDecision dryRun = promotions().dryRun(acme().human("rita"), ACME, wanted("1.0.0", DEV, STAGING));

        assertThat(codes(dryRun.reasons())).contains("freeze.active");
        assertThat(acme().request("1.0.0", DEV, STAGING).status()).isEqualTo(PromotionStatus.PENDING);
    }

    @Test
    void theNextOpeningIsThatOfWindowsAndFreezesTogether() {
        acme().replacePolicy(
                        STAGING,
                        policy -> policy.withWindows(List.of(new ChangeWindow(
                                Set.of(DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY),
                                LocalTime.of(9, 0),
                                LocalTime.of(11, 0),
                                UTC))));
        announce(untilThursday(FreezeScope.of(STAGING)));
        acme().register("1.0.0");

        PromotionRequest held = acme().approved("1.0.0", DEV, STAGING, "bob");

        Instant friday = Instant.parse("2026-03-06T09:00:00Z");
        assertThat(reserve(held))
                .extracting(Blocker::code, Blocker::earliest)
                .containsExactly(
                        tuple("window.closed", Optional.of(friday)), tuple("freeze.active", Optional.of(friday)));
        assertThat(sluice().freezes().nextOpening(acme().human("vic"), ACME, STAGING, AGENT))
                .contains(friday);
        assertThat(sluice().freezes().nextOpening(acme().human("vic"), ACME, PROD, AGENT))
                .contains(MutableClock.MONDAY);
    }

    @Test
    void whileAFreezeHoldsTheTimerLooksAgainWithinAnHour() {
        announce(untilThursday(FreezeScope.of(STAGING)));
        acme().register("1.0.0");
        PromotionRequest held = acme().approved("1.0.0", DEV, STAGING, "bob");

        assertThat(sluice().steps().windowOpens(ACME, held.id())).isEqualTo("2026-03-02T11:00:00Z");
        assertThat(sluice().steps().nextTry(ACME, held.id())).isEqualTo("2026-03-02T11:00:00Z");
        clock().set(THURSDAY.minusSeconds(10));
        assertThat(sluice().steps().windowOpens(ACME, held.id())).isEqualTo(THURSDAY);
        assertThat(sluice().steps().nextTry(ACME, held.id())).isEqualTo(THURSDAY.plusSeconds(50));
    }

    @Test
    void anotherWorkspaceOrArtifactIsNotHeld() {
        announce(untilThursday(FreezeScope.of(PROD)));
        announce(untilThursday(FreezeScope.of(ArtifactRef.agent("another"))));
        announce(untilThursday(FreezeScope.of(PROD, AGENT)));
        acme().register("1.0.0");
        PromotionRequest free = acme().approved("1.0.0", DEV, STAGING, "bob");

        assertThat(free.phase()).isEqualTo(PromotionPhase.QUEUED);
        assertThat(flow().reserve(free.id())).isEmpty();

        announce(untilThursday(FreezeScope.of(AGENT)));
        assertThat(codes(promotions()
                        .whyBlocked(acme().human("vic"), ACME, free.id())
                        .reasons()))
                .contains("freeze.active");
    }

    @Test
    void goingBackIsNeverHeld() {
        acme().inStaging("1.0.0");
        acme().inStaging("1.1.0");
        announce(untilThursday(FreezeScope.organization()));

        PromotionRequest back = promotions()
                .rollBack(acme().human("dan"), ACME, STAGING, AGENT, Optional.empty(), "it is broken", key());
        flow().openApproval(back.id());

        assertThat(flow().reserve(back.id())).isEmpty();
        assertThat(flow().confirm(back.id()).isOpen()).isTrue();
    }

    @Test
    void aFreezeThatBeginsBeforeTheReservationHolds() {
        acme().register("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", DEV, STAGING, "bob");
        assertThat(sluice().steps().windowOpens(ACME, request.id())).isEqualTo(MutableClock.MONDAY);

        announce(untilThursday(FreezeScope.of(STAGING)));

        assertThat(codes(reserve(request))).containsExactly("freeze.active");
        assertThat(acme().get(request.id()).phase()).isEqualTo(PromotionPhase.WAITING_FOR_WINDOW);
    }

    @Test
    void aFreezeThatBeginsBetweenReservationAndGateUndoesTheStepInsteadOfEndingThePromotion() {
        acme().register("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", DEV, STAGING, "bob");
        assertThat(flow().reserve(request.id())).isEmpty();
        announce(untilThursday(FreezeScope.of(STAGING)));

        assertRefused(UnavailableException.class, "gate.held", () -> flow().confirm(request.id()));

        assertThat(acme().get(request.id()).isOpen()).isTrue();
        clock().set(THURSDAY);
        flow().runChecks(request.id());
        assertThat(flow().confirm(request.id()).isOpen()).isTrue();
    }

    @Test
    void liftingAFreezeLetsWhatItHeldGoOnSoon() {
        Freeze freeze = announce(untilThursday(FreezeScope.of(STAGING)));
        acme().register("1.0.0");
        PromotionRequest held = acme().approved("1.0.0", DEV, STAGING, "bob");
        assertThat(sluice().steps().keepTime(10)).isZero();

        sluice().freezes().lift(acme().human("pia"), ACME, freeze.id(), "the year is over", key());
        assertThat(sluice().steps().keepTime(10)).isEqualTo(1);

        assertThat(flow().told(held.id())).endsWith(Told.APPROVED, Told.TIMES_CHANGED);
        assertThat(acme().get(held.id()))
                .extracting(PromotionRequest::phase, PromotionRequest::detail)
                .containsExactly(PromotionPhase.QUEUED, "");
        assertThat(flow().reserve(held.id())).isEmpty();
        assertThat(sluice().steps().keepTime(10)).isZero();
    }

    @Test
    void aNewFreezeShowsAtOnceOnWhatWaits() {
        acme().register("1.0.0");
        PromotionRequest waiting = acme().approved("1.0.0", DEV, STAGING, "bob");

        announce(untilThursday(FreezeScope.organization()));
        sluice().steps().keepTime(10);

        assertThat(acme().get(waiting.id()).phase()).isEqualTo(PromotionPhase.WAITING_FOR_WINDOW);
        assertThat(acme().get(waiting.id()).detail()).contains("Holidays");
    }

    @Test
    void aRecurringFreezeHoldsAgainAndAgain() {
        CalendarSpan nights = CalendarSpan.lasting(LocalDateTime.parse("2026-03-01T18:00"), Duration.ofHours(20), UTC)
                .repeated(new Recurrence("FREQ=DAILY"));
        announce(new NewFreeze("Nights", "nobody is awake", FreezeScope.of(STAGING), nights, ExceptionGranters.NOBODY));
        acme().register("1.0.0");
        PromotionRequest held = acme().approved("1.0.0", DEV, STAGING, "bob");

        assertThat(reserve(held)).extracting(Blocker::earliest).contains(Optional.of(afternoon(2)));
        clock().set(afternoon(2).plus(Duration.ofHours(4)));
        assertThat(reserve(held)).extracting(Blocker::earliest).contains(Optional.of(afternoon(3)));
        clock().set(afternoon(3));
        flow().runChecks(held.id());
        assertThat(flow().reserve(held.id())).isEmpty();
    }

    @Test
    void somebodyNamedLetsOnePromotionPassOneFreeze() {
        Freeze first = announce(untilThursday(FreezeScope.of(STAGING)));
        Freeze second = announce(untilThursday(FreezeScope.organization()));
        acme().register("1.0.0");
        PromotionRequest held = acme().approved("1.0.0", DEV, STAGING, "bob");

        PromotionRequest passing = grant(first, held, "gus");

        assertThat(passing.phase()).isEqualTo(PromotionPhase.WAITING_FOR_WINDOW);
        assertThat(reserve(held)).extracting(Blocker::evidence).containsExactly("freeze " + second.id());
        assertThat(grant(second, held, "gus").phase()).isEqualTo(PromotionPhase.QUEUED);
        assertThat(flow().told(held.id())).endsWith(Told.TIMES_CHANGED, Told.TIMES_CHANGED);
        assertThat(sluice().freezes().exceptions(acme().human("vic"), ACME, held.id()))
                .extracting(FreezeException::freeze, FreezeException::grantedBy, FreezeException::subjectHash)
                .containsExactly(
                        tuple(first.id(), new PersonId("gus"), held.subjectHash()),
                        tuple(second.id(), new PersonId("gus"), held.subjectHash()));
        assertThat(flow().reserve(held.id())).isEmpty();
        flow().confirm(held.id());
        assertThat(trail(held)).contains("freeze.exceptionGranted", "gate.opened");
    }

    @Test
    void anExceptionForAnotherSubjectIsRefusedAndCountsForNothing() {
        Freeze freeze = announce(untilThursday(FreezeScope.of(STAGING)));
        acme().register("1.0.0");
        PromotionRequest held = acme().approved("1.0.0", DEV, STAGING, "bob");

        assertRefused(
                ConflictException.class,
                "approval.subjectChanged",
                () -> sluice().freezes()
                        .grantException(
                                acme().human("gus"), ACME, freeze.id(), held.id(), "0".repeat(64), "urgent", key()));
        database()
                .execute("INSERT INTO sluice_freeze_exception VALUES ('acme', '" + freeze.id() + "', '" + held.id()
                        + "', '" + "0".repeat(64) + "', 'forged', 'gus', CURRENT_TIMESTAMP)");

        assertThat(codes(reserve(held))).containsExactly("freeze.active");
    }

    @Test
    void onlyThoseWhomTheFreezeNamesGrantExceptions() {
        Freeze freeze = announce(untilThursday(FreezeScope.of(STAGING)));
        acme().register("1.0.0");
        PromotionRequest held = acme().approved("1.0.0", DEV, STAGING, "bob");
        directory().member(ACME, "rita", "requester", "release-guard");
        directory().member(ACME, "alice", "requester", "release-guard");

        assertRefused(ForbiddenException.class, "freeze.notGranter", () -> grant(freeze, held, "pia"));
        assertRefused(ForbiddenException.class, "forbidden", () -> grant(freeze, held, "bob"));
        assertRefused(ForbiddenException.class, "approval.selfApproval", () -> grant(freeze, held, "rita"));
        assertRefused(ForbiddenException.class, "approval.author", () -> grant(freeze, held, "alice"));
        grant(freeze, held, "gus");
        assertRefused(ConflictException.class, "freeze.exceptionExists", () -> grant(freeze, held, "gus"));
    }

    @Test
    void anExceptionNeedsAFreezeThatHoldsThePromotion() {
        Freeze elsewhere = announce(untilThursday(FreezeScope.of(PROD)));
        Freeze over = announce(untilThursday(FreezeScope.of(STAGING)));
        sluice().freezes().lift(acme().human("gus"), ACME, over.id(), "a mistake", key());
        acme().register("1.0.0");
        PromotionRequest request = acme().approved("1.0.0", DEV, STAGING, "bob");

        assertRefused(ConflictException.class, "freeze.otherScope", () -> grant(elsewhere, request, "gus"));
        assertRefused(ConflictException.class, "freeze.ended", () -> grant(over, request, "gus"));
        assertRefused(
                ConflictException.class,
                "freeze.ended",
                () -> sluice().freezes().lift(acme().human("gus"), ACME, over.id(), "again", key()));
    }

    @Test
    void freezesAreAuditedWhereTheyHold() {
        Freeze here = announce(untilThursday(FreezeScope.of(STAGING)));
        announce(untilThursday(FreezeScope.organization()));
        sluice().freezes().lift(acme().human("gus"), ACME, here.id(), "a mistake", key());

        assertThat(sluice().audit().ofWorkspace(acme().human("audrey"), ACME, STAGING))
                .extracting(AuditEvent::type)
                .endsWith("freeze.created", "freeze.lifted");
        assertThat(database()
                        .texts("SELECT chain FROM sluice_audit_event WHERE type = 'freeze.created' ORDER BY chain"))
                .containsExactly("organization:acme", "workspace:staging");
    }

    @Test
    void aFreezeThatIsOverIsRefused() {
        NewFreeze past = new NewFreeze(
                "Last year",
                "it is over",
                FreezeScope.organization(),
                CalendarSpan.lasting(LocalDateTime.parse("2025-12-20T00:00"), Duration.ofDays(3), UTC),
                ExceptionGranters.NOBODY);

        assertRefused(InvalidInputException.class, "freeze.over", () -> announce(past));
        assertThat(sluice().freezes().list(acme().human("vic"), ACME, 10)).isEmpty();
    }

    @Test
    void whatIsAnnouncedIsListedAndComesBackAsItWas() {
        CalendarSpan holidays = CalendarSpan.between(
                        LocalDateTime.parse("2026-12-20T18:00"),
                        LocalDateTime.parse("2027-01-04T06:00"),
                        ZoneId.of("Europe/Berlin"))
                .repeated(new Recurrence("FREQ=YEARLY"));
        NewFreeze wanted = new NewFreeze(
                "Christmas",
                "nobody is here",
                FreezeScope.of(PROD, AGENT),
                holidays,
                new ExceptionGranters(Set.of(new PersonId("gus")), Set.of(new RoleId("release-guard"))));

        Freeze freeze = announce(wanted);

        assertThat(freeze.span()).isEqualTo(holidays);
        assertThat(freeze.granters()).isEqualTo(wanted.granters());
        assertThat(freeze.scope()).isEqualTo(wanted.scope());
        assertThat(sluice().freezes().list(acme().human("vic"), ACME, 10)).containsExactly(freeze);
        assertThat(sluice().freezes().upcoming(acme().human("vic"), ACME, Duration.ofDays(366)))
                .extracting(upcoming -> upcoming.when().from())
                .containsExactly(Instant.parse("2026-12-20T17:00:00Z"));
        assertRefused(
                NotFoundException.class,
                "notFound",
                () -> sluice().freezes().get(acme().human("vic"), GLOBEX, freeze.id()));
    }

    private Freeze announce(NewFreeze wanted) {
        return sluice().freezes().create(acme().human("pia"), ACME, wanted, key());
    }

    private static NewFreeze untilThursday(FreezeScope scope) {
        return new NewFreeze(
                "Holidays",
                "nobody is here",
                scope,
                CalendarSpan.between(
                        LocalDateTime.parse("2026-03-01T00:00"), LocalDateTime.parse("2026-03-05T06:00"), UTC),
                ExceptionGranters.persons(
                        Set.of(new PersonId("gus"), new PersonId("rita"), new PersonId("alice"), new PersonId("bob"))));
    }

    private PromotionRequest grant(Freeze freeze, PromotionRequest held, String person) {
        return sluice().freezes()
                .grantException(
                        acme().human(person), ACME, freeze.id(), held.id(), held.subjectHash(), "urgent", key());
    }

    private List<Blocker> reserve(PromotionRequest request) {
        return flow().reserve(request.id()).orElseThrow().blockers();
    }

    private static List<String> codes(List<Blocker> blockers) {
        return blockers.stream().map(Blocker::code).toList();
    }

    private List<String> trail(PromotionRequest request) {
        PromotionId id = request.id();
        return sluice().audit().ofPromotion(acme().human("audrey"), ACME, id).stream()
                .map(AuditEvent::type)
                .toList();
    }

    private static Instant afternoon(int day) {
        return LocalDateTime.of(2026, 3, day, 14, 0).atZone(UTC).toInstant();
    }
}
