package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.process.ProcessProof;
import java.util.Optional;

/**
 * How one file of a deployment was judged.
 *
 * @param file its name
 * @param policy by which; empty when no policy names its process yet
 * @param proof what came out
 */
record Judged(String file, Optional<PolicyRevision> policy, ProcessProof proof) {}
