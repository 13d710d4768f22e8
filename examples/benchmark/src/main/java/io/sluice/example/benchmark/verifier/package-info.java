/** What a proof costs, by the shape and the size of the process. The process files are drawn here. */
@NullMarked
package io.sluice.example.benchmark.verifier;

import org.jspecify.annotations.NullMarked;
