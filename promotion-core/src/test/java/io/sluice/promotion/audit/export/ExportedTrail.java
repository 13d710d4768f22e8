package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.ActorRef;
import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.AuditKey;
import io.sluice.promotion.audit.tree.Checkpoint;
import io.sluice.promotion.audit.tree.CompactRange;
import io.sluice.promotion.audit.tree.NoteKey;
import io.sluice.promotion.audit.tree.SignedNote;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A trail in memory: promotions that went well, anchored every few events, and the files that an auditor would have. */
final class ExportedTrail {
    static final OrganizationId ACME = new OrganizationId("acme");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final AuditKey KEY = new AuditKey("k1", new byte[32]);
    private static final String SALT = "5a".repeat(32);

    final List<AuditEvent> events = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final OrganizationId organization;
    final KeyPair pair;
    final NoteKey noteKey;
    private final Map<String, AuditChain.Head> heads = new LinkedHashMap<>();
    private final Map<String, String> persons = new HashMap<>();
    private final CompactRange tree = new CompactRange();

    ExportedTrail(OrganizationId organization) {
        this.organization = organization;
        try {
            this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        this.noteKey = NoteKey.of("audit.example.com", pair.getPublic());
    }

    /** Three promotions, a checkpoint after each. */
    static ExportedTrail ofThree() {
        ExportedTrail trail = new ExportedTrail(ACME);
        for (int i = 1; i <= 3; i++) {
            trail.promotion("p-" + i);
            trail.checkpoint();
        }
        return trail;
    }

    void promotion(String id) {
        String chain = "promotion:" + id;
        add(chain, "promotion.requested", actor("rita"), Map.of("version", "1.0.0", "reason", "because " + id));
        add(chain, "check.recorded", "SYSTEM:checks", Map.of("check", "tests", "verdict", "PASSED"));
        add(chain, "approval.given", actor("bob"), Map.of("stage", "approval", "comment", "fine"));
        add(
                chain,
                "gate.opened",
                "SYSTEM:confirm",
                Map.of("approvers", List.of(ref("bob").value())));
        add(chain, "attempt.started", "SYSTEM:begin", Map.of("step", "DEPLOY", "fence", 1));
        add(chain, "attempt.done", "SYSTEM:settle", Map.of("step", "DEPLOY", "fence", 1));
        add(chain, "promotion.ended", "SYSTEM:outcome", Map.of("status", "COMPLETED"));
    }

    AuditEvent add(String chain, String type, String actor, Map<String, Object> data) {
        AuditChain.Head head = heads.computeIfAbsent(chain, name -> AuditChain.Head.before(organization, name));
        AuditEvent event = AuditChain.nextSealed(
                head,
                type,
                NOON.plusSeconds(events.size()),
                actor,
                head.seq() == 0 ? Optional.empty() : Optional.of(chain + ":" + head.seq()),
                Optional.of("5e"),
                data,
                SALT);
        event = event.with(new AuditEvent.Beside(
                event.beside().texts(),
                Optional.of(KEY.mac(event.hash())),
                OptionalLong.of(tree.size()),
                Optional.empty()));
        heads.put(chain, AuditChain.Head.at(event));
        events.add(event);
        tree.append(TreeHash.ofEvent(event.hash()));
        return event;
    }

    String actor(String person) {
        return "HUMAN:" + ref(person);
    }

    ActorRef ref(String person) {
        persons.put(person, SALT);
        return ActorRef.of(SALT, new PersonId(person));
    }

    void checkpoint() {
        notes.add(note(new Checkpoint(
                "audit.example.com/" + organization, tree.size(), tree.root(), NOON.plusSeconds(events.size()))));
    }

    String note(Checkpoint checkpoint) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(checkpoint.text().getBytes(StandardCharsets.UTF_8));
            return SignedNote.of(checkpoint.text(), noteKey, signature.sign()).toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of an export of what is there now, heads as the events say unless {@code kept} says otherwise. */
    List<ExportLine> lines() {
        List<ExportLine> lines = new ArrayList<>();
        heads.forEach((chain, head) -> lines.add(new ExportLine.Head(chain, head.seq(), head.hash(), false)));
        events.forEach(event -> lines.add(new ExportLine.Event(event, Optional.empty())));
        heads.forEach((chain, head) -> lines.add(new ExportLine.Head(chain, head.seq(), head.hash(), true)));
        persons.forEach((person, salt) -> lines.add(
                new ExportLine.Person(ref(person).value(), Optional.of(salt), Optional.of(person), Optional.empty())));
        return lines;
    }

    byte[] export() {
        return export(lines());
    }

    /** An export of these lines whose manifest fits them. */
    byte[] export(List<ExportLine> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(lines, out);
        return out.toByteArray();
    }

    void write(List<ExportLine> lines, OutputStream out) {
        CompactRange range = new CompactRange();
        try {
            ExportWriter writer = new ExportWriter(out);
            for (ExportLine line : lines) {
                writer.write(line);
                if (line instanceof ExportLine.Event event) {
                    range.append(TreeHash.ofEvent(event.event().hash()));
                }
            }
            writer.finish(
                    organization,
                    Optional.empty(),
                    NOON.plusSeconds(1_000_000_000),
                    range.size(),
                    range.root(),
                    notes.isEmpty() ? Optional.empty() : Optional.of(notes.get(notes.size() - 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Checkpoints checkpoints() {
        Checkpoints checkpoints = new Checkpoints();
        checkpoints.add("acme.checkpoints", String.join("\n", notes));
        return checkpoints;
    }

    AuditVerifier verifier() {
        return new AuditVerifier(checkpoints(), List.of(noteKey), List.of(KEY));
    }
}
