/**
 * Times in which nothing may be deployed, and the exceptions that named people grant.
 *
 * <p>It may import {@code calendar}, {@code identity} and {@code artifact} and what they build on.
 */
@NullMarked
package io.sluice.promotion.freeze;

import org.jspecify.annotations.NullMarked;
