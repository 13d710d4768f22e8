package io.sluice.promotion.check;

/**
 * What the checks of a promotion came to.
 *
 * @param checked how far they are
 * @param summary why, for people; empty when all passed
 */
public record CheckReport(Checked checked, String summary) {}
