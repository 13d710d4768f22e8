/**
 * The checks that come with the library, which read the reports that build tools write.
 *
 * <p>They are written against {@code spi} like a host's own, and may import it and what that may import.
 */
@NullMarked
package io.sluice.promotion.report;

import org.jspecify.annotations.NullMarked;
