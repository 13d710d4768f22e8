package io.sluice.promotion.spring;

import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.spi.PromotionCheck;

/**
 * A bean that stands around the calls that Sluice makes to beans of the application, for tracing for example. Several stand
 * around each other in their order, the first one outermost.
 */
public interface HostCalls {
    /** What is called in place of the deployer; calls it in turn. */
    default Deployer around(Deployer deployer) {
        return deployer;
    }

    /** What is called in place of a check; calls it in turn. */
    default PromotionCheck around(PromotionCheck check) {
        return check;
    }

    /** What is called in place of a channel; calls it in turn. */
    default Notifier around(Notifier notifier) {
        return notifier;
    }
}
