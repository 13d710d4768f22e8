/**
 * The record of what happened to a promotion, chained by hashes so that a later change shows.
 *
 * <p>It may import {@code request} and what that may import.
 */
@NullMarked
package io.sluice.promotion.audit;

import org.jspecify.annotations.NullMarked;
