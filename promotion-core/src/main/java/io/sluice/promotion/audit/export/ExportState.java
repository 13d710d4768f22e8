package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.AuditKey;
import io.sluice.promotion.audit.AuditMac;
import io.sluice.promotion.audit.export.ExportLine.Manifest;
import io.sluice.promotion.audit.export.Verification.Incomplete;
import io.sluice.promotion.audit.export.Verification.Sound;
import io.sluice.promotion.audit.export.Verification.Tampered;
import io.sluice.promotion.audit.tree.NoteKey;
import io.sluice.promotion.identity.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of an export after some of its lines. Not thread-safe. */
final class ExportState {
    private static final String PROMOTION = "promotion:";

    private final Checkpoints checkpoints;
    private final List<NoteKey> publicKeys;
    private final Map<String, AuditKey> macKeys = new HashMap<>();
    private final Map<String, AuditChain.Head> chains = new HashMap<>();
    private final Map<String, Replay> replays = new HashMap<>();
    private final HeadLines heads = new HeadLines();
    private final Absences absences = new Absences();
    private final TreeState tree = new TreeState();
    private @Nullable OrganizationId organization;
    private @Nullable Manifest manifest;
    private boolean partial;
    private final Set<String> keyed = new HashSet<>();
    private long withoutCode;
    private long events;

    ExportState(Checkpoints checkpoints, List<NoteKey> publicKeys, List<AuditKey> macKeys) {
        this.checkpoints = checkpoints;
        this.publicKeys = publicKeys;
        macKeys.forEach(key -> this.macKeys.put(key.id(), key));
    }

    Optional<Tampered> accept(ExportLine line) {
        if (manifest != null) {
            return tampered("The export goes on after its manifest.");
        }
        if (line instanceof ExportLine.Event event) {
            return event(event);
        }
        if (line instanceof ExportLine.Tree of) {
            partial = true;
            tree.restOn(of);
            return events == 0 && !heads.any() ? Optional.empty() : tampered("The tree is not the first line.");
        }
        if (line instanceof ExportLine.Head head) {
            heads.add(head);
            return Optional.empty();
        }
        if (line instanceof ExportLine.Person person) {
            return absences.person(person);
        }
        manifest = (Manifest) line;
        return Optional.empty();
    }

    private Optional<Tampered> event(ExportLine.Event line) {
        AuditEvent event = line.event();
        if (organization == null) {
            organization = event.organization();
            tree.compareWith(checkpoints.bySize(organization));
            Optional<Tampered> wrong = checkpoints.wrong(organization, publicKeys);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        events++;
        return wrong(line)
                .map(reason -> new Tampered(Optional.of(event.id()), reason))
                .or(() -> partial ? tree.prove(line) : tree.add(event));
    }

    private Optional<String> wrong(ExportLine.Event line) {
        AuditEvent event = line.event();
        if (!event.organization().equals(organization)) {
            return Optional.of("The event belongs to another organization.");
        }
        AuditChain.Head head = chains.get(event.chain());
        boolean begins = head == null && partial;
        AuditChain.Head expected = head != null ? head : AuditChain.Head.before(event.organization(), event.chain());
        boolean gap = partial && head != null && event.seq() > head.seq() + 1;
        Optional<String> reason = begins || gap ? AuditChain.wrongInside(event) : AuditChain.wrong(expected, event);
        if (reason.isPresent()) {
            return reason;
        }
        chains.put(event.chain(), AuditChain.Head.at(event));
        heads.pass(event);
        absences.note(event);
        return mac(event).or(() -> story(event));
    }

    private Optional<String> mac(AuditEvent event) {
        Optional<AuditMac> mac = event.beside().mac();
        if (macKeys.isEmpty()) {
            return Optional.empty();
        }
        if (mac.isEmpty()) {
            withoutCode++;
            return keyed.contains(event.chain())
                    ? Optional.of("The event has no code, although earlier ones of its chain have one.")
                    : Optional.empty();
        }
        keyed.add(event.chain());
        AuditKey key = macKeys.get(mac.get().keyId());
        if (key == null) {
            return Optional.of("The code of the event was made with a key that was not given.");
        }
        return key.made(mac.get(), event.hash())
                ? Optional.empty()
                : Optional.of("Whoever wrote the event did not have the key.");
    }

    private Optional<String> story(AuditEvent event) {
        if (!event.chain().startsWith(PROMOTION) || partial) {
            return Optional.empty();
        }
        return replays.computeIfAbsent(event.chain(), chain -> new Replay()).next(event);
    }

    Verification conclude(String bodyHash) {
        Manifest read = manifest;
        if (read == null) {
            return new Incomplete("The export has no manifest: it breaks off.");
        }
        Optional<Tampered> wrong = organization != null && !read.organization().equals(organization)
                ? tampered("The manifest is that of another organization.")
                : checkpoints.wrong(read.organization(), publicKeys);
        wrong = wrong.or(() -> partial ? Optional.empty() : heads.wrong())
                .or(() -> tree.atEnd(read, publicKeys))
                .or(() -> absences.wrong(read.isComplete()));
        boolean another = read.isComplete() == partial || !read.bodyHash().equals(bodyHash) || read.events() != events;
        if (wrong.isEmpty() && another) {
            wrong = tampered("The manifest does not fit the lines before it.");
        }
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Optional<String> missing = tree.missing(read);
        if (missing.isEmpty() && !macKeys.isEmpty() && keyed.isEmpty() && events > 0) {
            missing = Optional.of("A key was given, but no event has a code.");
        }
        return missing.<Verification>map(Incomplete::new).orElseGet(() -> new Sound(notes(read)));
    }

    private List<String> notes(Manifest read) {
        List<String> notes = new ArrayList<>();
        notes.add(events + " events in " + chains.size() + " chains of organization " + read.organization() + ", "
                + read.scope().orElse("complete") + ", exported at " + read.exportedAt() + ".");
        notes.addAll(tree.notes(read));
        notes.add(
                publicKeys.isEmpty()
                        ? "Signatures of checkpoints were not checked: no public key was given."
                        : "Every checkpoint is signed by the key that was given.");
        notes.add(
                macKeys.isEmpty()
                        ? "Codes were not checked: no key was given."
                        : (events - withoutCode) + " events were written by somebody who has the key; " + withoutCode
                                + " have no code.");
        notes.addAll(heads.notes());
        notes.addAll(absences.notes());
        return notes;
    }

    private static Optional<Tampered> tampered(String reason) {
        return Optional.of(new Tampered(Optional.empty(), reason));
    }
}
