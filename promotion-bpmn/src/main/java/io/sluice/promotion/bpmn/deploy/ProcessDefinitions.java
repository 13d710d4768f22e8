package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.Acts;
import io.sluice.promotion.Acts.Done;
import io.sluice.promotion.ProcessRecords;
import io.sluice.promotion.access.Operation;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.input.Identifier;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.process.Certificate;
import io.sluice.promotion.process.ProcessProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/**
 * The process definitions of organizations: putting edited files into the engine, and knowing what is there. Every file is
 * judged before it is stored; what is refused is not stored at all. What one organization deploys is not there for others,
 * also when the process has the name of the shipped one. Thread-safe.
 */
public final class ProcessDefinitions {
    private static final String SHIPPED_NAME = PromotionPolicy.DEFAULT_PROCESS + ".bpmn";

    private static final int MOST_FILES = 20;

    private final Acts acts;
    private final ProcessRecords records;
    private final Definitions definitions;
    private final Optional<Proofs> proofs;
    private final Store store;
    private final Catalogue catalogue;
    private final Migrations migrations;
    private final States states;

    /**
     * Definitions of one engine.
     *
     * @param proofs empty to let any file in that the guards let through
     */
    public ProcessDefinitions(
            ProcessEngine engine, Acts acts, ProcessRecords records, Definitions definitions, Optional<Proofs> proofs) {
        this.acts = acts;
        this.records = records;
        this.definitions = definitions;
        this.proofs = proofs;
        this.store = new Store(engine.getRepositoryService(), definitions);
        this.catalogue = new Catalogue(engine, definitions, records);
        this.migrations = new Migrations(engine, acts, records, definitions, proofs);
        this.states = new States(engine, records, definitions);
    }

    /**
     * Deploys the shipped process for everybody unless the engine had exactly this content at any time: while nodes of two
     * versions run, the older one does not put its process on top of the newer.
     */
    public void deployShipped() {
        SortedMap<String, byte[]> files = new TreeMap<>(Map.of(SHIPPED_NAME, Store.shipped()));
        if (!store.wasShared(SHIPPED_NAME, files)) {
            store.put(Optional.empty(), files);
        }
    }

    /**
     * Deploys a process file for an organization unless its new promotions run on exactly this file already. New promotions
     * run on it; those that run already stay on the version they began with. Needs the permission MANAGE_POLICY in all of
     * the organization, in whose audit trail it is written together with the proof.
     *
     * @param resource name of the file, ending in {@code .bpmn}
     * @throws io.sluice.promotion.process.ProcessRefusedException {@code bpmn.refused} or a narrower code when it is not
     *     proved, with everything that was found; nothing is stored then
     * @throws InvalidInputException when it is no process file that could be judged
     */
    public ProcessVersion deploy(Actor actor, OrganizationId organization, String resource, byte[] bpmn) {
        return deploy(actor, organization, Map.of(resource, bpmn)).get(0);
    }

    /**
     * The same for files that belong together: a process, and those that its call activities name with the binding {@code
     * deployment}. All or none of them are stored.
     *
     * @param files 1 to 20, by their names
     * @return a version for each file, in the order of their names
     */
    public List<ProcessVersion> deploy(Actor actor, OrganizationId organization, Map<String, byte[]> files) {
        SortedMap<String, byte[]> named = named(files);
        acts.require(actor, organization, Operation.DEPLOY_PROCESS);
        judged(organization, named);
        acts.perform(actor, organization, Operation.DEPLOY_PROCESS, person -> put(organization, person, named));
        List<ProcessVersion> known = catalogue.versions(organization);
        return named.keySet().stream()
                .map(name -> known.stream()
                        .filter(version -> version.own() && version.resource().equals(name) && version.newest())
                        .findFirst()
                        .orElseThrow(() -> new NotFoundException("process")))
                .toList();
    }

    private Done put(OrganizationId organization, PersonId person, SortedMap<String, byte[]> files) {
        records.lock(organization);
        String names = String.join(", ", files.keySet());
        if (store.isNewest(organization, files)) {
            return new Done("", "process.deployed", Map.of("resource", names, "unchanged", true));
        }
        List<Judged> judged = judged(organization, files);
        List<ProcessDefinition> deployed = store.put(Optional.of(organization), files);
        List<Object> facts = new ArrayList<>();
        for (ProcessDefinition definition : deployed) {
            judged.stream()
                    .filter(each -> each.file().equals(definition.getResourceName()))
                    .map(each ->
                            new Judged(each.file(), each.policy(), each.proof().as(definition.getVersion())))
                    .forEach(each -> {
                        records.certify(organization, person, each.policy(), each.proof());
                        facts.add(ProcessRecords.facts(each.proof()));
                    });
        }
        return new Done("", "process.deployed", Map.of("resource", names, "proofs", facts));
    }

    /** Outside of a transaction first: what comes out is remembered, and the transaction stays short. */
    private List<Judged> judged(OrganizationId organization, SortedMap<String, byte[]> files) {
        List<Judged> judged = proofs.map(judge -> new ProofGate(judge, records, definitions))
                .map(gate -> gate.judge(Optional.of(organization), files))
                .orElseGet(List::of);
        ProofGate.requireProved(judged);
        return judged;
    }

    /**
     * Judges a file without deploying it: by the policies that name its process, and while none does by what its own steps
     * promise. The first answer that is not {@code proved}, or the last one. Needs the permission VIEW in all of the
     * organization.
     *
     * @param resource name of the file, for the report
     */
    public Verification verify(Actor actor, OrganizationId organization, String resource, byte[] bpmn) {
        return verify(actor, organization, resource, bpmn, Optional.empty());
    }

    /** The same by the demands of a policy that is not in force yet. */
    public Verification verify(
            Actor actor, OrganizationId organization, String resource, byte[] bpmn, PromotionPolicy policy) {
        return verify(actor, organization, resource, bpmn, Optional.of(policy));
    }

    private Verification verify(
            Actor actor, OrganizationId organization, String resource, byte[] bpmn, Optional<PromotionPolicy> policy) {
        SortedMap<String, byte[]> files = named(Map.of(resource, bpmn));
        acts.require(actor, organization, Operation.VIEW_PROCESS);
        Proofs judge = proofs.orElseThrow(() -> new IllegalStateException("This engine proves nothing."));
        ProofGate gate = new ProofGate(judge, records, definitions);
        List<PolicyDemands> demands = policy.map(wanted -> List.of(PolicyDemands.of(wanted)))
                .orElseGet(() -> gate.demands(organization, gate.site(organization, files)));
        Verification last = null;
        for (PolicyDemands wanted : demands) {
            last = judge.verify(files.firstKey(), gate.site(organization, files), Optional.of(wanted));
            if (!last.isProved()) {
                return last;
            }
        }
        return Objects.requireNonNull(last);
    }

    /** All versions that the organization's promotions run or can run on, by key, the newest first. Needs VIEW. */
    public List<ProcessVersion> list(Actor actor, OrganizationId organization) {
        acts.require(actor, organization, Operation.VIEW_PROCESS);
        return catalogue.versions(organization);
    }

    /**
     * The file of a version, as it was deployed. Needs VIEW.
     *
     * @throws NotFoundException when the organization has no such version
     */
    public byte[] file(Actor actor, OrganizationId organization, String process, int version) {
        acts.require(actor, organization, Operation.VIEW_PROCESS);
        return definitions.file(find(organization, process, version));
    }

    /**
     * The newest definitions that policies in force name and that would be refused now, because the rules have become
     * stricter or a file came in before it was judged. Promotions go on with them all the same. Needs VIEW.
     */
    public List<ProcessProof> refusedNow(Actor actor, OrganizationId organization) {
        acts.require(actor, organization, Operation.VIEW_PROCESS);
        return records.policies(organization).stream()
                .flatMap(revision -> proofs.stream()
                        .flatMap(judge -> definitions
                                .newest(organization, revision.policy().process())
                                .map(found -> judge.prove(organization, found, revision.policy()))
                                .stream()))
                .filter(proof -> !proof.proved())
                .distinct()
                .toList();
    }

    /** The certificates of all versions of a process, the newest first. Needs VIEW. */
    public List<Certificate> certificates(Actor actor, OrganizationId organization, String process) {
        acts.require(actor, organization, Operation.VIEW_PROCESS);
        return records.certificates(organization, Identifier.require("process", process));
    }

    /** What changed from one version to another, in words. Needs VIEW. */
    public List<Change> diff(Actor actor, OrganizationId organization, String process, int from, int to) {
        acts.require(actor, organization, Operation.VIEW_PROCESS);
        return Differences.between(
                ProcessFile.read(definitions.file(find(organization, process, from))),
                ProcessFile.read(definitions.file(find(organization, process, to))));
    }

    /**
     * What would happen if the organization's promotions that run on one version were moved to another: where each of them
     * stands, and why some cannot be moved. Changes nothing. Needs the permission OPERATE in all of the organization.
     */
    public MigrationPlan planMigration(Actor actor, OrganizationId organization, String process, int from, int to) {
        acts.require(actor, organization, Operation.MIGRATE_PROMOTIONS);
        return migrations.plan(organization, find(organization, process, from), find(organization, process, to));
    }

    /**
     * Moves promotions to another version of their process. Each is moved in a transaction of its own, together with an
     * event in its audit trail, or stays as it is; what it waits for goes on: tasks, timers that both versions have, work
     * outside. Needs the permission OPERATE in all of the organization.
     *
     * @param promotions which, such as {@link MigrationPlan#movable()}
     * @param key makes it safe to repeat
     * @return what became of each, in the order given
     */
    public List<Migrated> migrate(
            Actor actor,
            OrganizationId organization,
            String process,
            int from,
            int to,
            List<PromotionId> promotions,
            IdempotencyKey key) {
        acts.require(actor, organization, Operation.MIGRATE_PROMOTIONS);
        return migrations.move(
                actor,
                organization,
                find(organization, process, from),
                find(organization, process, to),
                promotions,
                key);
    }

    /**
     * Where a promotion stands in its process, also after its end. Whoever sees the promotion may ask.
     *
     * @throws NotFoundException when there is no such promotion, or its process never began
     */
    public PromotionState state(Actor actor, OrganizationId organization, PromotionId promotion) {
        return states.of(acts.visible(actor, organization, promotion));
    }

    private ProcessDefinition find(OrganizationId organization, String process, int version) {
        String key = Identifier.require("process", process);
        Optional<ProcessDefinition> found =
                version < 1 ? Optional.empty() : definitions.version(organization, key, version);
        return found.orElseThrow(() -> new NotFoundException("process"));
    }

    private static SortedMap<String, byte[]> named(Map<String, byte[]> files) {
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw new InvalidInputException(
                    "files", "bpmn.files", "A deployment has 1 to " + MOST_FILES + " files, not " + files.size() + ".");
        }
        SortedMap<String, byte[]> named = new TreeMap<>();
        files.forEach((name, bpmn) -> named.put(Text.requireName("resource", name), bpmn.clone()));
        if (named.size() < files.size()) {
            throw new InvalidInputException("files", "bpmn.files", "Two files have the same name.");
        }
        return named;
    }
}
