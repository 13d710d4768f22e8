package io.sluice.promotion.command;

import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.process.Certificate;
import io.sluice.promotion.process.ProcessProof;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Stores proofs of processes in the transaction that relies on them. */
public final class Certificates {
    private final Storage storage;
    private final Clock clock;

    public Certificates(Core core) {
        this(core.storage(), core.clock());
    }

    public Certificates(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** For a policy revision that comes in force. */
    public void store(
            OrganizationId organization, WorkspaceId workspace, int revision, PersonId by, ProcessProof proof) {
        store(organization, Optional.of(workspace), OptionalInt.of(revision), by, proof);
    }

    /** For a deployment. */
    public void store(OrganizationId organization, PersonId by, ProcessProof proof) {
        store(organization, Optional.empty(), OptionalInt.empty(), by, proof);
    }

    private void store(
            OrganizationId organization,
            Optional<WorkspaceId> workspace,
            OptionalInt revision,
            PersonId by,
            ProcessProof proof) {
        storage.processes()
                .insert(new Certificate(organization, Ids.next(), workspace, revision, proof, by, clock.instant()));
    }

    /** What audit events say of a proof. */
    public static Map<String, Object> facts(ProcessProof proof) {
        return new TreeMap<>(Map.of(
                "process", proof.process(),
                "version", (long) proof.version(),
                "digest", proof.digest().value(),
                "rules", proof.rules(),
                "verdict", proof.verdict(),
                "states", (long) proof.states(),
                "stages", proof.stages(),
                "checks", proof.checks()));
    }
}
