/**
 * The audit trail behind the doors: numbering events, checkpoints and their sinks, export, proofs, what is removed after its
 * retention period. Not part of the public interface, although Java makes it visible: only the doors in the root package
 * use it, and its Javadoc is not published.
 */
@NullMarked
package io.sluice.promotion.trail;

import org.jspecify.annotations.NullMarked;
