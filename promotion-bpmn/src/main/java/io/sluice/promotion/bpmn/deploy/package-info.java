/**
 * How a process definition gets into the engine: the default one that is shipped, and edited ones that pass.
 *
 * <p>It may import the engine's public API and {@code verify}, never the engine's internals.
 */
@NullMarked
package io.sluice.promotion.bpmn.deploy;

import org.jspecify.annotations.NullMarked;
