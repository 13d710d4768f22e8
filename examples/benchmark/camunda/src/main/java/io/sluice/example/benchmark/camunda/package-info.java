/**
 * The bare engine that Sluice embeds, running an equivalent process without any of Sluice's domain. The build makes the
 * contestant for the engine's fork out of the same sources by renaming the engine's packages.
 */
@NullMarked
package io.sluice.example.benchmark.camunda;

import org.jspecify.annotations.NullMarked;
