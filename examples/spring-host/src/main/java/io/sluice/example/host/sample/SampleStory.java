package io.sluice.example.host.sample;

import static io.sluice.example.host.sample.SampleWorkspaces.DEV;
import static io.sluice.example.host.sample.SampleWorkspaces.PARTNERS;
import static io.sluice.example.host.sample.SampleWorkspaces.PRODUCTION;
import static io.sluice.example.host.sample.SampleWorkspaces.STAGING;

import io.sluice.example.host.HostClock;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import java.time.Duration;
import java.util.Optional;

/** Two days of an organization: what went live, what was stopped, and what is on its way. */
final class SampleStory {
    static final int HOURS = 50;

    private static final ArtifactRef ASSISTANT = ArtifactRef.agent("support-assistant");
    private static final ArtifactRef TRACKER = ArtifactRef.agent("order-tracker");
    private static final ArtifactRef CLERK = ArtifactRef.agent("returns-clerk");
    private static final ArtifactRef REFUNDS = ArtifactRef.orchestration("refund-flow");
    private static final ArtifactRef GOODWILL = ArtifactRef.orchestration("goodwill-flow");
    private static final ArtifactRef PRICES = ArtifactRef.orchestration("price-match-flow");

    private final SampleDeeds deeds;
    private final HostClock clock;
    private final SampleControls controls;

    SampleStory(SampleDeeds deeds, HostClock clock) {
        this.deeds = deeds;
        this.clock = clock;
        this.controls = new SampleControls(deeds);
    }

    void tell() {
        firstVersionsGoLive();
        someAreStopped();
        oneIsPutBackByItself();
        oneIsPutBackByPeople();
        someWait();
        controls.announce(TRACKER, REFUNDS);
    }

    private void firstVersionsGoLive() {
        at(50);
        register("lena.fischer", ASSISTANT, "1.4.0");
        register("lena.fischer", REFUNDS, "2.0.0");
        register("mia.chen", TRACKER, "2.2.0");
        register("mia.chen", CLERK, "0.9.0");
        intoStaging(ASSISTANT, "1.4.0", "Answers about deliveries");
        intoStaging(REFUNDS, "2.0.0", "Refunds in steps instead of by mail");
        intoStaging(TRACKER, "2.2.0", "Finds parcels by the number of the order");
        intoStaging(CLERK, "0.9.0", "First version of the returns clerk");
        at(49);
        register("lena.fischer", GOODWILL, "1.0.0");
        intoStaging(GOODWILL, "1.0.0", "Small amounts as goodwill");
        at(48);
        intoProduction(ASSISTANT, "1.4.0", "Tried in Staging with 200 conversations");
        intoProduction(REFUNDS, "2.0.0", "Customer care asks for it since spring");
        at(47);
        intoProduction(TRACKER, "2.2.0", "Replaces the old form");
        at(46);
        PromotionRequest late =
                ask("lena.fischer", CLERK, "0.9.0", STAGING, PRODUCTION, "Customers may send back online");
        deeds.approve("tom.berg", late, "");
        at(21);
        PromotionRequest onwards = ask("mia.chen", REFUNDS, "2.0.0", PRODUCTION, PARTNERS, "Partners wait for it");
        deeds.approve("tom.berg", onwards, "");
        deeds.approve("paul.weber", onwards, "Partners are told");
    }

    private void someAreStopped() {
        at(20);
        register("lena.fischer", ASSISTANT, "1.5.0");
        ended(ask("mia.chen", ASSISTANT, "1.5.0", DEV, STAGING, "Works out compensations"));
        PromotionRequest taken = ask("mia.chen", GOODWILL, "1.0.0", STAGING, PRODUCTION, "Goodwill for everybody");
        deeds.await(taken, PromotionPhase.AWAITING_APPROVAL);
        deeds.sluice()
                .promotions()
                .cancel(
                        deeds.actor("mia.chen"),
                        SampleData.HOUSEHOLD,
                        taken.id(),
                        "The limits are not settled yet",
                        SampleDeeds.key());
        at(19);
        PromotionRequest refused = ask("lena.fischer", GOODWILL, "1.0.0", STAGING, PRODUCTION, "Limits are settled");
        deeds.await(refused, PromotionPhase.AWAITING_APPROVAL);
        deeds.sluice()
                .promotions()
                .reject(
                        deeds.actor("sara.nilsson"),
                        SampleData.HOUSEHOLD,
                        refused.id(),
                        refused.subjectHash(),
                        "A limit per customer is missing",
                        SampleDeeds.key());
    }

    private void oneIsPutBackByItself() {
        at(18);
        register("lena.fischer", ASSISTANT, "1.6.0");
        intoStaging(ASSISTANT, "1.6.0", "Works out compensations without running code");
        at(17);
        intoProduction(ASSISTANT, "1.6.0", "Compensations, second attempt");
    }

    private void oneIsPutBackByPeople() {
        at(16);
        register("lena.fischer", REFUNDS, "2.1.0");
        intoStaging(REFUNDS, "2.1.0", "Asks for a fraud score first");
        at(14);
        intoProduction(REFUNDS, "2.1.0", "Fewer refunds to fraudsters");
        at(11);
        PromotionRequest back = deeds.sluice()
                .promotions()
                .rollBack(
                        deeds.actor("rita.lopes"),
                        SampleData.HOUSEHOLD,
                        PRODUCTION,
                        REFUNDS,
                        Optional.empty(),
                        "More reviews than customer care can handle",
                        SampleDeeds.key());
        deeds.approve("tom.berg", back, "Agreed by phone");
        ended(back);
    }

    private void someWait() {
        at(10);
        register("mia.chen", TRACKER, "2.3.0");
        intoStaging(TRACKER, "2.3.0", "Opens a ticket when a parcel is missing");
        at(9);
        intoProduction(TRACKER, "2.3.0", "Customer care gets fewer calls");
        at(5);
        PromotionRequest soaking = ask("mia.chen", TRACKER, "2.3.0", PRODUCTION, PARTNERS, "Partners ask for it, too");
        deeds.approve("tom.berg", soaking, "");
        deeds.approve("paul.weber", soaking, "");
        deeds.await(soaking, PromotionPhase.SCHEDULED);
        at(4);
        register("mia.chen", TRACKER, "2.4.0");
        intoStaging(TRACKER, "2.4.0", "Photos of damaged parcels");
        register("lena.fischer", CLERK, "1.0.0");
        at(3);
        PromotionRequest half = ask("mia.chen", TRACKER, "2.4.0", STAGING, PRODUCTION, "Photos of damaged parcels");
        deeds.approve("tom.berg", half, "Tried it with my own parcel");
        controls.discuss(half);
        at(2);
        deeds.await(
                ask("lena.fischer", CLERK, "1.0.0", DEV, STAGING, "Starts the refund by itself"),
                PromotionPhase.AWAITING_APPROVAL);
        register("lena.fischer", GOODWILL, "1.1.0");
        register("mia.chen", PRICES, "3.0.0");
        at(1);
        deeds.await(
                ask("mia.chen", PRICES, "3.0.0", DEV, STAGING, "Pays the difference when a price falls"),
                PromotionPhase.AWAITING_APPROVAL);
    }

    private void at(int hoursAgo) {
        clock.setAhead(Duration.ofHours(-hoursAgo));
    }

    private void register(String person, ArtifactRef artifact, String version) {
        deeds.register(person, SampleData.HOUSEHOLD, artifact, version);
    }

    private void intoStaging(ArtifactRef artifact, String version, String reason) {
        PromotionRequest request = ask("mia.chen", artifact, version, DEV, STAGING, reason);
        deeds.approve("tom.berg", request, "");
        ended(request);
    }

    private void intoProduction(ArtifactRef artifact, String version, String reason) {
        PromotionRequest request = ask("mia.chen", artifact, version, STAGING, PRODUCTION, reason);
        deeds.approve("tom.berg", request, "Looks good in Staging");
        deeds.approve("sara.nilsson", request, "");
        ended(request);
    }

    private PromotionRequest ask(
            String person, ArtifactRef artifact, String version, WorkspaceId from, WorkspaceId to, String reason) {
        return deeds.request(person, SampleData.HOUSEHOLD, NewPromotion.of(artifact, version, from, to, reason));
    }

    private void ended(PromotionRequest request) {
        deeds.await(request, PromotionPhase.ENDED);
    }
}
