package io.sluice.promotion;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.GateRecord;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an auditor asks about one promotion, in one place.
 *
 * @param request who asked for what, when and why, and how it ended
 * @param versions what was promoted: content, authors, who registered it; of a unit in the order of deployment
 * @param policy what was demanded when it was requested
 * @param checks all results for this content and target, the newest first; of a unit item by item
 * @param approvals who decided what, with which roles, when
 * @param gate the decision right before the deployment; empty when it never came to that
 * @param attempts the calls of the deployer
 * @param rollbackPlan what would be put back; nothing for what was not there before
 * @param events the audit trail of the promotion
 * @param verdict whether that trail is intact
 * @param checkpoint the signed note that covers it; empty when nobody signs, or not yet
 */
public record EvidencePack(
        PromotionRequest request,
        List<ArtifactVersion> versions,
        PolicyRevision policy,
        List<CheckResult> checks,
        List<Approval> approvals,
        Optional<GateRecord> gate,
        List<Attempt> attempts,
        List<Release> rollbackPlan,
        List<AuditEvent> events,
        ChainVerdict verdict,
        Optional<String> checkpoint) {
    /** Copies the lists. */
    public EvidencePack {
        versions = List.copyOf(versions);
        rollbackPlan = List.copyOf(rollbackPlan);
        checks = List.copyOf(checks);
        approvals = List.copyOf(approvals);
        attempts = List.copyOf(attempts);
        events = List.copyOf(events);
    }

    /** Who wrote any of it. */
    public Set<PersonId> authors() {
        return versions.stream().flatMap(version -> version.authors().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** As JSON, for programs. */
    public String toJson() {
        return EvidenceForm.json(this);
    }

    /** As text in Markdown without HTML, for people. */
    public String toText() {
        return EvidenceForm.text(this);
    }
}
