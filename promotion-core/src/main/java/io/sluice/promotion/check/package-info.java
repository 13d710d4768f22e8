/**
 * Evidence about a version: results of checks, the digest they were made for and how long they hold.
 *
 * <p>It may import {@code release} and what that may import.
 */
@NullMarked
package io.sluice.promotion.check;

import org.jspecify.annotations.NullMarked;
