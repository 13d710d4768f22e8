package io.sluice.example.quickstart;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.Promotions;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.audit.ChainVerdict;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The story itself: every sentence is said only after it has come true. */
final class Story {
    private static final ArtifactRef ASSISTANT = ArtifactRef.agent("support-assistant");
    private static final ArtifactRef REFUNDS = ArtifactRef.orchestration("refund-flow");
    static final WorkspaceId DEV = new WorkspaceId("dev");
    private static final WorkspaceId STAGING = new WorkspaceId("staging");
    private static final WorkspaceId PRODUCTION = new WorkspaceId("production");

    private final Sluice sluice;
    private final OrganizationId organization;
    private final Deeds deeds;
    private final FolderDeployer deployer;
    private final Mailbox mailbox;
    private final Terminal terminal;

    Story(
            Sluice sluice,
            OrganizationId organization,
            Deeds deeds,
            FolderDeployer deployer,
            Mailbox mailbox,
            Terminal terminal) {
        this.sluice = sluice;
        this.organization = organization;
        this.deeds = deeds;
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
        Actor olga = deeds.actor("olga.admin");
        sluice.organizations().create(olga, organization, "Household Goods", IdempotencyKey.unique());
        deeds.create(NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT));
        deeds.create(
                NewWorkspace.of("staging", "Staging", EnvironmentType.STAGING).after("dev"));
        deeds.create(NewWorkspace.of("production", "Production", EnvironmentType.PRODUCTION)
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
        deeds.register(ASSISTANT, "1.4.0");
        PromotionRequest request = deeds.request(ASSISTANT, "1.4.0", DEV, STAGING, "Answers about deliveries");
        deeds.awaitApproval(request);
        terminal.line("Checks passed: tests, security, performance, read from the reports of the build.");
        deeds.approve("tom.berg", request);
        deeds.await(request, PromotionStatus.COMPLETED);
        Deeds.require(
                deployer.liveVersion(STAGING, ASSISTANT).equals(Optional.of("1.4.0")), "1.4.0 is live in Staging");
        terminal.line("Staging now runs 1.4.0.");
    }

    private void intoProduction() {
        terminal.chapter("Version 1.4.0 goes from Staging to Production: two of the three leads must agree");
        PromotionRequest request =
                deeds.request(ASSISTANT, "1.4.0", STAGING, PRODUCTION, "Tried in Staging for a week");
        deeds.awaitApproval(request);
        deeds.refused("mia.chen", request, Optional.of("approval.selfApproval"));
        deeds.refused("paul.weber", request, Optional.empty());
        String reminder = Deeds.await(
                "a reminder mail",
                () -> mailbox.find("sara.nilsson", "Reminder").or(() -> mailbox.find("sara.nilsson", "reminder")));
        terminal.line("Nobody answers, so after a while a mail goes out:");
        terminal.quoted(reminder);
        sluice.tasks()
                .page(deeds.actor("tom.berg"), organization, Optional.empty(), 10)
                .forEach(item -> terminal.line("Tom's task list: "
                        + item.promotion().artifact() + " " + item.promotion().version() + " → "
                        + item.promotion().target() + ", " + item.given() + " of " + item.required() + " approvals, "
                        + (item.eligibility() instanceof Eligibility.May ? "he may decide." : "he may not decide.")));
        deeds.approve("tom.berg", request);
        sluice.promotions()
                .whyBlocked(deeds.actor("mia.chen"), organization, request.id())
                .reasons()
                .forEach(blocker -> terminal.line("Still closed: " + blocker.message()));
        deeds.approve("sara.nilsson", request);
        deeds.await(request, PromotionStatus.COMPLETED);
        Deeds.require(
                deployer.liveVersion(PRODUCTION, ASSISTANT).equals(Optional.of("1.4.0")),
                "1.4.0 is live in Production");
        terminal.line("Production now runs 1.4.0.");
    }

    private void stoppedBySecurity() {
        terminal.chapter("Version 1.5.0 is stopped by its security report");
        deeds.register(ASSISTANT, "1.5.0");
        PromotionRequest request = deeds.request(ASSISTANT, "1.5.0", DEV, STAGING, "Works out compensations");
        PromotionRequest ended = deeds.await(request, PromotionStatus.FAILED);
        terminal.quoted(ended.detail());
        Deeds.require(ended.detail().contains("security"), "the security check is named");
        Deeds.require(
                deployer.liveVersion(STAGING, ASSISTANT).equals(Optional.of("1.4.0")), "Staging still runs 1.4.0");
        terminal.line("Nobody was asked, and Staging still runs 1.4.0.");
    }

    private void rolledBackAutomatically() {
        terminal.chapter("Version 1.6.0 passes everything, but does not work in Production");
        deeds.register(ASSISTANT, "1.6.0");
        PromotionRequest staging = deeds.request(ASSISTANT, "1.6.0", DEV, STAGING, "Knows loyalty tiers");
        deeds.awaitApproval(staging);
        deeds.approve("tom.berg", staging);
        deeds.await(staging, PromotionStatus.COMPLETED);
        PromotionRequest request = deeds.request(ASSISTANT, "1.6.0", STAGING, PRODUCTION, "Knows loyalty tiers");
        deeds.awaitApproval(request);
        deeds.approve("tom.berg", request);
        deeds.approve("sara.nilsson", request);
        PromotionRequest ended = deeds.await(request, PromotionStatus.ROLLED_BACK);
        terminal.quoted(ended.detail());
        Deeds.require(
                deployer.liveVersion(PRODUCTION, ASSISTANT).equals(Optional.of("1.4.0")),
                "Production runs 1.4.0 again");
        terminal.line("Production runs 1.4.0 again. Nobody had to get up.");
    }

    private void rolledBackByOneClick() {
        terminal.chapter("The orchestration 2.1.0 is put back by one click");
        for (String version : List.of("2.0.0", "2.1.0")) {
            deeds.register(REFUNDS, version);
            PromotionRequest staging = deeds.request(REFUNDS, version, DEV, STAGING, "Refunds in steps");
            deeds.awaitApproval(staging);
            deeds.approve("tom.berg", staging);
            deeds.await(staging, PromotionStatus.COMPLETED);
            PromotionRequest production = deeds.request(REFUNDS, version, STAGING, PRODUCTION, "Refunds in steps");
            deeds.awaitApproval(production);
            deeds.approve("tom.berg", production);
            deeds.approve("sara.nilsson", production);
            deeds.await(production, PromotionStatus.COMPLETED);
        }
        PromotionRequest back = sluice.promotions()
                .rollBack(
                        deeds.actor("mia.chen"),
                        organization,
                        PRODUCTION,
                        REFUNDS,
                        Optional.empty(),
                        "Customers wait too long",
                        IdempotencyKey.unique());
        terminal.line("Mia asks for the release before it: " + back.version() + ".");
        deeds.awaitApproval(back);
        deeds.approve("paul.weber", back);
        deeds.await(back, PromotionStatus.COMPLETED);
        Deeds.require(deployer.liveVersion(PRODUCTION, REFUNDS).equals(Optional.of("2.0.0")), "2.0.0 is live again");
        terminal.line("Production runs 2.0.0 again.");
    }

    private void board() {
        terminal.chapter("What is live where");
        List<Release> board = sluice.releases().board(deeds.actor("mia.chen"), organization);
        terminal.line(String.format("%-28s %-12s %-12s %s", "", "Development", "Staging", "Production"));
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
        terminal.line("Releases of " + ASSISTANT + " in Production, the newest first:");
        sluice.releases()
                .history(deeds.actor("mia.chen"), organization, PRODUCTION, ASSISTANT, 10)
                .forEach(release -> terminal.line(String.format(
                        "  #%d %s %-8s %s",
                        release.sequence(), release.version(), release.cause(), release.isCurrent() ? "live" : "")));
    }

    private void audit() {
        terminal.chapter("The audit trail");
        Actor ada = deeds.actor("ada.audit");
        long events = 0;
        List<PromotionRequest> all = sluice.promotions().list(ada, organization, Promotions.Query.newest(100));
        for (PromotionRequest request : all) {
            ChainVerdict verdict = sluice.audit().verify(ada, organization, request.id());
            Deeds.require(verdict.isIntact(), "the chain of promotion " + request.id() + " is intact");
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

    private static String version(List<Release> board, WorkspaceId workspace, ArtifactRef artifact) {
        return board.stream()
                .filter(release -> release.workspace().equals(workspace))
                .filter(release -> release.artifact().equals(artifact))
                .map(release -> release.version().value())
                .findFirst()
                .orElse("–");
    }
}
