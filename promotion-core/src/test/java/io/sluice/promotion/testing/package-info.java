/** Databases for tests, also for those of the modules above. */
@NullMarked
package io.sluice.promotion.testing;

import org.jspecify.annotations.NullMarked;
