/**
 * A process as the proof sees it: nodes, flows, scopes, what a step means for a promotion, and conditions that can be
 * decided. Made from a process file; knows no engine and nothing of how it is searched.
 */
@NullMarked
package io.sluice.promotion.bpmn.verify.flow;

import org.jspecify.annotations.NullMarked;
