/**
 * What people put in the way of promotions by hand, for as long as they want: a stopped line, a pin, a version marked as
 * bad, automation that is held.
 *
 * <p>It may import {@code release} and what that may import.
 */
@NullMarked
package io.sluice.promotion.control;

import org.jspecify.annotations.NullMarked;
