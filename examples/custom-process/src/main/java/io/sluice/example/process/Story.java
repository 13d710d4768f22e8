package io.sluice.example.process;

import static io.sluice.example.process.GuardedRelease.ORGANIZATION;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.TaskList;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.workspace.EnvironmentType;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What happens, told line by line; each line is said only after it has come true. */
final class Story {
    private static final ArtifactRef ASSISTANT = ArtifactRef.agent("support-assistant");
    private static final WorkspaceId DEV = new WorkspaceId("dev");
    private static final WorkspaceId PRODUCTION = new WorkspaceId("production");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SluiceEngine engine;
    private final Sluice sluice;
    private final Shelf shelf;
    private final PrintStream out;

    Story(SluiceEngine engine, Shelf shelf, PrintStream out) {
        this.engine = engine;
        this.sluice = engine.sluice();
        this.shelf = shelf;
        this.out = out;
    }

    /** Tells it to the end, or to the first thing that did not happen. */
    boolean tell() {
        try {
            useTheProcess();
            throughBothReviewsAndTheBoard();
            stoppedBySecurity();
            stoppedByTheScan();
            say("Every step happened.");
            return true;
        } catch (IllegalStateException e) {
            say("STOPPED: " + e.getMessage());
            return false;
        }
    }

    private void useTheProcess() {
        Actor olga = actor("olga.admin");
        sluice.organizations().create(olga, ORGANIZATION, "Acme", IdempotencyKey.unique());
        engine.definitions().deploy(olga, ORGANIZATION, DesignersFolder.PROCESS, DesignersFolder.process());
        say("Olga deploys " + DesignersFolder.PROCESS + ".");
        create(NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT));
        create(NewWorkspace.of("production", "Production", EnvironmentType.PRODUCTION)
                .after("dev")
                .demanding(DesignersFolder.policy()));
        say("The policy of Production chooses it.");
    }

    private void throughBothReviewsAndTheBoard() {
        PromotionRequest request = request("2.0.0", "Answers refund questions");
        awaitTask("paul.weber", request);
        awaitTask("sara.nilsson", request);
        say("Paul (business) and Sara (security) have it on their lists at the same time.");
        approve("sara.nilsson", request);
        approve("paul.weber", request);
        awaitTask("rita.gomez", request);
        say("Both reviews agreed; the release board is asked.");
        approve("rita.gomez", request);
        approve("tom.berg", request);
        awaitEnd(request, PromotionStatus.COMPLETED);
        require("2.0.0 is live", () -> isLive("2.0.0"));
        say("2.0.0 is live in Production.");
    }

    private void stoppedBySecurity() {
        PromotionRequest request = request("2.1.0", "Reads attachments");
        awaitTask("paul.weber", request);
        awaitTask("sara.nilsson", request);
        sluice.promotions()
                .reject(
                        actor("sara.nilsson"),
                        ORGANIZATION,
                        request.id(),
                        request.subjectHash(),
                        "Attachments are not scanned for viruses",
                        IdempotencyKey.unique());
        say("Sara says no: attachments are not scanned for viruses.");
        awaitEnd(request, PromotionStatus.REJECTED);
        require("Paul is not asked any more", () -> !isAsked("paul.weber", request));
        say("The business review ends with it; Paul is not asked any more.");
    }

    private void stoppedByTheScan() {
        PromotionRequest request = request("2.2.0", "Draws charts");
        awaitEnd(request, PromotionStatus.FAILED);
        sluice.audit().ofPromotion(actor("ada.audit"), ORGANIZATION, request.id()).stream()
                .filter(event -> event.type().equals("step.failed"))
                .flatMap(event -> event.beside().texts().stream())
                .forEach(texts -> say("The licence scan: " + texts.texts().get("message")));
        require("2.0.0 is still live", () -> isLive("2.0.0"));
        say("Nobody was asked, and 2.0.0 is still live.");
    }

    private void create(NewWorkspace wanted) {
        sluice.workspaces().create(actor("olga.admin"), ORGANIZATION, wanted, IdempotencyKey.unique());
    }

    private PromotionRequest request(String version, String reason) {
        shelf.install(DEV, ASSISTANT, digest(version));
        sluice.artifacts()
                .register(
                        actor("mia.chen"),
                        ORGANIZATION,
                        new NewVersion(
                                DEV,
                                ASSISTANT,
                                new VersionLabel(version),
                                digest(version),
                                Set.of(new PersonId("lena.fischer")),
                                Map.of(TestResults.FAILED, "0")),
                        IdempotencyKey.unique());
        PromotionRequest request = sluice.promotions()
                .request(
                        actor("mia.chen"),
                        ORGANIZATION,
                        NewPromotion.of(ASSISTANT, version, DEV, PRODUCTION, reason),
                        IdempotencyKey.unique());
        say("");
        say("Mia asks for " + version + ": " + reason + ".");
        return request;
    }

    private void approve(String person, PromotionRequest request) {
        sluice.promotions()
                .approve(
                        actor(person),
                        ORGANIZATION,
                        request.id(),
                        request.subjectHash(),
                        "Agreed",
                        IdempotencyKey.unique());
        say(person + " agrees.");
    }

    private void awaitTask(String person, PromotionRequest request) {
        require(person + " is asked for " + request.version(), () -> isAsked(person, request));
    }

    private boolean isAsked(String person, PromotionRequest request) {
        return sluice.tasks().page(actor(person), ORGANIZATION, Optional.empty(), 20).stream()
                .map(TaskList.Item::promotion)
                .anyMatch(promotion -> promotion.id().equals(request.id()));
    }

    private void awaitEnd(PromotionRequest request, PromotionStatus status) {
        require(request.version() + " ends", () -> !current(request).isOpen());
        PromotionRequest ended = current(request);
        require(
                request.version() + " ends as " + status + ", not " + ended.status() + ": " + ended.detail(),
                () -> ended.status() == status);
        say(request.version() + ": " + status + (ended.detail().isEmpty() ? "." : ". " + ended.detail()));
    }

    private PromotionRequest current(PromotionRequest request) {
        return sluice.promotions().get(actor("mia.chen"), ORGANIZATION, request.id());
    }

    private boolean isLive(String version) {
        return shelf.current(ORGANIZATION, PRODUCTION, ASSISTANT).equals(Optional.of(digest(version)));
    }

    /** Waits until it is so; Sluice works in the background. */
    private static void require(String what, BooleanSupplier isSo) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("This did not happen: " + what + ".");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
        }
    }

    private static Digest digest(String version) {
        return Digest.of((ASSISTANT.id() + " " + version).getBytes(StandardCharsets.UTF_8));
    }

    private Actor actor(String person) {
        return sluice.actors().human(person);
    }

    private void say(String line) {
        out.println(line);
    }
}
