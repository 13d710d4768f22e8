package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.ProcessRecords;
import io.sluice.promotion.bpmn.engine.DeploymentGate;
import io.sluice.promotion.bpmn.engine.NewDeployment;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.file.AskedStages;
import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.policy.PolicyRevision;
import io.sluice.promotion.process.ProcessFinding;
import io.sluice.promotion.process.ProcessFinding.Severity;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.process.ProcessRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a file into the engine only when it is proved: by every policy of its organization that names its process, and
 * while none does by what its own steps promise. A file without any outcome is a part of other processes: it is judged by
 * the general rules here, and with each process that calls it.
 */
public final class ProofGate implements DeploymentGate {
    private static final Logger LOG = LoggerFactory.getLogger(ProofGate.class);

    private final Proofs proofs;
    private final ProcessRecords records;
    private final Definitions definitions;

    /** The gate of one engine. */
    public ProofGate(Proofs proofs, ProcessRecords records, Definitions definitions) {
        this.proofs = proofs;
        this.records = records;
        this.definitions = definitions;
    }

    @Override
    public void admit(NewDeployment deployment) {
        requireProved(judge(organization(deployment), processes(deployment.files())));
    }

    @Override
    public void readAgain(NewDeployment deployment) {
        try {
            judge(organization(deployment), processes(deployment.files())).stream()
                    .filter(judged -> !judged.proof().proved())
                    .forEach(judged -> LOG.warn(
                            "Process file {} of {} was deployed earlier and would be refused now: {}",
                            judged.file(),
                            deployment.tenant().orElse("all organizations"),
                            judged.proof().summary()));
        } catch (RuntimeException e) {
            LOG.warn("Process files that were deployed earlier could not be judged again.", e);
        }
    }

    private static Optional<OrganizationId> organization(NewDeployment deployment) {
        return deployment.tenant().map(OrganizationId::new);
    }

    /** Whatever is no process file is refused by the guards. */
    private static SortedMap<String, byte[]> processes(Map<String, byte[]> files) {
        SortedMap<String, byte[]> processes = new TreeMap<>(files);
        processes.keySet().removeIf(name -> !name.endsWith(".bpmn") && !name.endsWith(".bpmn20.xml"));
        return processes;
    }

    /** Throws for the first file that is not proved, with everything that was found in it. */
    static void requireProved(List<Judged> all) {
        all.stream().filter(judged -> !judged.proof().proved()).findFirst().ifPresent(ProofGate::refuse);
    }

    private static void refuse(Judged judged) {
        ProcessProof proof = judged.proof();
        Optional<String> narrower = proof.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .findFirst()
                .filter(finding -> finding.rule().startsWith("V-"))
                .map(ProcessFinding::code);
        String by = judged.policy()
                .map(policy -> " by the policy of " + policy.workspace())
                .orElse("");
        throw new ProcessRefusedException(
                "bpmn",
                narrower.orElse("bpmn.refused"),
                judged.file() + " is refused" + by + ". " + proof.summary(),
                proof.findings());
    }

    /** Judges files that come in together, each by everything that it must keep. */
    List<Judged> judge(Optional<OrganizationId> organization, SortedMap<String, byte[]> files) {
        Map<String, ProcessElement> roots = new TreeMap<>();
        files.forEach((name, bytes) -> roots.put(name, ProcessFile.read(bytes)));
        List<PolicyRevision> policies = organization.map(records::policies).orElseGet(List::of);
        List<Judged> all = new ArrayList<>();
        roots.forEach((name, root) -> {
            String process = processId(root);
            CalledFiles.Site site = new Incoming(organization, files, roots, name);
            List<PolicyRevision> naming = policies.stream()
                    .filter(policy -> policy.policy().process().equals(process))
                    .toList();
            if (naming.isEmpty()) {
                boolean part = isPart(root);
                PolicyDemands promised = part ? new PolicyDemands(List.of(), false) : promised(site);
                Verification found = proofs.verify(name, site, part ? Optional.empty() : Optional.of(promised));
                all.add(new Judged(
                        name, Optional.empty(), proofs.proof(organization, process, site.bpmn(), promised, found)));
            }
            for (PolicyRevision policy : naming) {
                PolicyDemands demands = PolicyDemands.of(policy.policy());
                Verification found = proofs.verify(name, site, Optional.of(demands));
                all.add(new Judged(
                        name, Optional.of(policy), proofs.proof(organization, process, site.bpmn(), demands, found)));
            }
        });
        return all;
    }

    /** What the file of a process must keep: by each policy that names it, or by what its steps promise. */
    List<PolicyDemands> demands(OrganizationId organization, CalledFiles.Site site) {
        String process = processId(ProcessFile.read(site.bpmn()));
        List<PolicyDemands> demands = records.policies(organization).stream()
                .map(PolicyRevision::policy)
                .filter(policy -> policy.process().equals(process))
                .map(PolicyDemands::of)
                .distinct()
                .toList();
        return demands.isEmpty() ? List.of(promised(site)) : demands;
    }

    /** The only file of a deployment that is not made. */
    CalledFiles.Site site(OrganizationId organization, SortedMap<String, byte[]> file) {
        String name = file.firstKey();
        ProcessElement root = ProcessFile.read(file.values().iterator().next());
        return new Incoming(Optional.of(organization), file, Map.of(name, root), name);
    }

    static String processId(ProcessElement root) {
        return root.children("process").map(ProcessElement::id).findFirst().orElse("");
    }

    private static boolean isPart(ProcessElement root) {
        return root.withDescendants()
                .noneMatch(element -> element.property("promotion.outcome").isPresent());
    }

    /** Checks, and a grant for each stage that its steps ask for; none where nobody is asked. */
    private static PolicyDemands promised(CalledFiles.Site site) {
        Map<String, byte[]> called = CalledFiles.of(site);
        boolean asks = Stream.concat(Stream.of(site.bpmn()), called.values().stream())
                .flatMap(bpmn -> ProcessFile.read(bpmn).withDescendants())
                .anyMatch(element -> element.property("promotion.step").equals(Optional.of("approval")));
        return asks
                ? AskedStages.of(site.bpmn(), process -> Optional.ofNullable(called.get(process)))
                : new PolicyDemands(List.of(), true);
    }

    private final class Incoming implements CalledFiles.Site {
        private final Optional<OrganizationId> organization;
        private final SortedMap<String, byte[]> files;
        private final Map<String, ProcessElement> roots;
        private final String name;

        Incoming(
                Optional<OrganizationId> organization,
                SortedMap<String, byte[]> files,
                Map<String, ProcessElement> roots,
                String name) {
            this.organization = organization;
            this.files = files;
            this.roots = roots;
            this.name = name;
        }

        @Override
        public byte[] bpmn() {
            return Objects.requireNonNull(files.get(name), name);
        }

        @Override
        public Optional<CalledFiles.Site> beside(String process) {
            return roots.entrySet().stream()
                    .filter(file -> processId(file.getValue()).equals(process))
                    .findFirst()
                    .map(file -> new Incoming(organization, files, roots, file.getKey()));
        }

        @Override
        public Optional<CalledFiles.Site> version(String process, int version) {
            return organization.flatMap(owner ->
                    definitions.calledVersion(owner, process, version).map(found -> definitions.site(owner, found)));
        }
    }
}
