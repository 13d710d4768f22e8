package io.sluice.promotion;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.CanonicalJson;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.Approval;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.GateRecord;
import io.sluice.promotion.request.PromotionRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an evidence pack looks as JSON and as text. Words of people stay on one line and cannot become markup. */
final class EvidenceForm {
    private EvidenceForm() {}

    static String json(EvidencePack pack) {
        PromotionRequest request = pack.request();
        Map<String, @Nullable Object> fields = new TreeMap<>();
        fields.put("organization", request.organization().value());
        fields.put("promotion", request.id().value());
        fields.put("kind", request.kind().name());
        fields.put("artifact", request.artifact().toString());
        fields.put("version", request.version().value());
        fields.put("digest", request.digest().value());
        fields.put("authors", persons(pack.authors()));
        fields.put("source", request.source().value());
        fields.put("target", request.target().value());
        fields.put("requestedBy", request.requestedBy().value());
        fields.put("requestedAt", request.requestedAt().toString());
        fields.put("reason", request.reason());
        fields.put("status", request.status().name());
        fields.put("detail", request.detail());
        fields.put("endedAt", request.endedAt().map(Object::toString).orElse(null));
        fields.put("subjectHash", request.subjectHash());
        fields.put("policyRevision", pack.policy().revision());
        fields.put("checks", pack.checks().stream().map(EvidenceForm::check).toList());
        fields.put(
                "approvals",
                pack.approvals().stream().map(EvidenceForm::approval).toList());
        fields.put("gate", pack.gate().map(EvidenceForm::gate).orElse(null));
        fields.put(
                "attempts", pack.attempts().stream().map(EvidenceForm::attempt).toList());
        fields.put("items", pack.versions().stream().map(EvidenceForm::version).toList());
        fields.put(
                "rollbackPlan",
                pack.rollbackPlan().stream().map(EvidenceForm::release).toList());
        fields.put("events", pack.events().stream().map(AuditEvent::id).toList());
        fields.put("chain", verdict(pack.verdict()));
        fields.put("checkpoint", pack.checkpoint().orElse(null));
        return CanonicalJson.write(fields);
    }

    private static Map<String, Object> version(ArtifactVersion version) {
        return Map.of(
                "artifact", version.artifact().toString(),
                "version", version.label().value(),
                "digest", version.digest().value(),
                "authors", persons(version.authors()));
    }

    private static Map<String, Object> release(Release release) {
        return Map.of(
                "artifact", release.artifact().toString(),
                "version", release.version().value(),
                "digest", release.digest().value());
    }

    private static Map<String, Object> check(CheckResult result) {
        return Map.of(
                "artifact",
                result.artifact().toString(),
                "check",
                result.name().value(),
                "verdict",
                result.outcome().verdict().name(),
                "summary",
                result.outcome().summary(),
                "evidence",
                result.outcome().evidence(),
                "measuredAt",
                result.measuredAt().toString(),
                "reportedBy",
                result.reportedBy());
    }

    private static Map<String, Object> approval(Approval approval) {
        return Map.of(
                "person",
                approval.person().value(),
                "decision",
                approval.decision().name(),
                "stage",
                approval.stage(),
                "roles",
                approval.roles().stream().map(Object::toString).sorted().toList(),
                "comment",
                approval.comment(),
                "decidedAt",
                approval.decidedAt().toString());
    }

    private static Map<String, Object> gate(GateRecord gate) {
        return Map.of(
                "policyRevision",
                gate.policyRevision(),
                "approvers",
                persons(gate.approvers()),
                "checks",
                gate.checks(),
                "decidedAt",
                gate.decidedAt().toString());
    }

    private static Map<String, Object> attempt(Attempt attempt) {
        return Map.of(
                "step",
                attempt.step().name(),
                "number",
                attempt.number(),
                "item",
                attempt.item(),
                "fence",
                attempt.fence(),
                "state",
                attempt.state().name(),
                "message",
                attempt.message(),
                "startedAt",
                attempt.startedAt().toString(),
                "finishedAt",
                attempt.finishedAt().map(Object::toString).orElse(""));
    }

    static String text(EvidencePack pack) {
        PromotionRequest request = pack.request();
        StringBuilder text = new StringBuilder();
        text.append("# Promotion ").append(request.id()).append("\n\n");
        request.items().forEach(item -> line(text, "What", item.name() + " (" + item.digest() + ")"));
        line(text, "Written by", String.join(", ", persons(pack.authors())));
        line(text, "From, to", request.source() + ", " + request.target());
        line(text, "Requested", request.requestedAt() + " by " + request.requestedBy());
        line(text, "Reason", request.reason());
        line(
                text,
                "Status",
                request.status() + request.endedAt().map(at -> " since " + at).orElse(""));
        line(text, "Detail", request.detail());
        line(text, "Demanded by", "policy revision " + pack.policy().revision() + " of " + request.target());
        pack.rollbackPlan()
                .forEach(release ->
                        line(text, "Rollback plan", "put back " + release.artifact() + " " + release.version()));
        if (pack.rollbackPlan().isEmpty()) {
            line(text, "Rollback plan", "none");
        }
        text.append("\n## Checks\n\n");
        pack.checks()
                .forEach(result -> item(
                        text,
                        result.measuredAt() + " " + result.artifact() + " " + result.name() + " "
                                + result.outcome().verdict() + ", "
                                + result.outcome().summary() + " "
                                + result.outcome().evidence()));
        text.append("\n## Decisions of people\n\n");
        pack.approvals()
                .forEach(approval -> item(
                        text,
                        approval.decidedAt() + " " + approval.person() + " " + approval.decision() + " as "
                                + approval.roles().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + " in stage " + approval.stage() + ". " + approval.comment()));
        text.append("\n## Gate\n\n");
        pack.gate()
                .ifPresentOrElse(
                        gate -> item(
                                text,
                                gate.decidedAt() + " opened by policy revision " + gate.policyRevision() + ", counting "
                                        + String.join(", ", persons(gate.approvers()))),
                        () -> item(text, "never opened"));
        text.append("\n## Deployment\n\n");
        pack.attempts()
                .forEach(attempt -> item(
                        text,
                        attempt.startedAt() + " " + attempt.step() + " " + attempt.number() + " of "
                                + attempt.of(request).artifact() + ": " + attempt.state()
                                + ". " + attempt.message()));
        text.append("\n## Audit trail\n\n");
        line(text, "Chain", verdict(pack.verdict()));
        pack.events().forEach(event -> item(text, event.at() + " " + event.id() + " " + event.type()));
        text.append("\n## Checkpoint\n\n");
        text.append(pack.checkpoint()
                .map(note -> "    " + note.strip().replace("\n", "\n    "))
                .orElse("none"));
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, String title, String value) {
        item(text, title + ": " + value);
    }

    private static void item(StringBuilder text, String value) {
        text.append("- ").append(plain(value)).append('\n');
    }

    /** On one line, and nothing in it that Markdown or HTML would take for markup. */
    private static String plain(String value) {
        return value.strip().replaceAll("\\s+", " ").replaceAll("([\\\\`*_<>\\[\\]#|])", "\\\\$1");
    }

    private static String verdict(ChainVerdict verdict) {
        return verdict instanceof ChainVerdict.Broken broken
                ? "broken at event " + broken.seq() + ": " + broken.reason()
                : "intact";
    }

    private static List<String> persons(Collection<PersonId> persons) {
        return persons.stream().map(PersonId::value).sorted().toList();
    }
}
