package io.sluice.example.host;

import io.sluice.example.host.delivery.BuiltVersions;
import io.sluice.example.host.mailbox.Mailbox;
import io.sluice.example.host.sample.SampleDeeds;
import io.sluice.example.host.sample.SampleWorkspaces;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** What happened before a test begins, done through the Java API, with an artifact that no other test touches. */
final class Scenario {
    static final OrganizationId HOUSEHOLD = new OrganizationId("household-goods");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RunningHost host;
    private final SampleDeeds deeds;

    Scenario(RunningHost host) {
        this.host = host;
        this.deeds = host.part(SampleDeeds.class);
    }

    /** A copy of one of the sample artifacts, with a version of it in Development. */
    ArtifactRef artifactInDev(String sample, String... versions) {
        ArtifactKind kind = sample.endsWith("-flow") ? ArtifactKind.ORCHESTRATION : ArtifactKind.AGENT;
        ArtifactRef copy = host.part(BuiltVersions.class)
                .copy(new ArtifactRef(kind, sample), sample + "-" + NUMBER.incrementAndGet());
        for (String version : versions) {
            register(copy, version);
        }
        return copy;
    }

    void register(ArtifactRef artifact, String version) {
        deeds.register("lena.fischer", HOUSEHOLD, artifact, version);
    }

    /** How many decisions there are on a request. */
    int approvals(PromotionRequest request) {
        Sluice sluice = host.part(Sluice.class);
        return sluice.promotions()
                .approvals(sluice.actors().human("mia.chen"), HOUSEHOLD, request.id())
                .size();
    }

    PromotionRequest intoStaging(ArtifactRef artifact, String version) {
        return ask("mia.chen", artifact, version, SampleWorkspaces.DEV, SampleWorkspaces.STAGING);
    }

    PromotionRequest intoStagingBy(String person, ArtifactRef artifact, String version) {
        return ask(person, artifact, version, SampleWorkspaces.DEV, SampleWorkspaces.STAGING);
    }

    PromotionRequest intoProduction(ArtifactRef artifact, String version) {
        return ask("mia.chen", artifact, version, SampleWorkspaces.STAGING, SampleWorkspaces.PRODUCTION);
    }

    private PromotionRequest ask(
            String person, ArtifactRef artifact, String version, WorkspaceId from, WorkspaceId to) {
        return deeds.request(
                person,
                HOUSEHOLD,
                NewPromotion.of(artifact, version, from, to, "Customer care asks for " + artifact.id()));
    }

    /** An artifact that lives in Staging. */
    void liveInStaging(ArtifactRef artifact, String version) {
        PromotionRequest request = intoStaging(artifact, version);
        deeds.approve("tom.berg", request, "");
        ended(request);
    }

    /** The same in Production. */
    PromotionRequest liveInProduction(ArtifactRef artifact, String version) {
        PromotionRequest request = intoProduction(artifact, version);
        deeds.approve("tom.berg", request, "");
        deeds.approve("sara.nilsson", request, "");
        return ended(request);
    }

    void approve(String person, PromotionRequest request) {
        deeds.approve(person, request, "");
    }

    PromotionRequest awaitApproval(PromotionRequest request) {
        return deeds.await(request, PromotionPhase.AWAITING_APPROVAL);
    }

    PromotionRequest ended(PromotionRequest request) {
        return deeds.await(request, PromotionPhase.ENDED);
    }

    void awaitMail(String person, String about) {
        deeds.await(
                "a mail about " + about,
                () -> host.part(Mailbox.class).mails().stream()
                        .filter(mail ->
                                mail.to().contains(person) && mail.subject().contains(about))
                        .findFirst());
    }
}
