/** The harness: what is tried, and what it came to. Each part starts nodes, breaks something, and has the history checked. */
@NullMarked
package io.sluice.example.faults;

import org.jspecify.annotations.NullMarked;
