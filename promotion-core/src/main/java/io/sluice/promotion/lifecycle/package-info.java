/**
 * The course of one promotion behind the doors: request, checks, approval stages, target, deployment, outcome, repair. Not
 * part of the public interface, although Java makes it visible: only the doors in the root package use it, and its Javadoc
 * is not published.
 */
@NullMarked
package io.sluice.promotion.lifecycle;

import org.jspecify.annotations.NullMarked;
