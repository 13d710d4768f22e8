/**
 * A program with Sluice inside, run as a process of its own and told what to do line by line, so that it can be killed and
 * stopped like any other.
 */
@NullMarked
package io.sluice.example.faults.node;

import org.jspecify.annotations.NullMarked;
