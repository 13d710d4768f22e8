/**
 * The one judgement of whether a promotion may go on, and whether a person may decide on it: pure functions over facts.
 *
 * <p>It may import {@code request} and everything below it.
 */
@NullMarked
package io.sluice.promotion.gate;

import org.jspecify.annotations.NullMarked;
