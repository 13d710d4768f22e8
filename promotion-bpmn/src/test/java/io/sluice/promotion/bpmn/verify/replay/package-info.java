/**
 * The engine as the judge of the verifier. A bare engine runs process files that nobody has checked, a driver makes
 * everything happen in them that can happen, and what comes to pass is written down without asking the verifier. So the
 * two can be held against each other: what the engine can be driven into must be found, and what is found must be real.
 */
package io.sluice.promotion.bpmn.verify.replay;
