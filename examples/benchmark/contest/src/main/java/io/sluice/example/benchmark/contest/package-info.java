/**
 * What all engines of the benchmark have in common: how a promotion is driven, counted and timed, and the lines in which
 * the program that measures talks to the programs that are measured. Knows no engine.
 */
@NullMarked
package io.sluice.example.benchmark.contest;

import org.jspecify.annotations.NullMarked;
