/**
 * The embedded engine: how it is configured, locked down and kept inside our transactions.
 *
 * <p>The only package that may import the engine's internals ({@code org.camunda..impl..}), so that the same engine
 * under another name can be taken up here.
 */
@NullMarked
package io.sluice.promotion.bpmn.engine;

import org.jspecify.annotations.NullMarked;
