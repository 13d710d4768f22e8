/** The library itself as a contestant: the full product, used through its public doors only. */
@NullMarked
package io.sluice.example.benchmark.product;

import org.jspecify.annotations.NullMarked;
