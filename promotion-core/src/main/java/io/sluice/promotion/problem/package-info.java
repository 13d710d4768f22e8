/** What Sluice says when it refuses: exceptions with stable codes. Imports nothing of Sluice. */
@NullMarked
package io.sluice.promotion.problem;

import org.jspecify.annotations.NullMarked;
