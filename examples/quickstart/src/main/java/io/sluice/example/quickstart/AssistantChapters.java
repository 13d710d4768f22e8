package io.sluice.example.quickstart;

import static io.sluice.example.quickstart.Scene.ASSISTANT;
import static io.sluice.example.quickstart.Scene.DEV;
import static io.sluice.example.quickstart.Scene.PRODUCTION;
import static io.sluice.example.quickstart.Scene.STAGING;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.gate.Eligibility;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.input.IdempotencyKey;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.AutoPromotion;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.request.PromotionStatus;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the workspaces come about, how an agent gets to Production, and how a version of it is stopped. */
final class AssistantChapters {
    private final Scene scene;
    private final Deeds deeds;
    private final Terminal terminal;

    AssistantChapters(Scene scene) {
        this.scene = scene;
        this.deeds = scene.deeds();
        this.terminal = scene.terminal();
    }

    void tell() {
        threeWorkspaces();
        intoStaging();
        intoProduction();
        stoppedBySecurity();
    }

    private void threeWorkspaces() {
        terminal.chapter("Three workspaces");
        Actor olga = scene.actor("olga.admin");
        scene.sluice().organizations().create(olga, scene.organization(), "Household Goods", IdempotencyKey.unique());
        deeds.create(NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT));
        deeds.create(
                NewWorkspace.of("staging", "Staging", EnvironmentType.STAGING).after("dev"));
        deeds.create(NewWorkspace.of("production", "Production", EnvironmentType.PRODUCTION)
                .after("staging")
                .demanding(productionPolicy()));
        for (Workspace workspace : scene.sluice().workspaces().list(olga, scene.organization())) {
            String before = workspace
                    .promotionFrom()
                    .map(from -> "takes versions from " + from)
                    .orElse("versions begin here");
            terminal.line(String.format("%-12s %-12s %s", workspace.name(), workspace.environmentType(), before));
        }
        terminal.line("Once the tests and the security report are right, Sluice itself asks for Production.");
        deeds.hold(ASSISTANT, "customers talk to it");
    }

    /** A tech lead and a security officer must agree; the first reminder comes after two seconds, so that the story can show it. */
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
                .withRollback(Optional.of(back))
                .withAutoPromotion(Optional.of(AutoPromotion.whenAll(
                        "tests.pass_rate >= 100", "security.errors == 0", "deployment.failures == 0")));
    }

    private void intoStaging() {
        terminal.chapter("support-assistant 1.4.0 goes from Development to Staging");
        deeds.register(ASSISTANT, "1.4.0");
        PromotionRequest request =
                deeds.request(NewPromotion.of(ASSISTANT, "1.4.0", DEV, STAGING, "Answers about deliveries"));
        deeds.awaitApproval(request);
        terminal.line("Checks passed: tests, security, performance, read from the reports of the build.");
        deeds.approve("tom.berg", request);
        deeds.await(request, PromotionStatus.COMPLETED);
        scene.requireLive(STAGING, ASSISTANT, "1.4.0");
        terminal.line("Staging now runs 1.4.0.");
    }

    private void intoProduction() {
        terminal.chapter(
                "support-assistant 1.4.0 goes on to Production: a tech lead and a security officer must agree");
        PromotionRequest request =
                deeds.request(NewPromotion.of(ASSISTANT, "1.4.0", STAGING, PRODUCTION, "Tried in Staging for a week"));
        deeds.awaitApproval(request);
        deeds.refused("mia.chen", request, Optional.of("approval.selfApproval"));
        deeds.refused("paul.weber", request, Optional.empty());
        String reminder = Deeds.await("a reminder mail", () -> scene.mailbox().find("sara.nilsson", "Reminder"));
        terminal.line("Nobody answers, so after a while a mail goes out:");
        terminal.quoted(reminder);
        scene.sluice()
                .tasks()
                .page(scene.actor("tom.berg"), scene.organization(), Optional.empty(), 10)
                .forEach(item -> terminal.line("Tom's task list: " + Deeds.what(item.promotion()) + " → "
                        + item.promotion().target() + ", " + item.given() + " of " + item.required() + " approvals, "
                        + (item.eligibility() instanceof Eligibility.May ? "he may decide." : "he may not decide.")));
        deeds.approve("tom.berg", request);
        deeds.whyBlocked(request);
        deeds.approve("sara.nilsson", request);
        deeds.await(request, PromotionStatus.COMPLETED);
        scene.requireLive(PRODUCTION, ASSISTANT, "1.4.0");
        terminal.line("Production now runs 1.4.0.");
    }

    private void stoppedBySecurity() {
        terminal.chapter("support-assistant 1.5.0 is stopped by its security report");
        deeds.register(ASSISTANT, "1.5.0");
        PromotionRequest request =
                deeds.request(NewPromotion.of(ASSISTANT, "1.5.0", DEV, STAGING, "Works out compensations"));
        PromotionRequest ended = deeds.await(request, PromotionStatus.FAILED);
        terminal.quoted(ended.detail());
        Deeds.require(ended.detail().contains("security"), "the security check is named");
        scene.requireLive(STAGING, ASSISTANT, "1.4.0");
        terminal.line("Nobody was asked, and Staging still runs 1.4.0.");
    }
}
