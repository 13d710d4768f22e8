/**
 * What every use case goes through: who calls, may they, which row is locked, what is written down. Not part of the public
 * interface, although Java makes it visible: only {@code lifecycle} and the doors in the root package use it, and its
 * Javadoc is not published.
 */
@NullMarked
package io.sluice.promotion.command;

import org.jspecify.annotations.NullMarked;
