package io.sluice.promotion.command;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.process.ProcessRefusedException;
import io.sluice.promotion.spi.PromotionFlow;
import io.sluice.promotion.workspace.EnvironmentType;
import java.util.Optional;

/** What a policy must contain for the workspace it is for, and its process must keep. */
public final class PolicyDemands {
    private PolicyDemands() {}

    /** Refuses a policy that must not come in force; returns the proof of its process for the record. */
    public static Optional<ProcessProof> require(
            OrganizationId organization, EnvironmentType type, PromotionPolicy policy, PromotionFlow flow) {
        if (!flow.canRun(organization, policy.process())) {
            throw new InvalidInputException(
                    "policy.process", "policy.unknownProcess", "There is no process " + policy.process() + ".");
        }
        if (type.isProtected() && policy.stages().isEmpty()) {
            throw new InvalidInputException(
                    "policy.stages", "policy.empty", "A protected workspace needs at least one approval.");
        }
        if (type.isProtected() && policy.approvals().selfApproval()) {
            throw new InvalidInputException(
                    "policy.approvals",
                    "policy.selfApproval",
                    "Nobody approves their own work in a protected workspace.");
        }
        Optional<ProcessProof> proof = flow.prove(organization, policy);
        proof.filter(found -> !found.proved()).ifPresent(PolicyDemands::refuse);
        return proof;
    }

    private static void refuse(ProcessProof proof) {
        throw new ProcessRefusedException(
                "policy.process",
                "policy.processRefused",
                "Process " + proof.process() + ", version " + proof.version() + ", does not keep this policy. "
                        + proof.summary(),
                proof.findings());
    }
}
