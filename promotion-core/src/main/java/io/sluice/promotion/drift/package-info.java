/**
 * When what is live differs from what is recorded: what was found, and what is known about each place.
 *
 * <p>It may import {@code release} and what that may import.
 */
@NullMarked
package io.sluice.promotion.drift;

import org.jspecify.annotations.NullMarked;
