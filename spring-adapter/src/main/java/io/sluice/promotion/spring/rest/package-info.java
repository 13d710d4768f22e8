/**
 * The HTTP side of Sluice: one pipeline from a call to its answer, in a wire format of its own that does not change with
 * the host's mapper.
 *
 * <p>It exists apart so that every operation is refused, repeated, compared and answered in one way. The packages below it
 * hold the operations, one for each feature; they may import it, and it imports none of them. Nothing here is for hosts:
 * they speak HTTP, or Java with {@link io.sluice.promotion.Sluice}.
 */
@NullMarked
package io.sluice.promotion.spring.rest;

import org.jspecify.annotations.NullMarked;
