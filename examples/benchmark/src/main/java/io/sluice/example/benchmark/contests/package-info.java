/**
 * Sluice against others: each contestant in a JVM of its own, since they want different versions of the same libraries, all
 * of them alive while the rounds go round.
 */
@NullMarked
package io.sluice.example.benchmark.contests;

import org.jspecify.annotations.NullMarked;
