package io.sluice.promotion.automation;

import io.sluice.promotion.policy.Condition;
import java.util.Optional;

/**
 * What became of one condition.
 *
 * @param condition the condition
 * @param number the number it was judged by; empty when nothing valid says it, and then the condition does not hold
 * @param holds whether it holds
 */
public record ConditionVerdict(Condition condition, Optional<KnownNumber> number, boolean holds) {}
