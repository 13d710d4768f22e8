package io.sluice.promotion.audit.export;

import io.sluice.promotion.audit.AuditChain;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.AuditMac;
import io.sluice.promotion.audit.CanonicalJson;
import io.sluice.promotion.audit.SealedTexts;
import io.sluice.promotion.audit.tree.TreeHash;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.problem.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How each line of an export looks: canonical JSON with a {@code kind}. */
final class ExportForm {
    private ExportForm() {}

    static String write(ExportLine line) {
        Map<String, @Nullable Object> fields = new TreeMap<>();
        if (line instanceof ExportLine.Event event) {
            event(fields, event.event());
            event.proof()
                    .ifPresent(proof -> fields.put(
                            "proof", proof.stream().map(TreeHash::toString).toList()));
        } else if (line instanceof ExportLine.Tree tree) {
            fields.put("kind", "tree");
            fields.put("size", tree.size());
            fields.put("root", tree.root().toString());
        } else if (line instanceof ExportLine.Head head) {
            fields.put("kind", "head");
            fields.put("chain", head.chain());
            fields.put("seq", head.seq());
            fields.put("hash", head.hash());
            fields.put("after", head.after());
        } else if (line instanceof ExportLine.Person person) {
            fields.put("kind", "person");
            fields.put("ref", person.ref());
            person.salt().ifPresent(salt -> fields.put("salt", salt));
            person.person().ifPresent(id -> fields.put("person", id));
            person.erasedAt().ifPresent(at -> fields.put("erasedAt", at.toString()));
        } else if (line instanceof ExportLine.Manifest manifest) {
            manifest(fields, manifest);
        }
        return CanonicalJson.write(fields);
    }

    private static void event(Map<String, @Nullable Object> fields, AuditEvent event) {
        fields.put("kind", "event");
        fields.put("v", AuditChain.VERSION);
        fields.put("id", event.id());
        fields.put("org", event.organization().value());
        fields.put("chain", event.chain());
        fields.put("seq", event.seq());
        fields.put("type", event.type());
        fields.put("at", AuditChain.MICROSECONDS.format(event.at()));
        fields.put("actor", event.actor());
        fields.put("cause", event.cause().orElse(null));
        fields.put("subjectHash", event.subjectHash().orElse(null));
        fields.put("previousHash", event.previousHash());
        fields.put("hash", event.hash());
        AuditEvent.Beside beside = event.beside();
        beside.dataHash().ifPresentOrElse(hash -> fields.put("dataHash", hash), () -> fields.put("data", event.data()));
        beside.leaf().ifPresent(leaf -> fields.put("leaf", leaf));
        beside.texts().ifPresent(kept -> {
            fields.put("salt", kept.salt());
            fields.put("texts", kept.texts());
        });
        beside.mac().ifPresent(mac -> {
            fields.put("macKey", mac.keyId());
            fields.put("mac", mac.value());
        });
    }

    private static void manifest(Map<String, @Nullable Object> fields, ExportLine.Manifest manifest) {
        fields.put("kind", "manifest");
        fields.put("v", AuditChain.VERSION);
        fields.put("org", manifest.organization().value());
        fields.put("scope", manifest.scope().orElse(null));
        fields.put("exportedAt", manifest.exportedAt().toString());
        fields.put("events", manifest.events());
        fields.put("treeSize", manifest.treeSize());
        fields.put("treeRoot", manifest.treeRoot());
        fields.put("checkpoint", manifest.checkpoint().orElse(null));
        fields.put("macKeys", manifest.macKeys());
        fields.put("bodyHash", manifest.bodyHash());
    }

    /**
     * Reads a line.
     *
     * @throws InvalidInputException {@code export.format}, and nothing else
     */
    static ExportLine read(String line) {
        try {
            return ExportJson.read(line, json -> switch (json.text("kind")) {
                case "event" -> readEvent(json);
                case "tree" -> new ExportLine.Tree(json.number("size"), TreeHash.of(json.text("root")));
                case "head" ->
                    new ExportLine.Head(json.text("chain"), json.number("seq"), json.text("hash"), json.flag("after"));
                case "person" ->
                    new ExportLine.Person(
                            json.text("ref"),
                            json.optionalText("salt"),
                            json.optionalText("person"),
                            json.optionalText("erasedAt").map(Instant::parse));
                case "manifest" -> readManifest(json);
                default -> throw ExportJson.malformed("it is of a kind that there is not");
            });
        } catch (DateTimeException e) {
            throw ExportJson.malformed("a time in it is none");
        } catch (InvalidInputException e) {
            throw e.code().equals("export.format") ? e : ExportJson.malformed(e.code());
        }
    }

    private static ExportLine.Event readEvent(ExportJson json) {
        requireVersion(json);
        String id = json.text("id");
        Optional<Map<String, @Nullable Object>> data = json.object("data");
        Optional<String> dataHash = json.optionalText("dataHash");
        if (data.isPresent() == dataHash.isPresent()) {
            throw ExportJson.malformed("it must have either data or their hash");
        }
        Optional<String> salt = json.optionalText("salt");
        Map<String, String> texts = json.texts("texts");
        Optional<String> key = json.optionalText("macKey");
        Optional<String> mac = json.optionalText("mac");
        Optional<Long> leaf = json.optionalNumber("leaf");
        AuditEvent event = new AuditEvent(
                new OrganizationId(json.text("org")),
                json.text("chain"),
                json.number("seq"),
                json.text("type"),
                AuditChain.MICROSECONDS.parse(json.text("at"), Instant::from),
                json.text("actor"),
                json.optionalText("cause"),
                json.optionalText("subjectHash"),
                CanonicalJson.copyOf(data.orElse(Map.of())),
                json.text("previousHash"),
                json.text("hash"),
                new AuditEvent.Beside(
                        salt.map(present -> new SealedTexts(present, texts)),
                        key.map(present -> new AuditMac(present, mac.orElse(""))),
                        leaf.isPresent() ? OptionalLong.of(leaf.get()) : OptionalLong.empty(),
                        dataHash));
        if (!event.id().equals(id)) {
            throw ExportJson.malformed("its id is not that of its chain and number");
        }
        if ((salt.isEmpty() && !texts.isEmpty()) || (key.isEmpty() && mac.isPresent())) {
            throw ExportJson.malformed("a salt or the name of a key is missing");
        }
        return new ExportLine.Event(
                event,
                json.optionalList("proof")
                        .map(proof -> proof.stream().map(TreeHash::of).toList()));
    }

    private static ExportLine.Manifest readManifest(ExportJson json) {
        requireVersion(json);
        return new ExportLine.Manifest(
                new OrganizationId(json.text("org")),
                json.optionalText("scope"),
                Instant.parse(json.text("exportedAt")),
                json.number("events"),
                json.number("treeSize"),
                json.text("treeRoot"),
                json.optionalText("checkpoint"),
                json.list("macKeys"),
                json.text("bodyHash"));
    }

    private static void requireVersion(ExportJson json) {
        if (json.number("v") != AuditChain.VERSION) {
            throw ExportJson.malformed("it is of another version than " + AuditChain.VERSION);
        }
    }
}
