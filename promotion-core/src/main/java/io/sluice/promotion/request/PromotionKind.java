package io.sluice.promotion.request;

/** Which way a version travels. */
public enum PromotionKind {
    /** Forward, from its source workspace into the next. */
    PROMOTION,
    /** Back to a release that was live in the target before. */
    ROLLBACK
}
