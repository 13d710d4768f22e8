package io.sluice.promotion.spring.rest.promotion;

import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.key;

import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spring.rest.Tag;
import io.sluice.promotion.testing.SluiceFixture;

/** Promotions of artifacts of their own from dev into staging, which asks one approver. */
public record Scene(SluiceFixture acme) {
    /** Registered in dev, and nothing else. */
    public ArtifactRef registered(String artifact) {
        ArtifactRef ref = ArtifactRef.agent(artifact);
        acme.register(ref, "1.0.0");
        return ref;
    }

    /** Requested by rita; its checks have passed and approvers are asked. */
    public PromotionRequest open(String artifact) {
        return asked(registered(artifact), "1.0.0");
    }

    private PromotionRequest asked(ArtifactRef artifact, String version) {
        PromotionRequest request = acme.sluice()
                .promotions()
                .request(acme.human("rita"), ACME, NewPromotion.of(artifact, version, DEV, STAGING, "because"), key());
        acme.flow().runChecks(request.id());
        acme.flow().openApproval(request.id());
        return acme.get(request.id());
    }

    /** Approved by bob and live. */
    public PromotionRequest completed(String artifact) {
        return promoted(registered(artifact), "1.0.0");
    }

    /** The same for a version that is registered already. */
    public PromotionRequest promoted(ArtifactRef artifact, String version) {
        PromotionRequest request = asked(artifact, version);
        acme.approve(request.id(), "bob");
        acme.flow().deployAndFinish(request.id());
        return acme.get(request.id());
    }

    /** Its address below the API's base path. */
    public static String path(PromotionRequest request) {
        return "/organizations/acme/promotions/" + request.id();
    }

    /** What If-Match has to say about it. */
    public static String tag(PromotionRequest request) {
        return Tag.of(request).quoted();
    }

    /** A decision on what it is now. */
    public static String decision(PromotionRequest request, String comment) {
        return "{\"subjectHash\": \"" + request.subjectHash() + "\", \"comment\": \"" + comment + "\"}";
    }
}
