package io.sluice.promotion;

import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.Certificates;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.command.Ids;
import io.sluice.promotion.command.Layout;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.process.Certificate;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.process.TraceEntry;
import io.sluice.promotion.process.TraceEntry.Step;
import io.sluice.promotion.process.Waiver;
import io.sluice.promotion.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** What the process of a promotion did, in order. */
    public List<TraceEntry> trace(OrganizationId organization, PromotionId promotion) {
        return storage.processes().traces(organization, promotion);
    }
}
