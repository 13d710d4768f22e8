/**
 * Files as keys and as a place for checkpoints: what comes with Sluice for a host that has nothing better. Give the files to
 * another account than the database's.
 *
 * <p>It may import {@code spi} and what that may import.
 */
@NullMarked
package io.sluice.promotion.anchoring;

import org.jspecify.annotations.NullMarked;
