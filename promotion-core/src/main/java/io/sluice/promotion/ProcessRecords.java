package io.sluice.promotion;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Certificates;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.Layout;
import io.sluice.promotion.gate.Tally;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.process.Certificate;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.process.StageCount;
import io.sluice.promotion.process.TraceEntry;
import io.sluice.promotion.process.TraceEntry.Step;
import io.sluice.promotion.process.Waiver;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.HumanTask;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What core keeps about process definitions. For the flow and what deploys into it, not for hosts: nothing here asks who
 * calls. Thread-safe.
 */
public final class ProcessRecords {
    private final Storage storage;
    private final Catalog catalog;
    private final Layout layout;
    private final Certificates certificates;
    private final Clock clock;

    ProcessRecords(Core core) {
        this.storage = core.storage();
        this.catalog = core.catalog();
        this.layout = core.layout();
        this.certificates = new Certificates(core);
        this.clock = core.clock();
    }

    /** Keeps policies as they are until the unit of work ends: no other process comes in force meanwhile. */
    public void lock(OrganizationId organization) {
        layout.lock(organization);
    }

    /** The policies in force, of workspaces that are not archived. */
    public List<PolicyRevision> policies(OrganizationId organization) {
        return storage.workspaces().list(organization).stream()
                .filter(workspace -> workspace.archivedAt().isEmpty())
                .map(workspace -> policy(organization, workspace))
                .toList();
    }

    private PolicyRevision policy(OrganizationId organization, Workspace workspace) {
        return catalog.policy(organization, workspace.id(), workspace.policyRevision());
    }

    /** A promotion, if there is one. */
    public Optional<PromotionRequest> find(OrganizationId organization, PromotionId id) {
        return storage.promotions().find(organization, id);
    }

    /** What a promotion must keep: the policy it was requested under, and the one in force. */
    public List<PromotionPolicy> policiesOf(PromotionRequest request) {
        Workspace target = catalog.workspace(request.organization(), request.target());
        return Stream.of(request.policyRevision(), target.policyRevision())
                .distinct()
                .map(revision -> catalog.policy(request.organization(), request.target(), revision)
                        .policy())
                .toList();
    }

    /** How far the approvals of a promotion are, stage by stage. */
    public List<StageCount> stages(PromotionRequest request) {
        int inForce =
                catalog.workspace(request.organization(), request.target()).policyRevision();
        List<Approval> approvals = storage.approvals().list(request.organization(), request.id());
        List<HumanTask> open = storage.tasks().openFor(request.organization(), request.id());
        return catalog.rounds(request, inForce).stream()
                .map(round -> {
                    Tally tally = round.tally(approvals);
                    return new StageCount(
                            round.name(),
                            tally.given(),
                            tally.required(),
                            open.stream()
                                    .filter(task -> task.stage().equals(Optional.of(round.name())))
                                    .map(task -> task.flowRef().split("/", 2)[0])
                                    .toList());
                })
                .toList();
    }

    /**
     * Stores the proof of a definition that was deployed just now.
     *
     * @param policy by which it was judged; empty when none names its process
     */
    public void certify(OrganizationId organization, PersonId by, Optional<PolicyRevision> policy, ProcessProof proof) {
        policy.ifPresentOrElse(
                revision -> certificates.store(organization, revision.workspace(), revision.revision(), by, proof),
                () -> certificates.store(organization, by, proof));
    }

    /** What an audit event says of a proof. */
    public static Map<String, Object> facts(ProcessProof proof) {
        return Certificates.facts(proof);
    }

    /** The certificates of all versions of a process, the newest first. */
    public List<Certificate> certificates(OrganizationId organization, String process) {
        return storage.processes().certificates(organization, process);
    }

    /** The waivers of a file that count now. */
    public List<Waiver> waivers(OrganizationId organization, Digest file) {
        return storage.processes().waivers(organization).stream()
                .filter(waiver -> waiver.digest().equals(file) && waiver.counts(clock.instant()))
                .toList();
    }

    /** Notes what the process of a promotion did in the present unit of work. */
    public void trace(
            OrganizationId organization,
            PromotionId promotion,
            String process,
            int version,
            boolean own,
            List<Step> steps) {
        storage.processes()
                .trace(
                        organization,
                        promotion,
                        Ids.next(),
                        new TraceEntry(process, version, own, clock.instant(), steps));
    }

    /** Notes what the processes of promotions did in the present unit of work. */
    public void trace(OrganizationId organization, Map<PromotionId, TraceEntry> entries) {
        storage.processes().trace(organization, entries, Ids::next);
    }

    /** What the process of a promotion did, in order. */
    public List<TraceEntry> trace(OrganizationId organization, PromotionId promotion) {
        return storage.processes().traces(organization, promotion);
    }
}
