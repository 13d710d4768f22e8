/**
 * Measures what the library costs, part by part, and prints a line and a row for each measurement.
 *
 * <p>Numbers depend on the machine; the states of a process do not.
 */
@NullMarked
package io.sluice.example.benchmark;

import org.jspecify.annotations.NullMarked;
