package io.sluice.promotion.trail;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.PersonalFields;
import io.sluice.promotion.audit.export.CsvLine;
import io.sluice.promotion.audit.export.ExportLine;
import io.sluice.promotion.audit.export.ExportWriter;
import io.sluice.promotion.audit.tree.Checkpoint;
import io.sluice.promotion.audit.tree.CompactRange;
import io.sluice.promotion.audit.tree.SignedNote;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.jdbc.CheckpointRows.Signed;
import io.sluice.promotion.jdbc.ExportRows;
import io.sluice.promotion.jdbc.PersonRows;
import io.sluice.promotion.jdbc.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the audit trail of an organization, or a part of it, event by event, page by page. */
public final class Exporter {
    private static final int PAGE = 500;

    private final Storage storage;
    private final Clock clock;
    private final Sequencer sequencer;
    private final Checkpointer checkpointer;

    public Exporter(Core core, Sequencer sequencer, Checkpointer checkpointer) {
        this.storage = core.storage();
        this.clock = core.clock();
        this.sequencer = sequencer;
        this.checkpointer = checkpointer;
    }

    /** Everything: what is committed when this begins is in it. */
    public ExportLine.Manifest everything(OrganizationId organization, OutputStream out) throws IOException {
        Instant begun = clock.instant();
        ExportWriter writer = new ExportWriter(out);
        writeHeads(organization, writer, false);
        CompactRange tree = anchored(organization);
        for (long first = 0; first < tree.size(); ) {
            List<AuditEvent> page = storage.exports().page(organization, first, tree.size(), PAGE);
            for (AuditEvent event : page) {
                writer.write(new ExportLine.Event(event, Optional.empty()));
            }
            first = page.isEmpty() ? tree.size() : after(page);
        }
        writeHeads(organization, writer, true);
        writePersons(writer, storage.persons().list(organization));
        return writer.finish(organization, Optional.empty(), begun, tree.size(), tree.root(), newest(organization));
    }

    /** A part, each event with the proof that it is in the log. */
    public ExportLine.Manifest part(OrganizationId organization, ExportRows.Range range, String scope, OutputStream out)
            throws IOException {
        Instant begun = clock.instant();
        ExportWriter writer = new ExportWriter(out);
        CompactRange tree = anchored(organization);
        Optional<String> note = newest(organization);
        Optional<Checkpoint> checkpoint =
                note.map(SignedNote::parse).map(SignedNote::text).map(Checkpoint::parse);
        long size = checkpoint.map(Checkpoint::size).orElse(tree.size());
        TreeHash root = checkpoint.map(Checkpoint::root).orElse(tree.root());
        writer.write(new ExportLine.Tree(size, root));
        ProofReader proofs = new ProofReader(storage, organization);
        Set<String> refs = new HashSet<>();
        for (long first = 0; first < tree.size(); ) {
            List<AuditEvent> page = storage.exports().page(organization, range, first, tree.size(), PAGE);
            for (AuditEvent event : page) {
                long leaf = event.beside().leaf().orElse(size);
                writer.write(new ExportLine.Event(
                        event, leaf < size ? Optional.of(proofs.inclusion(leaf, size)) : Optional.empty()));
                addRefs(event, refs);
            }
            first = page.isEmpty() ? tree.size() : after(page);
        }
        writePersons(writer, storage.persons().among(organization, refs));
        return writer.finish(organization, Optional.of(scope), begun, size, root, note);
    }

    /** The same as a table, which cannot be verified. */
    public void table(OrganizationId organization, ExportRows.Range range, OutputStream out) throws IOException {
        sequencer.numberAll(organization);
        long size = storage.anchors().tree(organization).size();
        var names = storage.persons().list(organization).stream()
                .collect(Collectors.toMap(
                        entry -> entry.ref().value(),
                        entry -> entry.person().map(PersonId::value).orElse("erased")));
        out.write(CsvLine.TITLE.getBytes(StandardCharsets.UTF_8));
        for (long first = 0; first < size; ) {
            List<AuditEvent> page = storage.exports().page(organization, range, first, size, PAGE);
            for (AuditEvent event : page) {
                String name = names.getOrDefault(refOf(event), "");
                out.write(CsvLine.of(event, name).getBytes(StandardCharsets.UTF_8));
            }
            first = page.isEmpty() ? size : after(page);
        }
        out.flush();
    }

    private CompactRange anchored(OrganizationId organization) {
        sequencer.numberAll(organization);
        checkpointer.sign(organization);
        return storage.anchors().tree(organization);
    }

    private Optional<String> newest(OrganizationId organization) {
        return storage.checkpoints().newest(organization).map(Signed::note);
    }

    private void writeHeads(OrganizationId organization, ExportWriter writer, boolean after) throws IOException {
        String last = "";
        List<AuditChain.Head> page;
        do {
            page = storage.exports().promotionHeads(organization, last, PAGE);
            last = write(page, writer, after).substring(page.isEmpty() ? 0 : "promotion:".length());
        } while (!page.isEmpty());
        last = "";
        do {
            page = storage.exports().otherHeads(organization, last, PAGE);
            last = write(page, writer, after);
        } while (!page.isEmpty());
    }

    private static String write(List<AuditChain.Head> heads, ExportWriter writer, boolean after) throws IOException {
        String last = "";
        for (AuditChain.Head head : heads) {
            writer.write(new ExportLine.Head(head.chain(), head.seq(), head.hash(), after));
            last = head.chain();
        }
        return last;
    }

    private static void writePersons(ExportWriter writer, Collection<PersonRows.Entry> persons) throws IOException {
        for (PersonRows.Entry person : persons) {
            writer.write(new ExportLine.Person(
                    person.ref().value(), person.salt(), person.person().map(PersonId::value), person.erasedAt()));
        }
    }

    private static void addRefs(AuditEvent event, Set<String> refs) {
        refs.add(refOf(event));
        event.data().forEach((field, value) -> {
            if (PersonalFields.isPerson(field)) {
                addRefs(value, refs);
            }
        });
    }

    private static void addRefs(@Nullable Object value, Set<String> refs) {
        if (value instanceof String ref) {
            refs.add(ref);
        } else if (value instanceof List<?> list) {
            list.forEach(element -> addRefs(element, refs));
        }
    }

    private static String refOf(AuditEvent event) {
        return event.actor().substring(event.actor().indexOf(':') + 1);
    }

    private static long after(List<AuditEvent> page) {
        return page.get(page.size() - 1).beside().leaf().orElseThrow() + 1;
    }
}
