package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.export.Verification.Tampered;
import io.sluice.promotion.audit.tree.Checkpoint;
import io.sluice.promotion.audit.tree.NoteKey;
import io.sluice.promotion.audit.tree.SignedNote;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The checkpoints that somebody kept outside of the database. Those of other organizations may lie among them. Reading
 * never fails because of what is in a file; {@link #wrong} says it.
 */
public final class Checkpoints {
    private record Kept(String from, SignedNote note, Checkpoint checkpoint) {}

    private final List<Kept> kept = new ArrayList<>();
    private Optional<String> unreadable = Optional.empty();

    /** No checkpoints yet. */
    public Checkpoints() {}

    /**
     * All files of a folder, each with one or more notes.
     *
     * @throws IOException when the folder or a file cannot be read
     */
    public static Checkpoints in(Path folder) throws IOException {
        Checkpoints checkpoints = new Checkpoints();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                checkpoints.add(file.getFileName().toString(), text);
            }
        }
        return checkpoints;
    }

    /** Adds the notes of one file, in the order in which they were written. */
    public void add(String from, String notes) {
        try {
            for (SignedNote note : SignedNote.parseAll(notes)) {
                kept.add(new Kept(from, note, Checkpoint.parse(note.text())));
            }
        } catch (InvalidInputException e) {
            unreadable = unreadable.or(() -> Optional.of("The checkpoints in " + from + " cannot be read."));
        }
    }

    /** What is wrong with the checkpoints of an organization themselves. */
    Optional<Tampered> wrong(OrganizationId organization, List<NoteKey> keys) {
        if (unreadable.isPresent()) {
            return unreadable.map(reason -> new Tampered(Optional.empty(), reason));
        }
        TreeMap<String, Long> sizes = new TreeMap<>();
        TreeMap<Long, TreeHash> roots = new TreeMap<>();
        for (Kept one : of(organization)) {
            long size = one.checkpoint().size();
            if (!keys.isEmpty() && keys.stream().noneMatch(one.note()::isSignedBy)) {
                return tampered("The checkpoint of " + size + " events in " + one.from()
                        + " is not signed by the key that was given.");
            }
            Long before = sizes.put(one.from(), size);
            if (before != null && before > size) {
                return tampered("The log shrank: in " + one.from() + " a checkpoint of " + size
                        + " events follows one of " + before + ".");
            }
            TreeHash other = roots.put(size, one.checkpoint().root());
            if (other != null && !other.equals(one.checkpoint().root())) {
                return tampered("Two checkpoints of " + size + " events contradict each other.");
            }
        }
        return Optional.empty();
    }

    /** The checkpoints of an organization by the number of their events. */
    NavigableMap<Long, Checkpoint> bySize(OrganizationId organization) {
        TreeMap<Long, Checkpoint> bySize = new TreeMap<>();
        of(organization).forEach(one -> bySize.put(one.checkpoint().size(), one.checkpoint()));
        return bySize;
    }

    private List<Kept> of(OrganizationId organization) {
        return kept.stream()
                .filter(one -> one.checkpoint().origin().endsWith("/" + organization.value()))
                .toList();
    }

    private static Optional<Tampered> tampered(String reason) {
        return Optional.of(new Tampered(Optional.empty(), reason));
    }
}
