/**
 * The entry to the library: what a host application builds, calls and closes.
 *
 * <p>It wires the feature packages to their stores and may import all of them; none of them imports it.
 */
@NullMarked
package io.sluice.promotion;

import org.jspecify.annotations.NullMarked;
