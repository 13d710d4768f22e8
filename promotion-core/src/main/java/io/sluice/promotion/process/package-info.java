/**
 * Proofs of process definitions: what a drawing was judged by, what came out, and which warnings a person has waived. How a
 * proof is made is the business of the flow; core keeps it beside the policies it is about.
 */
@NullMarked
package io.sluice.promotion.process;

import org.jspecify.annotations.NullMarked;
