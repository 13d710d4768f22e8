package io.sluice.promotion.bpmn.deploy;

import io.sluice.promotion.ProcessRecords;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.bpmn.verify.PolicyDemands;
import io.sluice.promotion.bpmn.verify.Verdict;
import io.sluice.promotion.bpmn.verify.Verification;
import io.sluice.promotion.bpmn.verify.Verifier;
import io.sluice.promotion.bpmn.verify.Vocabulary;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.process.ProcessFinding;
import io.sluice.promotion.process.ProcessProof;
import io.sluice.promotion.process.Waiver;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/**
 * Has process files judged and remembers what came out: the same file under the same demands gives the same answer, so a
 * transaction that asks again gets it at once. Thread-safe.
 */
public final class Proofs {
    /** Version of the rules; grows whenever a file that was proved could be refused now. */
    public static final String RULES = "1";

    private static final int REMEMBERED = 200;

    /** Demands are absent where a file is judged by the general rules alone. */
    private record Question(Digest files, Optional<PolicyDemands> demands) {}

    private final Verifier verifier;
    private final ProcessRecords records;
    private final Definitions definitions;
    private final boolean strict;
    private final Map<Question, Verification> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Verification> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Proofs for one engine.
     *
     * @param strict whether warnings refuse a file unless somebody waived them
     */
    public Proofs(Vocabulary vocabulary, ProcessRecords records, Definitions definitions, boolean strict) {
        this.verifier = Verifier.of(vocabulary);
        this.records = records;
        this.definitions = definitions;
        this.strict = strict;
    }

    /** Judges a deployed definition by the demands of a policy. */
    public ProcessProof prove(OrganizationId organization, ProcessDefinition definition, PromotionPolicy policy) {
        PolicyDemands demands = PolicyDemands.of(policy);
        CalledFiles.Site site = definitions.site(organization, definition);
        Verification verification = verify(definition.getResourceName(), site, Optional.of(demands));
        return proof(Optional.of(organization), definition.getKey(), site.bpmn(), demands, verification)
                .as(definition.getVersion());
    }

    /** Judges a file; without demands by the general rules alone. */
    Verification verify(String name, CalledFiles.Site site, Optional<PolicyDemands> demands) {
        byte[] bpmn = site.bpmn();
        Map<String, byte[]> called = CalledFiles.of(site);
        Question question = new Question(digest(bpmn, called), demands);
        synchronized (answers) {
            Verification known = answers.get(question);
            if (known != null) {
                return known;
            }
        }
        Verifier judge = verifier.calling(process -> Optional.ofNullable(called.get(process)));
        Verification verification =
                demands.map(wanted -> judge.verify(name, bpmn, wanted)).orElseGet(() -> judge.general(name, bpmn));
        synchronized (answers) {
            answers.put(question, verification);
        }
        return verification;
    }

    /** What core keeps of an answer. In strict mode a warning that nobody waived refuses as an error does. */
    ProcessProof proof(
            Optional<OrganizationId> organization,
            String process,
            byte[] bpmn,
            PolicyDemands demands,
            Verification verification) {
        Digest digest = Digest.of(bpmn);
        List<ProcessFinding> findings = Findings.of(verification);
        boolean warned = strict && verification.isProved() && !allWaived(organization, digest, findings);
        return new ProcessProof(
                process,
                0,
                digest,
                RULES,
                (warned ? Verdict.REFUSED : verification.verdict()).word(),
                demands.stages(),
                demands.checks(),
                verification.states(),
                verification.millis(),
                findings);
    }

    private boolean allWaived(Optional<OrganizationId> organization, Digest digest, List<ProcessFinding> findings) {
        List<ProcessFinding> warnings = findings.stream()
                .filter(finding -> finding.severity() == ProcessFinding.Severity.WARNING)
                .toList();
        if (warnings.isEmpty()) {
            return true;
        }
        List<Waiver> waivers =
                organization.map(owner -> records.waivers(owner, digest)).orElseGet(List::of);
        return warnings.stream()
                .allMatch(warning -> waivers.stream().anyMatch(waiver -> waiver.covers(warning, digest)));
    }

    private static Digest digest(byte[] bpmn, Map<String, byte[]> called) {
        if (called.isEmpty()) {
            return Digest.of(bpmn);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Digest.of(bpmn).value().getBytes(StandardCharsets.UTF_8));
        called.forEach((process, bytes) ->
                all.writeBytes((" " + process + " " + Digest.of(bytes).value()).getBytes(StandardCharsets.UTF_8)));
        return Digest.of(all.toByteArray());
    }
}
