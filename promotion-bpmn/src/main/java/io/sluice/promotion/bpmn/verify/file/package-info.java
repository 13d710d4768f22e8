/**
 * A process file as it comes in, and what it shows without running: what it may contain and how it is drawn. Text in
 * BPMN is code: an assignee, a condition and even a task's name are executed, so everything that is not named here is
 * refused.
 *
 * <p>It needs no running engine, so an editor or a build can ask the same question. It may import the engine's
 * expression parser, because two parsers would read one expression in two ways.
 */
@NullMarked
package io.sluice.promotion.bpmn.verify.file;

import org.jspecify.annotations.NullMarked;
