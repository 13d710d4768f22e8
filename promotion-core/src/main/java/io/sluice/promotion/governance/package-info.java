/**
 * How the rules themselves are changed and passed by, behind the doors: revisions of policies, proposals to weaken them,
 * what a policy would do, emergencies. Not part of the public interface, although Java makes it visible: only the doors in
 * the root package use it, and its Javadoc is not published.
 */
@NullMarked
package io.sluice.promotion.governance;

import org.jspecify.annotations.NullMarked;
