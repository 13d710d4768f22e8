/**
 * The search: every state a process can be in, breadth first, and what the rules say about each step on the way. The
 * first way found to a violation is therefore a shortest one.
 */
@NullMarked
package io.sluice.promotion.bpmn.verify.search;

import org.jspecify.annotations.NullMarked;
