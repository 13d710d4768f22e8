package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.AuditKey;
import io.sluice.promotion.audit.export.Verification.Incomplete;
import io.sluice.promotion.audit.export.Verification.Tampered;
import io.sluice.promotion.audit.tree.NoteKey;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Verifies an export of an audit trail against what was kept outside of the database. Needs neither database nor engine,
 * and memory for each chain but not for each event. Immutable.
 *
 * <p>It checks the form of every line; that each chain is without gaps and every hash right; that texts and persons are
 * those that the events commit to, and that what is missing was erased or removed on record; the codes, when keys are
 * given; the number of each event in the log, and that the log had the root of each checkpoint at its size; that heads and
 * manifest fit; and that the events of each promotion tell a story that Sluice allows.
 */
public final class AuditVerifier {
    private final Checkpoints checkpoints;
    private final List<NoteKey> publicKeys;
    private final List<AuditKey> macKeys;

    /**
     * A verifier.
     *
     * @param checkpoints kept outside; with none, the best that it can say is {@link Incomplete}
     * @param publicKeys check the signatures of checkpoints; none to leave signatures unchecked
     * @param macKeys check the codes beside events; none to leave codes unchecked
     */
    public AuditVerifier(Checkpoints checkpoints, List<NoteKey> publicKeys, List<AuditKey> macKeys) {
        this.checkpoints = checkpoints;
        this.publicKeys = List.copyOf(publicKeys);
        this.macKeys = List.copyOf(macKeys);
    }

    /**
     * Reads an export to its end, or to the first thing that is wrong.
     *
     * @throws IOException when the stream cannot be read
     */
    public Verification verify(InputStream export) throws IOException {
        ExportReader reader = new ExportReader(export);
        ExportState state = new ExportState(checkpoints, publicKeys, macKeys);
        try {
            for (Optional<ExportLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                Optional<Tampered> wrong = state.accept(line.get());
                if (wrong.isPresent()) {
                    return wrong.get();
                }
            }
        } catch (InvalidInputException e) {
            return new Tampered(Optional.empty(), "Line " + reader.line() + ": " + e.getMessage());
        }
        return state.conclude(reader.hashBeforeManifest());
    }
}
