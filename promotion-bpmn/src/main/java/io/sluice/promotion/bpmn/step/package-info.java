/**
 * What the steps of a promotion process do: each reads ids, calls one service method and writes its outcome.
 *
 * <p>It may import the engine's public API, never its internals.
 */
@NullMarked
package io.sluice.promotion.bpmn.step;

import org.jspecify.annotations.NullMarked;
