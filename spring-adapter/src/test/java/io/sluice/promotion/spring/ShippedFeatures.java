package io.sluice.promotion.spring;

import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.promotion.PromotionProcesses;
import io.sluice.promotion.testing.SluiceFixture;
import java.util.List;

/** The operations that a host gets, for tests. */
public final class ShippedFeatures {
    private ShippedFeatures() {}

    /** What is about promotions. */
    public static List<Feature> promotions(SluiceFixture acme, PromotionProcesses processes) {
        return ApiFeatures.promotions(acme.sluice(), processes, acme.directory());
    }
}
