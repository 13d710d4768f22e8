/**
 * What a host application implements: identity, deployment, checks, notification and the flow of a promotion.
 *
 * <p>It may import {@code audit} and what that may import.
 */
@NullMarked
package io.sluice.promotion.spi;

import org.jspecify.annotations.NullMarked;
