/** Flowable, running an equivalent process without any of Sluice's domain. */
@NullMarked
package io.sluice.example.benchmark.flowable;

import org.jspecify.annotations.NullMarked;
