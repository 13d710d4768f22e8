/**
 * The proof of process files before they are deployed: whether any way through a process reaches a deployment without
 * what the policy demands, waits for ever, or ends without an outcome.
 *
 * <p>{@link io.sluice.promotion.bpmn.verify.Verifier} is the door. It needs no process engine, so an editor, a build or
 * a command line asks the same question as a deployment. It imports core's words and nothing of the other packages.
 */
@NullMarked
package io.sluice.promotion.bpmn.verify;

import org.jspecify.annotations.NullMarked;
