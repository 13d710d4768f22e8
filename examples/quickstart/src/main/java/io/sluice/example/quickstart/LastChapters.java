package io.sluice.example.quickstart;

import static io.sluice.example.quickstart.Scene.ASSISTANT;
import static io.sluice.example.quickstart.Scene.DEV;
import static io.sluice.example.quickstart.Scene.PRODUCTION;
import static io.sluice.example.quickstart.Scene.REFUNDS;
import static io.sluice.example.quickstart.Scene.STAGING;

import io.sluice.promotion.Anchoring;
import io.sluice.promotion.ExportRange;
import io.sluice.promotion.Promotions;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.audit.AuditEvent;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.audit.export.Verification;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is live where, who did what, and what an auditor takes along. */
final class LastChapters {
    private final Scene scene;
    private final Optional<AuditFolder> left;
    private final Terminal terminal;
    private final Actor ada;

    LastChapters(Scene scene, Optional<AuditFolder> left) {
        this.scene = scene;
        this.left = left;
        this.terminal = scene.terminal();
        this.ada = scene.actor("ada.audit");
    }

    void tell() {
        board();
        trail();
        left.ifPresent(this::export);
    }

    private void board() {
        terminal.chapter("What is live where");
        List<Release> board = scene.sluice().releases().board(ada, scene.organization());
        terminal.line(String.format("%-28s %-12s %-12s %s", "artifact", "Development", "Staging", "Production"));
        for (ArtifactRef artifact : List.of(ASSISTANT, REFUNDS)) {
            terminal.line(String.format(
                    "%-28s %-12s %-12s %s",
                    artifact,
                    version(board, DEV, artifact),
                    version(board, STAGING, artifact),
                    version(board, PRODUCTION, artifact)));
        }
        Deeds.require(version(board, PRODUCTION, ASSISTANT).equals("1.4.0"), "the board shows 1.4.0 in Production");
        terminal.line("");
        terminal.line("Releases of " + REFUNDS + " in Production, the newest first:");
        scene.sluice()
                .releases()
                .history(ada, scene.organization(), PRODUCTION, REFUNDS, 10)
                .forEach(release -> terminal.line(String.format(
                                "  #%d %s %-11s %s",
                                release.sequence(),
                                release.version(),
                                release.cause(),
                                release.isCurrent() ? "live" : "")
                        .stripTrailing()));
    }

    private static String version(List<Release> board, WorkspaceId workspace, ArtifactRef artifact) {
        return board.stream()
                .filter(release -> release.workspace().equals(workspace))
                .filter(release -> release.artifact().equals(artifact))
                .map(release -> release.version().value())
                .findFirst()
                .orElse("–");
    }

    private void trail() {
        terminal.chapter("The audit trail");
        long events = 0;
        List<PromotionRequest> all =
                scene.sluice().promotions().list(ada, scene.organization(), Promotions.Query.newest(100));
        for (PromotionRequest request : all) {
            ChainVerdict verdict = scene.sluice().audit().verify(ada, scene.organization(), request.id());
            Deeds.require(verdict.isIntact(), "the chain of promotion " + request.id() + " is intact");
            events += events(request).size();
        }
        show(all.stream()
                .filter(request -> request.requestedBy().equals(PersonId.SLUICE))
                .findFirst()
                .orElseThrow(() -> new DidNotHappenException("a promotion that Sluice asked for")));
        terminal.line(all.size() + " promotions, " + events + " events: every chain is intact. "
                + scene.mailbox().count() + " mails were sent.");
    }

    private void show(PromotionRequest request) {
        terminal.line(Deeds.what(request) + " → " + request.target()
                + ": what happened, who did it, and how the hash of the event begins");
        List<AuditEvent> chain = events(request);
        Map<String, PersonId> persons = scene.sluice()
                .audit()
                .persons(
                        ada,
                        scene.organization(),
                        chain.stream()
                                .flatMap(event -> Stream.of(afterColon(event.actor()), absent(event)))
                                .toList());
        chain.forEach(event -> terminal.line(String.format(
                "%2d %-20s %-31s %s",
                event.seq(), event.type(), who(event, persons), event.hash().substring(0, 12))));
        Deeds.require(
                chain.stream().anyMatch(event -> who(event, persons).equals("paul.weber for sara.nilsson")),
                "the trail names the delegate and the absent person");
    }

    private List<AuditEvent> events(PromotionRequest request) {
        return scene.sluice().audit().ofPromotion(ada, scene.organization(), request.id());
    }

    /** Events name persons by references, so that a person can be forgotten; Sluice itself by the step. */
    private static String who(AuditEvent event, Map<String, PersonId> persons) {
        String name = afterColon(event.actor());
        if (event.actor().startsWith("SYSTEM:")) {
            return "Sluice: " + name;
        }
        String absent = absent(event);
        return name(name, persons) + (absent.isEmpty() ? "" : " for " + name(absent, persons));
    }

    private static String name(String reference, Map<String, PersonId> persons) {
        return Optional.ofNullable(persons.get(reference)).map(PersonId::value).orElse(reference);
    }

    /** In whose place the actor decided. */
    private static String absent(AuditEvent event) {
        return String.valueOf(event.data().getOrDefault("onBehalfOf", ""));
    }

    private static String afterColon(String actor) {
        return actor.substring(actor.indexOf(':') + 1);
    }

    private void export(AuditFolder folder) {
        terminal.chapter("What the auditor takes along");
        Deeds.await("every event is anchored", () -> Optional.of(health()).filter(LastChapters::isAnchored));
        folder.write(out -> scene.sluice().audit().export(ada, scene.organization(), ExportRange.everything(), out));
        Verification verification = folder.verify();
        Deeds.require(verification instanceof Verification.Sound, "the export is in order, not " + verification);
        terminal.line("Every event of the organization:     " + folder.export());
        terminal.line("Signed checkpoints of the trail:     " + folder.checkpoints());
        terminal.line("The key that checks the signatures:  " + folder.publicKey());
        terminal.line("They fit together. Verify it yourself, without Sluice and its database:");
        terminal.line("");
        terminal.line(folder.command());
    }

    private Anchoring.Health health() {
        return scene.sluice().anchoring().health(ada, scene.organization());
    }

    private static boolean isAnchored(Anchoring.Health health) {
        return health.oldestUnanchored().isEmpty()
                && health.sinks().stream().allMatch(sink -> sink.kept() == health.events());
    }
}
