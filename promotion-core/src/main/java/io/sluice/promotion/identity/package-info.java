/**
 * Who acts: principals, roles and the ids that say so, as values rather than bare strings.
 *
 * <p>It may import {@code problem} only.
 */
@NullMarked
package io.sluice.promotion.identity;

import org.jspecify.annotations.NullMarked;
