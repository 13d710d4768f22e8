/**
 * The places versions live in (development to production) and the path that leads from one to the next.
 *
 * <p>It may import {@code organization} and what that may import.
 */
@NullMarked
package io.sluice.promotion.workspace;

import org.jspecify.annotations.NullMarked;
