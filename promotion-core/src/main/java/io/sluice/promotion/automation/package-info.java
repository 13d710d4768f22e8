/**
 * When Sluice itself asks for a promotion, and why it does not: conditions over numbers, judged by pure functions.
 *
 * <p>It may import {@code gate} and what that may import.
 */
@NullMarked
package io.sluice.promotion.automation;

import org.jspecify.annotations.NullMarked;
