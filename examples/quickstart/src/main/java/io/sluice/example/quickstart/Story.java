package io.sluice.example.quickstart;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Promotions;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.Eligibility;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionPhase;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The story itself: every sentence is said only after it has come true. */
final class Story {
    private static final ArtifactRef ASSISTANT = ArtifactRef.agent("support-assistant");
    private static final ArtifactRef REFUNDS = ArtifactRef.orchestration("refund-flow");
    private static final WorkspaceId DEV = new WorkspaceId("dev");
    private static final WorkspaceId STAGING = new WorkspaceId("staging");
    private static final WorkspaceId PRODUCTION = new WorkspaceId("production");
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Sluice sluice;
    private final OrganizationId organization;
    private final Samples samples;
    private final FolderDeployer deployer;
    private final Mailbox mailbox;
    private final Terminal terminal;

    Story(
            Sluice sluice,
            OrganizationId organization,
            Samples samples,
            FolderDeployer deployer,
            Mailbox mailbox,
            Terminal terminal) {
        this.sluice = sluice;
        this.organization = organization;
        this.samples = samples;
        this.deployer = deployer;
        this.mailbox = mailbox;
        this.terminal = terminal;
    }

    /** Tells it to the end, or to the first thing that did not happen. */
    boolean tell() {
        terminal.plain("Sluice: may this version go to production, and who said so?");
        try {
            threeWorkspaces();
            intoStaging();
            intoProduction();
            stoppedBySecurity();
            rolledBackAutomatically();
            rolledBackByOneClick();
            board();
            audit();
            terminal.plain("");
            terminal.plain("Every step happened.");
            return true;
        } catch (DidNotHappenException e) {
            terminal.plain("");
            terminal.plain("STOPPED: " + e.getMessage());
            return false;
        }
    }

    private void threeWorkspaces() {
        terminal.chapter("Three workspaces");
        Actor olga = actor("olga.admin");
        sluice.organizations().create(olga, organization, "Household Goods", key());
        create(NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT));
        create(NewWorkspace.of("staging", "Staging", EnvironmentType.STAGING).after("dev"));
        create(NewWorkspace.of("production", "Production", EnvironmentType.PRODUCTION)
                .after("staging")
                .demanding(productionPolicy()));
        for (Workspace workspace : sluice.workspaces().list(olga, organization)) {
            String before = workspace
                    .promotionFrom()
                    .map(from -> "takes versions from " + from)
                    .orElse("versions begin here");
            terminal.line(String.format("%-12s %-12s %s", workspace.name(), workspace.environmentType(), before));
        }
    }

    /** Two of the three leads must agree; the first reminder comes after two seconds, so that the story can show it. */
    private static PromotionPolicy productionPolicy() {
        ApprovalStage leads = new ApprovalStage(
                "leads",
                List.of(
                        new ApprovalRule(new RoleId("tech_lead"), 1),
                        new ApprovalRule(new RoleId("security_officer"), 1)));
        ApprovalStage back = new ApprovalStage("back", List.of(new ApprovalRule(new RoleId("product_owner"), 1)));
        return PromotionPolicy.standard(EnvironmentType.PRODUCTION)
                .withStages(List.of(leads))
                .withApprovalDeadline(Duration.ofSeconds(200))
                .withReminders(new Reminders(List.of(1), 80, Optional.empty()))
                .withRollback(Optional.of(back));
    }

    private void intoStaging() {
        terminal.chapter("Version 1.4.0 goes from Development to Staging");
        register(ASSISTANT, "1.4.0");
        PromotionRequest request = request(ASSISTANT, "1.4.0", DEV, STAGING, "Answers about deliveries");
        awaitApproval(request);
        terminal.line("Checks passed: tests, security, performance, read from the reports of the build.");
        approve("tom.berg", request);
        await(request, PromotionStatus.COMPLETED);
        require(deployer.liveVersion(STAGING, ASSISTANT).equals(Optional.of("1.4.0")), "1.4.0 is live in Staging");
        terminal.line("Staging now runs 1.4.0.");
    }

    private void intoProduction() {
        terminal.chapter("Version 1.4.0 goes from Staging to Production: two of the three leads must agree");
        PromotionRequest request = request(ASSISTANT, "1.4.0", STAGING, PRODUCTION, "Tried in Staging for a week");
        awaitApproval(request);
        refused("mia.chen", request, "approval.selfApproval");
        refused("paul.weber", request, null);
        String reminder = await(
                "a reminder mail",
                () -> mailbox.find("sara.nilsson", "Reminder").or(() -> mailbox.find("sara.nilsson", "reminder")));
        terminal.line("Nobody answers, so after a while a mail goes out:");
        terminal.quoted(reminder);
        sluice.tasks()
                .page(actor("tom.berg"), organization, Optional.empty(), 10)
                .forEach(item -> terminal.line("Tom's task list: "
                        + item.promotion().artifact() + " " + item.promotion().version() + " → "
                        + item.promotion().target() + ", " + item.given() + " of " + item.required() + " approvals, "
                        + (item.eligibility() instanceof Eligibility.May ? "he may decide." : "he may not decide.")));
        approve("tom.berg", request);
        sluice.promotions()
                .whyBlocked(actor("mia.chen"), organization, request.id())
                .reasons()
                .forEach(blocker -> terminal.line("Still closed: " + blocker.message()));
        approve("sara.nilsson", request);
        await(request, PromotionStatus.COMPLETED);
        require(
                deployer.liveVersion(PRODUCTION, ASSISTANT).equals(Optional.of("1.4.0")),
                "1.4.0 is live in Production");
        terminal.line("Production now runs 1.4.0.");
    }

    private void stoppedBySecurity() {
        terminal.chapter("Version 1.5.0 is stopped by its security report");
        register(ASSISTANT, "1.5.0");
        PromotionRequest request = request(ASSISTANT, "1.5.0", DEV, STAGING, "Works out compensations");
        PromotionRequest ended = await(request, PromotionStatus.FAILED);
        terminal.quoted(ended.detail());
        require(ended.detail().contains("security"), "the security check is named");
        require(deployer.liveVersion(STAGING, ASSISTANT).equals(Optional.of("1.4.0")), "Staging still runs 1.4.0");
        terminal.line("Nobody was asked, and Staging still runs 1.4.0.");
    }

    private void rolledBackAutomatically() {
        terminal.chapter("Version 1.6.0 passes everything, but does not work in Production");
        register(ASSISTANT, "1.6.0");
        PromotionRequest staging = request(ASSISTANT, "1.6.0", DEV, STAGING, "Knows loyalty tiers");
        awaitApproval(staging);
        approve("tom.berg", staging);
        await(staging, PromotionStatus.COMPLETED);
        PromotionRequest request = request(ASSISTANT, "1.6.0", STAGING, PRODUCTION, "Knows loyalty tiers");
        awaitApproval(request);
        approve("tom.berg", request);
        approve("sara.nilsson", request);
        PromotionRequest ended = await(request, PromotionStatus.ROLLED_BACK);
        terminal.quoted(ended.detail());
        require(
                deployer.liveVersion(PRODUCTION, ASSISTANT).equals(Optional.of("1.4.0")),
                "Production runs 1.4.0 again");
        terminal.line("Production runs 1.4.0 again. Nobody had to get up.");
    }

    private void rolledBackByOneClick() {
        terminal.chapter("The orchestration 2.1.0 is put back by one click");
        for (String version : List.of("2.0.0", "2.1.0")) {
            register(REFUNDS, version);
            PromotionRequest staging = request(REFUNDS, version, DEV, STAGING, "Refunds in steps");
            awaitApproval(staging);
            approve("tom.berg", staging);
            await(staging, PromotionStatus.COMPLETED);
            PromotionRequest production = request(REFUNDS, version, STAGING, PRODUCTION, "Refunds in steps");
            awaitApproval(production);
            approve("tom.berg", production);
            approve("sara.nilsson", production);
            await(production, PromotionStatus.COMPLETED);
        }
        PromotionRequest back = sluice.promotions()
                .rollBack(
                        actor("mia.chen"),
                        organization,
                        PRODUCTION,
                        REFUNDS,
                        Optional.empty(),
                        "Customers wait too long",
                        key());
        terminal.line("Mia asks for the release before it: " + back.version() + ".");
        awaitApproval(back);
        approve("paul.weber", back);
        await(back, PromotionStatus.COMPLETED);
        require(deployer.liveVersion(PRODUCTION, REFUNDS).equals(Optional.of("2.0.0")), "2.0.0 is live again");
        terminal.line("Production runs 2.0.0 again.");
    }

    private void board() {
        terminal.chapter("What is live where");
        List<Release> board = sluice.releases().board(actor("mia.chen"), organization);
        terminal.line(String.format("%-28s %-12s %-12s %s", "", "Development", "Staging", "Production"));
        for (ArtifactRef artifact : List.of(ASSISTANT, REFUNDS)) {
            terminal.line(String.format(
                    "%-28s %-12s %-12s %s",
                    artifact,
                    version(board, DEV, artifact),
                    version(board, STAGING, artifact),
                    version(board, PRODUCTION, artifact)));
        }
        require(version(board, PRODUCTION, ASSISTANT).equals("1.4.0"), "the board shows 1.4.0 in Production");
        terminal.line("");
        terminal.line("Releases of " + ASSISTANT + " in Production, the newest first:");
        sluice.releases()
                .history(actor("mia.chen"), organization, PRODUCTION, ASSISTANT, 10)
                .forEach(release -> terminal.line(String.format(
                        "  #%d %s %-8s %s",
                        release.sequence(), release.version(), release.cause(), release.isCurrent() ? "live" : "")));
    }

    private void audit() {
        terminal.chapter("The audit trail");
        Actor ada = actor("ada.audit");
        long events = 0;
        List<PromotionRequest> all = sluice.promotions().list(ada, organization, Promotions.Query.newest(100));
        for (PromotionRequest request : all) {
            ChainVerdict verdict = sluice.audit().verify(ada, organization, request.id());
            require(verdict.isIntact(), "the chain of promotion " + request.id() + " is intact");
            events +=
                    sluice.audit().ofPromotion(ada, organization, request.id()).size();
        }
        PromotionRequest shown = all.get(all.size() - 2);
        sluice.audit()
                .ofPromotion(ada, organization, shown.id())
                .forEach(event -> terminal.line(String.format(
                        "%2d %-20s %-22s %s",
                        event.seq(), event.type(), event.actor(), event.hash().substring(0, 12))));
        terminal.line(all.size() + " promotions, " + events + " events: every chain is intact. " + mailbox.count()
                + " mails were sent.");
    }

    private void create(NewWorkspace wanted) {
        sluice.workspaces().create(actor("olga.admin"), organization, wanted, key());
    }

    private void register(ArtifactRef artifact, String version) {
        deployer.install(DEV, artifact, version);
        sluice.artifacts()
                .register(
                        actor("mia.chen"),
                        organization,
                        new NewVersion(
                                DEV,
                                artifact,
                                new VersionLabel(version),
                                samples.digest(artifact, version),
                                Set.of(new PersonId("lena.fischer")),
                                Map.of("repository", artifact.id())),
                        key());
        terminal.line("Registered " + artifact + " " + version + " by Lena Fischer in Development.");
    }

    private PromotionRequest request(
            ArtifactRef artifact, String version, WorkspaceId source, WorkspaceId target, String reason) {
        PromotionRequest request = sluice.promotions()
                .request(
                        actor("mia.chen"),
                        organization,
                        NewPromotion.of(artifact, version, source, target, reason),
                        key());
        terminal.line("Mia requests " + version + " → " + target + ": " + reason + ".");
        return request;
    }

    private void approve(String person, PromotionRequest request) {
        sluice.promotions()
                .approve(actor(person), organization, request.id(), request.subjectHash(), "Looks good", key());
        terminal.line("Approved by " + person + ".");
    }

    private void refused(String person, PromotionRequest request, @Nullable String code) {
        try {
            sluice.promotions().approve(actor(person), organization, request.id(), request.subjectHash(), "", key());
        } catch (SluiceException e) {
            require(code == null || code.equals(e.code()), "the refusal is " + code);
            terminal.line(person + " tries to approve and is refused: " + e.getMessage());
            return;
        }
        throw new DidNotHappenException("the attempt of " + person + " is refused");
    }

    private void awaitApproval(PromotionRequest request) {
        await(
                "an open approval of " + request.version(),
                () -> Optional.of(current(request)).filter(now -> now.phase() == PromotionPhase.AWAITING_APPROVAL));
    }

    private PromotionRequest await(PromotionRequest request, PromotionStatus status) {
        PromotionRequest ended = await(
                request.version() + " → " + request.target() + " to end",
                () -> Optional.of(current(request)).filter(now -> !now.isOpen()));
        require(ended.status() == status, "it ends " + status + ", not " + ended.status() + ": " + ended.detail());
        terminal.line(request.version() + " → " + request.target() + ": " + ended.status() + ".");
        return ended;
    }

    private PromotionRequest current(PromotionRequest request) {
        return sluice.promotions().get(actor("mia.chen"), organization, request.id());
    }

    private static <T> T await(String what, Supplier<Optional<T>> look) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
        }
        throw new DidNotHappenException(what + " in " + PATIENCE.toSeconds() + " s");
    }

    private static String version(List<Release> board, WorkspaceId workspace, ArtifactRef artifact) {
        return board.stream()
                .filter(release -> release.workspace().equals(workspace))
                .filter(release -> release.artifact().equals(artifact))
                .map(release -> release.version().value())
                .findFirst()
                .orElse("–");
    }

    private static void require(boolean happened, String what) {
        if (!happened) {
            throw new DidNotHappenException(what);
        }
    }

    private Actor actor(String person) {
        return sluice.actors().human(person);
    }

    private static IdempotencyKey key() {
        return IdempotencyKey.unique();
    }
}
