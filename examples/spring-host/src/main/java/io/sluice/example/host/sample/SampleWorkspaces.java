package io.sluice.example.host.sample;

import io.sluice.promotion.NewWorkspace;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.policy.ApprovalRule;
import io.sluice.promotion.policy.ApprovalStage;
import io.sluice.promotion.policy.BreakGlass;
import io.sluice.promotion.policy.ChangeWindow;
import io.sluice.promotion.policy.OnDeadline;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.policy.Reminders;
import io.sluice.promotion.workspace.EnvironmentType;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The environments of the demonstration and what each demands. */
public final class SampleWorkspaces {
    /** Where versions begin. */
    public static final WorkspaceId DEV = new WorkspaceId("dev");

    /** One approval. */
    public static final WorkspaceId STAGING = new WorkspaceId("staging");

    /** An approver and a security officer must agree. */
    public static final WorkspaceId PRODUCTION = new WorkspaceId("production");

    /** The shops of partners: only what has proved itself in Production for a day, and only in office hours. */
    public static final WorkspaceId PARTNERS = new WorkspaceId("partners");

    private static final Duration DEADLINE = Duration.ofDays(2);

    private SampleWorkspaces() {}

    static List<NewWorkspace> all() {
        return List.of(
                NewWorkspace.of("dev", "Development", EnvironmentType.DEVELOPMENT)
                        .describedAs("Where developers try things. Versions begin here.")
                        .servedBy("gateway-inner")
                        .configuredWith(settings("dev", "2s")),
                NewWorkspace.of("staging", "Staging", EnvironmentType.STAGING)
                        .describedAs("Looks like Production, with made-up customers.")
                        .after("dev")
                        .configuredWith(settings("staging", "1s")),
                NewWorkspace.of("production", "Production", EnvironmentType.PRODUCTION)
                        .describedAs("What customers talk to.")
                        .after("staging")
                        .configuredWith(settings("production", "800ms"))
                        .demanding(production()),
                NewWorkspace.of("partners", "Partner shops", EnvironmentType.PRODUCTION)
                        .describedAs("The shops of partners. Takes what has run in Production for a day.")
                        .after("production")
                        .configuredWith(settings("partners", "1s"))
                        .demanding(partners()),
                NewWorkspace.of("sandbox", "Sandbox", EnvironmentType.SANDBOX)
                        .describedAs("For trying out ideas; nothing is promoted from here."));
    }

    private static Map<String, String> settings(String workspace, String slowest) {
        return Map.of(
                "agents.endpoint", "https://" + workspace + ".agents.example.org",
                "agents.token", "secret:vault/" + workspace + "/agents",
                "agents.slowest-answer", slowest);
    }

    static PromotionPolicy production() {
        ApprovalStage release = new ApprovalStage(
                "release",
                List.of(
                        new ApprovalRule(PromotionPolicy.APPROVER, 1),
                        new ApprovalRule(new RoleId("security-officer"), 1)));
        return PromotionPolicy.standard(EnvironmentType.PRODUCTION)
                .withStages(List.of(release))
                .withApprovalDeadline(DEADLINE)
                .withReminders(new Reminders(List.of(50, 80), 80, Optional.of(new RoleId("release-manager"))))
                .withOnDeadline(OnDeadline.escalate(Duration.ofHours(12)))
                .withRollback(
                        Optional.of(new ApprovalStage("back", List.of(new ApprovalRule(PromotionPolicy.APPROVER, 1)))))
                .withBreakGlass(Optional.of(BreakGlass.STANDARD));
    }

    private static PromotionPolicy partners() {
        return PromotionPolicy.standard(EnvironmentType.PRODUCTION)
                .withApprovalDeadline(DEADLINE)
                .withSoak(Duration.ofDays(1))
                .withWindows(List.of(new ChangeWindow(
                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                        LocalTime.of(8, 0),
                        LocalTime.of(18, 0),
                        ZoneId.of("Europe/Berlin"))));
    }
}
