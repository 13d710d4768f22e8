/**
 * Explores an edited process and says whether it keeps the contract of a promotion.
 *
 * <p>It works on a small model of its own and imports no engine, so it can run in a build or an editor.
 */
@NullMarked
package io.sluice.promotion.bpmn.verify;

import org.jspecify.annotations.NullMarked;
