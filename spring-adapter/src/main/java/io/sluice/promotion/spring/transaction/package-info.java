/** Sluice inside the transactions of Spring. Imports nothing else of the adapter. */
@NullMarked
package io.sluice.promotion.spring.transaction;

import org.jspecify.annotations.NullMarked;
