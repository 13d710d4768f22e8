/**
 * What is promoted: artifacts and their registered versions, each bound to the digest of its content.
 *
 * <p>It may import {@code workspace} and what that may import.
 */
@NullMarked
package io.sluice.promotion.artifact;

import org.jspecify.annotations.NullMarked;
