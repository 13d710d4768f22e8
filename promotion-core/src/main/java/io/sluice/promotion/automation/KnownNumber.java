package io.sluice.promotion.automation;

import java.math.BigDecimal;

/**
 * A number that a condition can ask for.
 *
 * @param metric its name, such as {@code tests.pass_rate}
 * @param value the number
 * @param evidence where it comes from, for people
 */
public record KnownNumber(String metric, BigDecimal value, String evidence) {}
