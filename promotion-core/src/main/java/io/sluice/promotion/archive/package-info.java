/**
 * Keeps archived promotions in files. For hosts that have no store of their own; imports the SPI and the identifiers.
 */
@NullMarked
package io.sluice.promotion.archive;

import org.jspecify.annotations.NullMarked;
