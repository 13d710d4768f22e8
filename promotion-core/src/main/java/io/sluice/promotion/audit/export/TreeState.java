package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.export.ExportLine.Manifest;
import io.sluice.promotion.audit.export.Verification.Tampered;
import io.sluice.promotion.audit.tree.Checkpoint;
import io.sluice.promotion.audit.tree.CompactRange;
import io.sluice.promotion.audit.tree.NoteKey;
import io.sluice.promotion.audit.tree.Proofs;
import io.sluice.promotion.audit.tree.SignedNote;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.problem.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the log anew from the events of a complete export and compares its root with each checkpoint that it passes; in a
 * partial export it checks the proof of each event instead. Not thread-safe.
 */
final class TreeState {
    private final CompactRange range = new CompactRange();
    private NavigableMap<Long, Checkpoint> checkpoints = new TreeMap<>();
    private ExportLine.@Nullable Tree rest;
    private long agreed;
    private long proven;
    private long withoutProof;
    private int compared;
    private @Nullable String firstSinceAgreed;
    private Optional<Tampered> gap = Optional.empty();

    void compareWith(NavigableMap<Long, Checkpoint> bySize) {
        checkpoints = bySize;
    }

    /** The proofs of a partial export lead to its root. */
    void restOn(ExportLine.Tree tree) {
        rest = tree;
    }

    Optional<Tampered> prove(ExportLine.Event line) {
        AuditEvent event = line.event();
        if (rest == null || line.proof().isEmpty() || event.beside().leaf().isEmpty()) {
            withoutProof++;
            return Optional.empty();
        }
        proven++;
        boolean included = Proofs.includes(
                TreeHash.ofEvent(event.hash()),
                event.beside().leaf().getAsLong(),
                rest.size(),
                line.proof().get(),
                rest.root());
        return included
                ? Optional.empty()
                : wrong(event.id(), "The event is not part of the log on which the export rests.");
    }

    Optional<Tampered> add(AuditEvent event) {
        if (gap.isPresent()) {
            return Optional.empty();
        }
        long leaf = event.beside().leaf().orElse(-1);
        if (leaf != range.size()) {
            // Said at the end only: by then the chain may have shown which event it is that is missing.
            gap = wrong(
                    event.id(),
                    "Number " + range.size() + " of the log is missing; this event, with number " + leaf
                            + ", is in its place.");
            return Optional.empty();
        }
        if (firstSinceAgreed == null) {
            firstSinceAgreed = event.id();
        }
        range.append(TreeHash.ofEvent(event.hash()));
        return compare(event.id());
    }

    private Optional<Tampered> compare(String last) {
        Checkpoint checkpoint = checkpoints.get(range.size());
        if (checkpoint == null) {
            return Optional.empty();
        }
        if (!range.root().equals(checkpoint.root())) {
            return wrong(
                    firstSinceAgreed,
                    "Between here (number " + agreed + " of the log) and " + last + " (number " + (range.size() - 1)
                            + ") the events are not those of the checkpoint of " + checkpoint.at() + ".");
        }
        agreed = range.size();
        compared++;
        firstSinceAgreed = null;
        return Optional.empty();
    }

    private static Optional<Tampered> wrong(@Nullable String event, String reason) {
        return Optional.of(new Tampered(Optional.ofNullable(event), reason));
    }

    Optional<Tampered> atEnd(Manifest manifest, List<NoteKey> keys) {
        Optional<Checkpoint> own;
        try {
            Optional<SignedNote> note = manifest.checkpoint().map(SignedNote::parse);
            if (note.isPresent() && !keys.isEmpty() && keys.stream().noneMatch(note.get()::isSignedBy)) {
                return wrong(null, "The checkpoint in the manifest is not signed by the key that was given.");
            }
            own = note.map(SignedNote::text).map(Checkpoint::parse);
        } catch (InvalidInputException e) {
            return wrong(null, "The checkpoint in the manifest cannot be read.");
        }
        return manifest.isComplete() ? wholeTree(manifest, own) : proofs(manifest, own);
    }

    private Optional<Tampered> wholeTree(Manifest manifest, Optional<Checkpoint> own) {
        if (gap.isPresent()) {
            return gap;
        }
        if (range.size() != manifest.treeSize()) {
            return wrong(null, "The log held " + manifest.treeSize() + " events, not " + range.size() + ".");
        }
        if (!range.root().toString().equals(manifest.treeRoot())) {
            return wrong(firstSinceAgreed, "The events are not those whose root the manifest names.");
        }
        if (own.isPresent() && own.get().size() > range.size()) {
            return cutOff(own.get());
        }
        return checkpoints.tailMap(range.size(), false).values().stream()
                .filter(checkpoint -> !checkpoint.at().isAfter(manifest.exportedAt()))
                .findFirst()
                .flatMap(this::cutOff);
    }

    private Optional<Tampered> cutOff(Checkpoint checkpoint) {
        return wrong(
                null,
                "Events were cut off from number " + range.size() + " on: the checkpoint of " + checkpoint.at()
                        + " counts " + checkpoint.size() + ".");
    }

    private Optional<Tampered> proofs(Manifest manifest, Optional<Checkpoint> own) {
        boolean another = rest == null
                || rest.size() != manifest.treeSize()
                || !rest.root().toString().equals(manifest.treeRoot());
        if (another) {
            return wrong(null, "The export rests on another log than its manifest names.");
        }
        Checkpoint kept = checkpoints.get(manifest.treeSize());
        boolean contradicts = kept != null && !kept.root().toString().equals(manifest.treeRoot());
        boolean unfounded = own.isPresent()
                && own.get().size() == manifest.treeSize()
                && !own.get().root().toString().equals(manifest.treeRoot());
        return contradicts || unfounded
                ? wrong(null, "The log that the manifest names is not that of the checkpoint of its size.")
                : Optional.empty();
    }

    /** What is missing for a verdict. */
    Optional<String> missing(Manifest manifest) {
        if (manifest.treeSize() == 0) {
            return Optional.empty();
        }
        if (!manifest.isComplete()) {
            return checkpoints.containsKey(manifest.treeSize())
                    ? Optional.empty()
                    : Optional.of("The checkpoint of " + manifest.treeSize()
                            + " events, on which the proofs of this partial export rest, is not among those given.");
        }
        if (!checkpoints.isEmpty() && checkpoints.lastKey() > manifest.treeSize()) {
            return Optional.of(
                    "The newest checkpoint counts " + checkpoints.lastKey() + " events and this export, from "
                            + manifest.exportedAt() + ", only " + manifest.treeSize() + ". Export again.");
        }
        return compared == 0
                ? Optional.of("There is no checkpoint of this organization to compare with: whoever can write the whole"
                        + " database could have computed it anew.")
                : Optional.empty();
    }

    List<String> notes(Manifest manifest) {
        List<String> notes = new ArrayList<>();
        if (!manifest.isComplete()) {
            notes.add(proven + " events are proven to be in the log of " + manifest.treeSize() + " events.");
            if (withoutProof > 0) {
                notes.add(withoutProof + " events are newer than the checkpoint and not proven yet.");
            }
            return notes;
        }
        notes.add(compared + " checkpoints agree with the events, the last one at " + agreed + " events.");
        if (range.size() > agreed) {
            notes.add((range.size() - agreed) + " events are newer than the last checkpoint.");
        }
        return notes;
    }
}
