package io.sluice.example.host.sample;

import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.freeze.ExceptionGranters;
import io.sluice.promotion.freeze.FreezeScope;
import io.sluice.promotion.freeze.NewFreeze;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/** What people do beside promotions: talk, go away, freeze, pin, propose, and change things by hand. */
final class SampleControls {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final SampleDeeds deeds;

    SampleControls(SampleDeeds deeds) {
        this.deeds = deeds;
    }

    void discuss(PromotionRequest request) {
        say("sara.nilsson", request, "Where are the photos kept, and for how long?");
        say("mia.chen", request, "In the bucket of the tickets, for 90 days.");
    }

    private void say(String person, PromotionRequest request, String text) {
        deeds.sluice().comments().add(deeds.actor(person), SampleData.HOUSEHOLD, request.id(), text, SampleDeeds.key());
    }

    void announce(ArtifactRef drifted, ArtifactRef pinned) {
        freeze();
        away();
        propose();
        deeds.sluice()
                .pins()
                .pin(
                        rita(),
                        SampleData.HOUSEHOLD,
                        SampleWorkspaces.PRODUCTION,
                        pinned,
                        "Stays at 2.0.0 until customer care has more people",
                        SampleDeeds.key());
        deeds.changeByHand(SampleData.HOUSEHOLD, SampleWorkspaces.PRODUCTION, drifted);
        deeds.sluice().drifts().check(rita(), SampleData.HOUSEHOLD, SampleWorkspaces.PRODUCTION);
    }

    /** The partners take stock until tomorrow night. */
    private void freeze() {
        LocalDate today = LocalDate.now(BERLIN);
        deeds.sluice()
                .freezes()
                .create(
                        rita(),
                        SampleData.HOUSEHOLD,
                        new NewFreeze(
                                "Stocktaking",
                                "The partners count their stock",
                                FreezeScope.of(SampleWorkspaces.PARTNERS),
                                CalendarSpan.between(
                                        today.atStartOfDay(), today.plusDays(1).atTime(LocalTime.of(22, 0)), BERLIN),
                                ExceptionGranters.roles(Set.of(new RoleId("release-manager")))),
                        SampleDeeds.key());
    }

    private void away() {
        Instant now = Instant.now();
        deeds.sluice()
                .delegations()
                .declare(
                        deeds.actor("paul.weber"),
                        SampleData.HOUSEHOLD,
                        NewDelegation.to(
                                        new PersonId("rita.lopes"),
                                        now.minusSeconds(60),
                                        now.plus(Duration.ofDays(5)),
                                        "A week in the mountains")
                                .into(SampleWorkspaces.PRODUCTION),
                        SampleDeeds.key());
    }

    private void propose() {
        Actor olga = deeds.actor("olga.ivanova");
        PolicyRevision inForce =
                deeds.sluice().policies().current(olga, SampleData.HOUSEHOLD, SampleWorkspaces.PRODUCTION);
        deeds.sluice()
                .policyChanges()
                .propose(
                        olga,
                        SampleData.HOUSEHOLD,
                        SampleWorkspaces.PRODUCTION,
                        inForce.revision(),
                        inForce.policy().withApprovalDeadline(Duration.ofDays(4)),
                        "Two days are too short over a weekend",
                        SampleDeeds.key());
    }

    private Actor rita() {
        return deeds.actor("rita.lopes");
    }
}
