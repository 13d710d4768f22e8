/**
 * Which version is, and was, live in a workspace, and which earlier one it can go back to.
 *
 * <p>It may import {@code artifact} and what that may import.
 */
@NullMarked
package io.sluice.promotion.release;

import org.jspecify.annotations.NullMarked;
