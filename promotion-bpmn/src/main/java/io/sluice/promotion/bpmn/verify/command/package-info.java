/** The verifier as a program of its own, with files for what a host and a workspace would tell it. */
@NullMarked
package io.sluice.promotion.bpmn.verify.command;

import org.jspecify.annotations.NullMarked;
