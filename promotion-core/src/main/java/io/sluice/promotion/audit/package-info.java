/**
 * The record of what happened, chained by hashes so that a later change shows.
 *
 * <p>It may import {@code input}, {@code identity} and {@code problem} only, so that events can be verified by a small program of
 * its own.
 */
@NullMarked
package io.sluice.promotion.audit;

import org.jspecify.annotations.NullMarked;
