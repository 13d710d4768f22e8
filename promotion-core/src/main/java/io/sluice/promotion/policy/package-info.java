/**
 * The rules a promotion into a workspace must meet, kept as revisions that never change once in use.
 *
 * <p>It may import {@code check} and what that may import.
 */
@NullMarked
package io.sluice.promotion.policy;

import org.jspecify.annotations.NullMarked;
