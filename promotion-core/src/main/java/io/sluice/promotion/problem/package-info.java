/**
 * What a caller is told when an operation cannot be done: one exception family with stable codes.
 *
 * <p>The lowest package: it imports nothing of this library, so that every other package may use it.
 */
@NullMarked
package io.sluice.promotion.problem;

import org.jspecify.annotations.NullMarked;
