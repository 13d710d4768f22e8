/**
 * The way of a message behind the doors: from the outbox to its receivers, in the words of no language yet. Not part of
 * the public interface, although Java makes it visible: only the doors in the root package use it, and its Javadoc is not
 * published.
 */
@NullMarked
package io.sluice.promotion.delivery;

import org.jspecify.annotations.NullMarked;
