package io.sluice.promotion;

import static io.sluice.promotion.access.Operation.DEPLOY_PROCESS;
import static io.sluice.promotion.access.Operation.MIGRATE_PROMOTIONS;
import static io.sluice.promotion.access.Operation.SEND_MESSAGE;
import static io.sluice.promotion.access.Operation.VIEW_INCIDENT;
import static io.sluice.promotion.testing.SluiceFixture.ACME;
import static io.sluice.promotion.testing.SluiceFixture.AGENT;
import static io.sluice.promotion.testing.SluiceFixture.DEV;
import static io.sluice.promotion.testing.SluiceFixture.GLOBEX;
import static io.sluice.promotion.testing.SluiceFixture.PROD;
import static io.sluice.promotion.testing.SluiceFixture.STAGING;
import static io.sluice.promotion.testing.SluiceFixture.digest;
import static io.sluice.promotion.testing.SluiceFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.promotion.access.NewDelegation;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.calendar.CalendarSpan;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckResultId;
import io.sluice.promotion.configuration.ConfigurationKey;
import io.sluice.promotion.configuration.KeyChange;
import io.sluice.promotion.configuration.SettingsChange;
import io.sluice.promotion.configuration.ValueType;
import io.sluice.promotion.freeze.ExceptionGranters;
import io.sluice.promotion.freeze.FreezeScope;
import io.sluice.promotion.freeze.NewFreeze;
import io.sluice.promotion.identity.Actor;
import io.sluice.promotion.identity.FreezeId;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.PolicyChangeId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.RoleId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.overview.Filter;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.preference.PersonalPreferences;
import io.sluice.promotion.preference.WorkspacePreferences;
import io.sluice.promotion.problem.ForbiddenException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.problem.SluiceException;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.Decision;
import io.sluice.promotion.request.NewPromotion;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.webhook.NewWebhook;
import io.sluice.promotion.webhook.WebhookId;
import io.sluice.promotion.workspace.DataPolicy;
import io.sluice.promotion.workspace.EnvironmentType;
import io.sluice.promotion.workspace.WorkspaceChange;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who may ask what of every door. The operations are found by reflection: one without a row here fails. Every cell is
 * tried in a unit of work that is rolled back.
 */
abstract class AccessContract extends SluiceContract {
    /** The ids that the operations are tried with. */
    private record Ids(
            PromotionId promotion,
            String subject,
            PromotionId repair,
            PromotionId completed,
            ReleaseId release,
            String letter,
            WebhookId webhook,
            WorkspaceId workspace,
            ArtifactRef artifact,
            VersionLabel version,
            CheckResultId result,
            FreezeId freeze) {}

    private interface Operation {
        Object run(Actor actor, OrganizationId organization, Ids ids);
    }

    private record Row(String expected, Operation operation) {}

    /** One person for each built-in role but those that only pass rules by, and nobody holds two. */
    private static final List<String> COLUMNS =
            List.of("nora", "vic", "ria", "ava", "dan", "pia", "olga", "audrey", "gus", "ci-bot");

    /** What each may: {@code +} yes, {@code x} forbidden, {@code -} not found, {@code 0} yes, but there is nothing to see. */
    private final Map<String, Row> table = new LinkedHashMap<>();

    private Ids ids;
    private String delegation = "";
    private String waiver = "";
    private PolicyChangeId proposal;

    @BeforeEach
    void build() {
        directory()
                .member(ACME, "ria", "requester")
                .member(ACME, "ava", "approver")
                .member(ACME, "ci-bot", "check-reporter");
        acme().inStaging("0.9.0");
        acme().inProd("1.0.0");
        ArtifactRef broken = ArtifactRef.agent("broken");
        acme().register(broken, "1.0.0");
        PromotionRequest repair = promotions()
                .request(acme().human("rita"), ACME, NewPromotion.of(broken, "1.0.0", DEV, STAGING, "because"), key());
        flow().runChecks(repair.id());
        flow().openApproval(repair.id());
        acme().approve(repair.id(), "bob");
        flow().reserve(repair.id());
        flow().confirm(repair.id());
        flow().deploy(repair.id());
        deployer().fails(Step.RESTORE, "unreachable");
        flow().restore(repair.id());
        flow().openRepair(repair.id());
        PromotionRequest completed = acme().inStaging("1.1.0");
        PromotionRequest open = acme().asked("1.1.0", STAGING, PROD);
        acme().dispatch();
        acme().notifier().refuses();
        sluice().steps().note(ACME, open.id(), "hello");
        acme().dispatch();
        acme().register("1.2.0");
        configure();
        deployer().put(ACME, STAGING, AGENT, Optional.of(digest("1.0.0")));
        sluice().drifts().check(acme().human("dan"), ACME, STAGING);
        deployer().goesAnywhere();
        sluice().anchoring().run(1_000);
        ids = new Ids(
                open.id(),
                open.subjectHash(),
                repair.id(),
                completed.id(),
                sluice().releases()
                        .history(acme().human("vic"), ACME, STAGING, AGENT, 10)
                        .get(1)
                        .id(),
                sluice().outbox()
                        .deadLetters(acme().human("dan"), ACME, 10)
                        .get(0)
                        .id(),
                sluice().webhooks()
                        .add(acme().human("olga"), ACME, NewWebhook.to("https://hooks.example.org"), key())
                        .webhook()
                        .id(),
                STAGING,
                AGENT,
                new VersionLabel("1.2.0"),
                sluice().checks()
                        .history(acme().human("vic"), ACME, AGENT, new VersionLabel("1.1.0"), STAGING, 1)
                        .get(0)
                        .id(),
                sluice().freezes()
                        .create(
                                acme().human("pia"),
                                ACME,
                                new NewFreeze(
                                        "Audit",
                                        "the books are closed",
                                        FreezeScope.organization(),
                                        CalendarSpan.lasting(
                                                LocalDateTime.parse("2026-03-20T00:00"),
                                                Duration.ofDays(3),
                                                ZoneId.of("UTC")),
                                        ExceptionGranters.persons(Set.of(new PersonId("gus")))),
                                key())
                        .id());
        delegation = sluice().delegations()
                .declare(
                        acme().human("dave"),
                        ACME,
                        NewDelegation.absence(
                                clock().instant(), clock().instant().plusSeconds(60), "away"),
                        key())
                .id();
        proposal = acme().propose(PROD, acme().policy(PROD).approvedBy(Map.of(new RoleId("approver"), 1)))
                .id();
        waiver = sluice().waivers()
                .grant(
                        acme().human("pia"),
                        ACME,
                        "V-CONDITION:urgent",
                        digest("file"),
                        "read by two of us",
                        tomorrow(),
                        key())
                .id();
        sluice().approvals().look(acme().human("bob"), ACME, open.id(), key());
        table.clear();
        fill();
    }

    private void configure() {
        sluice().configurations()
                .changeKeys(
                        acme().human("olga"),
                        ACME,
                        0,
                        KeyChange.define("begin", ConfigurationKey.of("region", ValueType.TEXT)),
                        key());
        sluice().configurations()
                .change(acme().human("olga"), ACME, STAGING, 0, SettingsChange.set("region", "eu", "begin"), key());
    }

    private Instant tomorrow() {
        return clock().instant().plus(Duration.ofDays(1));
    }

    private void fill() {
        String view = "- + + - + + + + + +";
        String holdBack = "- x x - + x x x + x";
        String viewPromotion = "- + + + + + + + + +";
        //                                    nora vic ria ava dan pia olga audrey gus ci-bot
        row(
                "Organizations.create",
                "- x x - x x + x x x",
                (actor, org, on) -> sluice().organizations().create(actor, org, "Name", key()));
        row(
                "Organizations.get",
                view,
                (actor, org, on) -> sluice().organizations().get(actor, org));
        row(
                "Workspaces.create",
                "- x x - x + + x x x",
                (actor, org, on) -> sluice().workspaces()
                        .create(actor, org, NewWorkspace.of("new", "New", EnvironmentType.SANDBOX), key()));
        row("Workspaces.get", view, (actor, org, on) -> sluice().workspaces().get(actor, org, on.workspace()));
        row(
                "Workspaces.list",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().workspaces().list(actor, org));
        row(
                "Workspaces.change",
                "- x x - x + + x x x",
                (actor, org, on) -> sluice().workspaces().change(actor, org, on.workspace(), 1, change(), key()));
        row(
                "Workspaces.archive",
                "- x x - x + + x x x",
                (actor, org, on) -> sluice().workspaces().archive(actor, org, on.workspace(), 1, "over", key()));
        row(
                "Workspaces.isolation",
                "- x x - 0 0 0 0 x x",
                (actor, org, on) -> sluice().workspaces().isolation(actor, org));
        row(
                "Configurations.keys",
                "- x x - + + + + x x",
                (actor, org, on) -> sluice().configurations().keys(actor, org));
        row(
                "Configurations.keyHistory",
                "- x x - + + + + x x",
                (actor, org, on) -> Optional.of(sluice().configurations().keyHistory(actor, org)));
        row(
                "Configurations.changeKeys",
                "- x x - x + + x x x",
                (actor, org, on) -> sluice().configurations()
                        .changeKeys(
                                actor,
                                org,
                                1,
                                KeyChange.define("why not", ConfigurationKey.of("other", ValueType.TEXT)),
                                key()));
        row(
                "Configurations.effective",
                "- x x - + + + + x x",
                (actor, org, on) -> sluice().configurations().effective(actor, org, on.workspace()));
        row(
                "Configurations.history",
                "- x x - + + + + x x",
                (actor, org, on) -> sluice().configurations().history(actor, org, on.workspace()));
        row(
                "Configurations.differences",
                "- x x - + + + + x x",
                (actor, org, on) -> sluice().configurations().differences(actor, org, on.workspace(), 0, 1));
        row(
                "Configurations.change",
                "- x x - x + + x x x",
                (actor, org, on) -> sluice().configurations()
                        .change(actor, org, on.workspace(), 1, SettingsChange.set("region", "us", "why not"), key()));
        row(
                "Configurations.restore",
                "- x x - x + + x x x",
                (actor, org, on) ->
                        sluice().configurations().restore(actor, org, on.workspace(), 1, 0, "why not", key()));
        row(
                "Drifts.list",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().drifts().list(actor, org));
        row(
                "Drifts.check",
                "- x x - + x x x x x",
                (actor, org, on) -> sluice().drifts().check(actor, org, on.workspace()));
        row(
                "Drifts.accept",
                "- x x - + x x x x x",
                (actor, org, on) -> sluice().drifts()
                        .accept(
                                actor,
                                org,
                                on.workspace(),
                                on.artifact(),
                                Optional.of(digest("1.0.0")),
                                "why not",
                                key()));
        row(
                "Drifts.repair",
                "- x x - + x x x x x",
                (actor, org, on) ->
                        sluice().drifts().repair(actor, org, on.workspace(), on.artifact(), "why not", key()));
        row(
                "Policies.replace",
                "- x x - x + x x x x",
                (actor, org, on) -> sluice().policies()
                        .replace(
                                actor,
                                org,
                                on.workspace(),
                                1,
                                PromotionPolicy.standard(EnvironmentType.STAGING),
                                "why not",
                                key()));
        row("Policies.current", view, (actor, org, on) -> sluice().policies().current(actor, org, on.workspace()));
        row(
                "Policies.unsatisfiable",
                "0 0 0 0 0 0 0 0 0 0",
                (actor, org, on) -> sluice().policies().unsatisfiable(actor, org));
        row("Policies.history", view, (actor, org, on) -> sluice().policies().history(actor, org, on.workspace()));
        row("Policies.diff", view, (actor, org, on) -> sluice().policies().diff(actor, org, on.workspace(), 1, 1));
        row(
                "Policies.preview",
                "- x x - x + x x x x",
                (actor, org, on) -> sluice().policies()
                        .preview(actor, org, on.workspace(), PromotionPolicy.standard(EnvironmentType.STAGING)));
        row(
                "PolicyChanges.propose",
                "- x x - x + x x x x",
                (actor, org, on) -> sluice().policyChanges()
                        .propose(
                                actor,
                                org,
                                on.workspace(),
                                1,
                                PromotionPolicy.standard(EnvironmentType.STAGING),
                                "why not",
                                key()));
        row(
                "PolicyChanges.proposeDataPolicy",
                "- x x - x + x x x x",
                (actor, org, on) -> sluice().policyChanges()
                        .proposeDataPolicy(actor, org, on.workspace(), 1, DataPolicy.STANDARD, "why not", key()));
        row(
                "PolicyChanges.approve",
                "- x x + x x x x x x",
                (actor, org, on) -> sluice().policyChanges().approve(actor, org, proposal, "", key()));
        row(
                "PolicyChanges.reject",
                "- x x + x x x x + x",
                (actor, org, on) -> sluice().policyChanges().reject(actor, org, proposal, "no", key()));
        row(
                "PolicyChanges.withdraw",
                "- x x x x + x x x x",
                (actor, org, on) -> sluice().policyChanges().withdraw(actor, org, proposal, "no", key()));
        row(
                "PolicyChanges.get",
                viewPromotion,
                (actor, org, on) -> sluice().policyChanges().get(actor, org, proposal));
        row(
                "PolicyChanges.diff",
                viewPromotion,
                (actor, org, on) -> sluice().policyChanges().diff(actor, org, proposal));
        row(
                "PolicyChanges.list",
                view,
                (actor, org, on) -> Optional.of(sluice().policyChanges().list(actor, org, on.workspace(), 10)));
        row(
                "PolicyChanges.waitingFor",
                "0 0 0 + 0 0 0 0 0 0",
                (actor, org, on) -> sluice().policyChanges().waitingFor(actor, org));
        row(
                "Emergencies.declare",
                "- x x x x x x x x x",
                (actor, org, on) -> sluice().emergencies()
                        .declare(
                                actor,
                                org,
                                on.promotion(),
                                on.subject(),
                                "Customers cannot log in since noon.",
                                Optional.empty(),
                                key()));
        row(
                "Emergencies.confirm",
                "- x x x x x x x x x",
                (actor, org, on) -> sluice().emergencies().confirm(actor, org, on.promotion(), on.subject(), key()));
        row(
                "Emergencies.review",
                "- x x x x x x + x x",
                (actor, org, on) -> sluice().emergencies().review(actor, org, on.promotion(), true, "fine", key()));
        row(
                "Emergencies.ofPromotion",
                "- + + x + + + + + +",
                (actor, org, on) -> Optional.of(sluice().emergencies().ofPromotion(actor, org, on.promotion())));
        row(
                "Emergencies.toReview",
                view,
                (actor, org, on) -> Optional.of(sluice().emergencies().toReview(actor, org, on.workspace())));
        row(
                "Artifacts.register",
                "- x + - x x x x x x",
                (actor, org, on) -> sluice().artifacts()
                        .register(
                                actor,
                                org,
                                NewVersion.of(
                                        on.workspace(), on.artifact(), "9.9.9", digest("9"), new PersonId("alice")),
                                key()));
        row(
                "Artifacts.get",
                view,
                (actor, org, on) -> sluice().artifacts().get(actor, org, on.workspace(), on.artifact(), on.version()));
        row(
                "Artifacts.list",
                view,
                (actor, org, on) -> sluice().artifacts().list(actor, org, on.workspace(), on.artifact()));
        row(
                "Artifacts.search",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().artifacts().search(actor, org, Optional.empty(), Optional.empty(), 10));
        row(
                "Artifacts.versions",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().artifacts().versions(actor, org, on.artifact(), Optional.empty(), 10));
        row(
                "People.names",
                "- + + + + + + + + +",
                (actor, org, on) -> sluice().people().names(actor, org, List.of(new PersonId("bob"))));
        row(
                "People.me",
                "+ + + + + + + + + +",
                (actor, org, on) -> sluice().people().me(actor, org));
        row(
                "People.permissions",
                "- + + - + + + + + +",
                (actor, org, on) -> sluice().people().permissions(actor, org, on.workspace()));
        row(
                "People.holding",
                "- + + - + + + + + +",
                (actor, org, on) -> sluice().people().holding(actor, org, on.workspace(), new RoleId("approver")));
        row(
                "People.search",
                "- + + + + + + + + +",
                (actor, org, on) -> sluice().people().search(actor, org, "bob", 10));
        row(
                "Checks.report",
                "- x x - x x x x x +",
                (actor, org, on) -> sluice().checks()
                        .report(
                                actor,
                                org,
                                new Checks.Report(
                                        on.artifact(),
                                        on.version(),
                                        digest("1.2.0"),
                                        on.workspace(),
                                        CheckName.TESTS,
                                        CheckOutcome.error("")),
                                key()));
        row(
                "Checks.results",
                view,
                (actor, org, on) -> sluice().checks().results(actor, org, on.artifact(), on.version(), on.workspace()));
        row(
                "Checks.history",
                view,
                (actor, org, on) -> Optional.of(
                        sluice().checks().history(actor, org, on.artifact(), on.version(), on.workspace(), 10)));
        row("Checks.names", view, (actor, org, on) -> sluice().checks().names(actor, org, on.workspace()));
        row("People.roles", view, (actor, org, on) -> sluice().people().roles(actor, org, on.workspace()));
        row(
                "Checks.revoke",
                holdBack,
                (actor, org, on) -> sluice().checks().revoke(actor, org, on.result(), "why not", key()));
        row(
                "Artifacts.markBad",
                holdBack,
                (actor, org, on) ->
                        sluice().artifacts().markBad(actor, org, on.artifact(), on.version(), "why not", key()));
        row(
                "Artifacts.clearBad",
                holdBack,
                (actor, org, on) ->
                        sluice().artifacts().clearBad(actor, org, on.artifact(), on.version(), "why not", key()));
        row(
                "Artifacts.badVersions",
                view,
                (actor, org, on) ->
                        Optional.of(sluice().artifacts().badVersions(actor, org, on.workspace(), on.artifact())));
        row(
                "Line.stop",
                holdBack,
                (actor, org, on) -> sluice().line().stop(actor, org, Optional.of(on.workspace()), "why not", key()));
        row(
                "Line.resume",
                holdBack,
                (actor, org, on) -> sluice().line().resume(actor, org, Optional.of(on.workspace()), "why not", key()));
        row("Line.stops", view, (actor, org, on) -> Optional.of(sluice().line().stops(actor, org, on.workspace())));
        row(
                "Pins.pin",
                holdBack,
                (actor, org, on) -> sluice().pins().pin(actor, org, on.workspace(), on.artifact(), "why not", key()));
        row(
                "Pins.unpin",
                holdBack,
                (actor, org, on) -> sluice().pins().unpin(actor, org, on.workspace(), on.artifact(), "why not", key()));
        row("Pins.list", view, (actor, org, on) -> Optional.of(sluice().pins().list(actor, org, on.workspace())));
        row(
                "Automation.hold",
                holdBack,
                (actor, org, on) ->
                        sluice().automation().hold(actor, org, on.workspace(), on.artifact(), "why not", key()));
        row(
                "Automation.release",
                holdBack,
                (actor, org, on) ->
                        sluice().automation().release(actor, org, on.workspace(), on.artifact(), "why not", key()));
        row(
                "Automation.holds",
                view,
                (actor, org, on) -> Optional.of(sluice().automation().holds(actor, org, on.workspace())));
        row(
                "Automation.explain",
                view,
                (actor, org, on) -> sluice().automation().explain(actor, org, on.workspace(), on.artifact()));
        row(
                "Releases.reportUnhealthy",
                "- x x - x x x x x +",
                (actor, org, on) -> sluice().releases().reportUnhealthy(actor, org, on.release(), "why not", key()));
        row(
                "Releases.healthReports",
                view,
                (actor, org, on) ->
                        Optional.of(sluice().releases().healthReports(actor, org, on.workspace(), on.artifact(), 10)));
        row(
                "Promotions.request",
                "- x + - x x x x x x",
                (actor, org, on) -> promotions().request(actor, org, wanted(on), key()));
        row(
                "Promotions.dryRun",
                "- x + - x x x x x x",
                (actor, org, on) -> promotions().dryRun(actor, org, wanted(on)));
        row(
                "Promotions.outlook",
                "- x + - x x x x x x",
                (actor, org, on) -> promotions().outlook(actor, org, wanted(on)));
        row(
                "Promotions.dryRunFor",
                view,
                (actor, org, on) -> promotions().dryRunFor(actor, org, new PersonId("rita"), wanted(on)));
        row(
                "Promotions.rollBack",
                "- x x - + x x x x x",
                (actor, org, on) -> promotions()
                        .rollBack(
                                actor,
                                org,
                                on.workspace(),
                                on.artifact(),
                                Optional.of(on.release()),
                                "why not",
                                key()));
        row(
                "Promotions.rollBackUnit",
                "- x x x + x x x x x",
                (actor, org, on) -> promotions().rollBackUnit(actor, org, on.completed(), "why not", key()));
        row(
                "Promotions.whyBlocked",
                viewPromotion,
                (actor, org, on) -> promotions().whyBlocked(actor, org, on.promotion()));
        row(
                "Promotions.approve",
                "- x x + x x x x x x",
                (actor, org, on) -> promotions().approve(actor, org, on.promotion(), on.subject(), "", key()));
        row(
                "Promotions.reject",
                "- x x + x x x x + x",
                (actor, org, on) -> promotions().reject(actor, org, on.promotion(), on.subject(), "no", key()));
        row(
                "Promotions.cancel",
                "- x x x + x x x x x",
                (actor, org, on) -> promotions().cancel(actor, org, on.promotion(), "no", key()));
        row(
                "Promotions.closeRepair",
                "- x x x + x x x x x",
                (actor, org, on) -> promotions().closeRepair(actor, org, on.repair(), "done", key()));
        row(
                "Promotions.reschedule",
                "- x x x + x x x x x",
                (actor, org, on) -> promotions().reschedule(actor, org, on.promotion(), Optional.empty(), key()));
        row(
                "Promotions.extendDeadline",
                "- x x x + x x x x x",
                (actor, org, on) ->
                        promotions().extendDeadline(actor, org, on.promotion(), Duration.ofHours(1), "why not", key()));
        row(
                "Freezes.create",
                "- x x - x + x x + x",
                (actor, org, on) -> sluice().freezes().create(actor, org, newFreeze(on), key()));
        row(
                "Freezes.lift",
                "- x x - x + x x + x",
                (actor, org, on) -> sluice().freezes().lift(actor, org, on.freeze(), "why not", key()));
        row(
                "Freezes.grantException",
                "- x x x x x x x + x",
                (actor, org, on) -> sluice().freezes()
                        .grantException(actor, org, on.freeze(), on.promotion(), on.subject(), "why not", key()));
        row(
                "Freezes.exceptions",
                viewPromotion,
                (actor, org, on) -> Optional.of(sluice().freezes().exceptions(actor, org, on.promotion())));
        row("Freezes.get", view, (actor, org, on) -> sluice().freezes().get(actor, org, on.freeze()));
        row(
                "Freezes.list",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().freezes().list(actor, org, 10));
        row(
                "Freezes.upcoming",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().freezes().upcoming(actor, org, Duration.ofDays(30)));
        row(
                "Freezes.nextOpening",
                view,
                (actor, org, on) -> sluice().freezes().nextOpening(actor, org, on.workspace(), on.artifact()));
        row("Promotions.mayDo", viewPromotion, (actor, org, on) -> promotions().mayDo(actor, org, on.promotion()));
        row("Promotions.get", viewPromotion, (actor, org, on) -> promotions().get(actor, org, on.promotion()));
        row(
                "Promotions.list",
                "0 + + + + + + + + +",
                (actor, org, on) -> promotions().list(actor, org, Promotions.Query.newest(100)));
        row(
                "Promotions.approvals",
                viewPromotion,
                (actor, org, on) -> Optional.of(promotions().approvals(actor, org, on.promotion())));
        row(
                "Promotions.attempts",
                viewPromotion,
                (actor, org, on) -> Optional.of(promotions().attempts(actor, org, on.promotion())));
        row(
                "Approvals.approveFor",
                "- x x x x x x x x x",
                (actor, org, on) -> sluice().approvals()
                        .approveFor(actor, org, on.promotion(), new PersonId("bob"), on.subject(), "", key()));
        row(
                "Approvals.decideAll",
                "+ + + + + + + + + +",
                (actor, org, on) -> sluice().approvals()
                        .decideAll(
                                actor,
                                org,
                                List.of(new Approvals.Item(
                                        new PromotionId("absent"), Decision.APPROVED, on.subject(), "")),
                                key()));
        row(
                "Approvals.assign",
                "- x x x + + x x x x",
                (actor, org, on) -> sluice().approvals()
                        .assign(actor, org, on.promotion(), "approval", Set.of(new PersonId("bob")), "because", key()));
        row(
                "Approvals.remind",
                viewPromotion,
                (actor, org, on) -> sluice().approvals().remind(actor, org, on.promotion(), key()));
        row(
                "Approvals.look",
                viewPromotion,
                (actor, org, on) -> sluice().approvals().look(actor, org, on.promotion(), key()));
        row(
                "Approvals.stopLooking",
                viewPromotion,
                (actor, org, on) -> Optional.of(sluice().approvals().stopLooking(actor, org, on.promotion(), key())));
        row(
                "Approvals.looking",
                "0 + + + + + + + + +",
                (actor, org, on) -> sluice().approvals()
                        .looking(actor, org, List.of(on.promotion()))
                        .keySet());
        row(
                "Comments.add",
                viewPromotion,
                (actor, org, on) -> sluice().comments().add(actor, org, on.promotion(), "well", key()));
        row(
                "Comments.list",
                viewPromotion,
                (actor, org, on) ->
                        Optional.of(sluice().comments().list(actor, org, on.promotion(), Optional.empty(), 10)));
        row(
                "Delegations.declare",
                "- + + + + + + + + x",
                (actor, org, on) -> sluice().delegations()
                        .declare(
                                actor,
                                org,
                                NewDelegation.absence(
                                        clock().instant(), clock().instant().plusSeconds(60), "away"),
                                key()));
        row(
                "Delegations.end",
                "- - - - - - + - - -",
                (actor, org, on) -> sluice().delegations().end(actor, org, delegation, key()));
        row(
                "Delegations.mine",
                "0 0 0 0 0 0 0 0 0 0",
                (actor, org, on) -> sluice().delegations().mine(actor, org));
        row(
                "Delegations.between",
                view,
                (actor, org, on) -> sluice().delegations()
                        .between(
                                actor, org, clock().instant(), clock().instant().plusSeconds(1)));
        row(
                "TaskList.page",
                "0 0 0 + + 0 0 0 0 0",
                (actor, org, on) -> sluice().tasks().page(actor, org, Optional.empty(), 100));
        row(
                "TaskList.count",
                "0 0 0 + + 0 0 0 0 0",
                (actor, org, on) -> sluice().tasks().count(actor, org));
        row(
                "TaskList.countByTarget",
                "0 0 0 + + 0 0 0 0 0",
                (actor, org, on) -> sluice().tasks().countByTarget(actor, org).keySet());
        row(
                "Overview.board",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().overview().board(actor, org).rows());
        row(
                "Overview.open",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().overview().open(actor, org, Filter.ALL, Optional.empty(), 10));
        row(
                "Overview.history",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().overview()
                        .history(actor, org, Filter.ALL, Instant.EPOCH, tomorrow(), Optional.empty(), 10));
        row(
                "Overview.tallies",
                "0 + + + + + + + + +",
                (actor, org, on) -> sluice().overview()
                        .tallies(actor, org, List.of(on.promotion()))
                        .keySet());
        row(
                "Overview.expiring",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().overview().expiring(actor, org, Duration.ofDays(4), 10));
        row(
                "Overview.figures",
                view,
                (actor, org, on) -> sluice().overview().figures(actor, org, on.workspace(), Instant.EPOCH, tomorrow()));
        row(
                "Releases.board",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().releases().board(actor, org));
        row(
                "Releases.current",
                view,
                (actor, org, on) -> sluice().releases().current(actor, org, on.workspace(), on.artifact()));
        row(
                "Releases.broughtBy",
                "0 + + 0 + + + + + +",
                (actor, org, on) -> sluice().releases()
                        .broughtBy(actor, org, List.of(on.release()))
                        .keySet());
        row(
                "Releases.history",
                view,
                (actor, org, on) -> sluice().releases().history(actor, org, on.workspace(), on.artifact(), 10));
        row(
                "AuditTrail.ofPromotion",
                "- x x x x x x + x x",
                (actor, org, on) -> sluice().audit().ofPromotion(actor, org, on.promotion()));
        row(
                "AuditTrail.events",
                "- x x x x x x + x x",
                (actor, org, on) -> sluice().audit().events(actor, org, on.promotion(), Optional.empty(), 10));
        row(
                "AuditTrail.verify",
                "- x x x x x x + x x",
                (actor, org, on) -> sluice().audit().verify(actor, org, on.promotion()));
        row(
                "AuditTrail.ofWorkspace",
                "- x x - x x x + x x",
                (actor, org, on) -> sluice().audit().ofWorkspace(actor, org, DEV));
        row(
                "AuditTrail.ofPolicy",
                "- x x - x x x + x x",
                (actor, org, on) -> Optional.of(sluice().audit().ofPolicy(actor, org, on.workspace())));
        row(
                "AuditTrail.ofSecurity",
                "- x x - x x x + x x",
                (actor, org, on) -> sluice().audit().ofSecurity(actor, org));
        row(
                "AuditTrail.persons",
                "- x x - x x x + x x",
                (actor, org, on) -> Optional.of(sluice().audit().persons(actor, org, List.of("x"))));
        row(
                "AuditTrail.export",
                "- x x - x x x + x x",
                (actor, org, on) -> sluice().audit()
                        .export(actor, org, ExportRange.of(on.workspace()), OutputStream.nullOutputStream()));
        row("AuditTrail.exportTable", "- x x - x x x + x x", (actor, org, on) -> {
            sluice().audit().exportTable(actor, org, ExportRange.of(on.workspace()), OutputStream.nullOutputStream());
            return "written";
        });
        row(
                "AuditTrail.proof",
                "- x x x x x x + x x",
                (actor, org, on) -> sluice().audit().proof(actor, org, on.promotion(), 1));
        row(
                "AuditTrail.evidence",
                "- x x x x x x + x x",
                (actor, org, on) -> sluice().audit().evidence(actor, org, on.promotion()));
        row(
                "AuditTrail.erasePerson",
                "- x x - x x x x x x",
                (actor, org, on) -> sluice().audit().erasePerson(actor, org, new PersonId("gone"), "asked to", key()));
        row(
                "Anchoring.health",
                "- x x - x x x + x x",
                (actor, org, on) -> sluice().anchoring().health(actor, org));
        row(
                "Retention.hold",
                "- x x - x x x x x x",
                (actor, org, on) -> sluice().retention()
                        .hold(actor, org, new Retention.Scope.OfPromotion(on.promotion()), "case 7", key()));
        row(
                "Retention.lift",
                "- x x - x x x x x x",
                (actor, org, on) -> sluice().retention().lift(actor, org, "absent", "over", key()));
        row(
                "Retention.holds",
                "- x x - x x x + x x",
                (actor, org, on) -> Optional.of(sluice().retention().holds(actor, org)));
        row(
                "Outbox.deadLetters",
                "- x x - + x x x x x",
                (actor, org, on) -> sluice().outbox().deadLetters(actor, org, 10));
        row("Outbox.resend", "- x x - + x x x x x", (actor, org, on) -> {
            sluice().outbox().resend(actor, org, on.letter());
            return "sent";
        });
        row("Outbox.resendAll", "- x x - + x x x x x", (actor, org, on) -> {
            sluice().outbox().resendAll(actor, org, Optional.of("mail"), "why not");
            return "sent";
        });
        row(
                "Webhooks.add",
                "- x x - x x + x x x",
                (actor, org, on) -> sluice().webhooks().add(actor, org, NewWebhook.to("https://a.example.org"), key()));
        row(
                "Webhooks.change",
                "- x x - x x + x x x",
                (actor, org, on) -> sluice().webhooks()
                        .change(actor, org, on.webhook(), 1, NewWebhook.to("https://b.example.org"), key()));
        row(
                "Webhooks.rotateSecret",
                "- x x - x x + x x x",
                (actor, org, on) -> sluice().webhooks().rotateSecret(actor, org, on.webhook(), key()));
        row("Webhooks.remove", "- x x - x x + x x x", (actor, org, on) -> {
            sluice().webhooks().remove(actor, org, on.webhook(), key());
            return "removed";
        });
        row(
                "Webhooks.list",
                "- x x - x x + x x x",
                (actor, org, on) -> sluice().webhooks().list(actor, org));
        row("Webhooks.attempts", "- x x - x x + x x x", (actor, org, on) -> {
            sluice().webhooks().attempts(actor, org, on.webhook(), 10);
            return "read";
        });
        row(
                "Preferences.mine",
                "+ + + + + + + + + +",
                (actor, org, on) -> sluice().preferences().mine(actor, org));
        row(
                "Preferences.change",
                "+ + + + + + + + + +",
                (actor, org, on) -> sluice().preferences().change(actor, org, PersonalPreferences.standard(), key()));
        row(
                "Preferences.ofWorkspace",
                view,
                (actor, org, on) -> sluice().preferences().ofWorkspace(actor, org, on.workspace()));
        row(
                "Preferences.changeWorkspace",
                "- x x - x + + x x x",
                (actor, org, on) -> sluice().preferences()
                        .changeWorkspace(actor, org, on.workspace(), WorkspacePreferences.standard(), key()));
        row("Acts.require", "- x x - + x x x x x", (actor, org, on) -> {
            sluice().acts().require(actor, org, VIEW_INCIDENT);
            return "allowed";
        });
        row("Acts.perform", "- x x - x + x x x x", (actor, org, on) -> {
            sluice().acts().perform(actor, org, DEPLOY_PROCESS, "process.deployed", Map.of("resource", "x"), () -> {});
            return "done";
        });
        row(
                "Acts.performOnce",
                "- x x - + x x x x x",
                (actor, org, on) -> sluice().acts()
                        .performOnce(
                                actor,
                                org,
                                MIGRATE_PROMOTIONS,
                                key(),
                                "all",
                                person -> new Acts.Done("x", "process.migrated", Map.of()))
                        .length());
        row(
                "Acts.performOn",
                "- x x x + x x x x x",
                (actor, org, on) -> sluice().acts()
                        .performOn(
                                actor,
                                org,
                                on.promotion(),
                                SEND_MESSAGE,
                                key(),
                                "go",
                                new Acts.Event("message.sent", Map.of()),
                                request -> {}));
        row(
                "Acts.giveUp",
                "- x x x + x x x x x",
                (actor, org, on) -> sluice().acts()
                        .giveUp(
                                actor,
                                org,
                                "i-1",
                                "nobody needs it",
                                key(),
                                () -> new Acts.Stuck(on.promotion(), Map.of("step", "deploy")),
                                () -> true));
        row(
                "SafeMode.newest",
                "- x x - + x x x x x",
                (actor, org, on) -> sluice().safeMode().newest(actor, org));
        row(
                "SafeMode.comparisons",
                "- x x - 0 x x x x x",
                (actor, org, on) -> sluice().safeMode().comparisons(actor, org, Optional.empty(), 10));
        row(
                "SafeMode.leave",
                "- x x - - x x x x x",
                (actor, org, on) -> sluice().safeMode().leave(actor, org, "all looked at", key()));
        row(
                "Archive.settings",
                "- x x - x x x 0 x x",
                (actor, org, on) -> sluice().archive().settings(actor, org));
        row(
                "Archive.change",
                "- x x - x x x x x x",
                (actor, org, on) ->
                        sluice().archive().change(actor, org, Optional.empty(), OptionalInt.of(0), "why not", key()));
        row(
                "Archive.find",
                viewPromotion,
                (actor, org, on) -> sluice().archive().find(actor, org, on.promotion()));
        row(
                "Acts.isRepeated",
                "+ + + + + + + + + +",
                (actor, org, on) -> sluice().acts().isRepeated(actor, org, key()));
        row("Acts.visible", viewPromotion, (actor, org, on) -> sluice().acts().visible(actor, org, on.promotion()));
        row(
                "Waivers.grant",
                "- x x - x + x x x x",
                (actor, org, on) -> sluice().waivers()
                        .grant(actor, org, "V-CONDITION:urgent", digest("x"), "why not", tomorrow(), key()));
        row(
                "Waivers.revoke",
                "- x x - x + x x x x",
                (actor, org, on) -> sluice().waivers().revoke(actor, org, waiver, "why not", key()));
        row(
                "Waivers.list",
                view,
                (actor, org, on) -> Optional.of(sluice().waivers().list(actor, org)));
    }

    private static NewFreeze newFreeze(Ids on) {
        return new NewFreeze(
                "Holidays",
                "nobody is here",
                FreezeScope.of(on.workspace()),
                CalendarSpan.lasting(LocalDateTime.parse("2026-03-10T00:00"), Duration.ofDays(3), ZoneId.of("UTC")),
                ExceptionGranters.persons(Set.of(new PersonId("gus"))));
    }

    private WorkspaceChange change() {
        return WorkspaceChange.of(sluice().workspaces().get(acme().human("vic"), ACME, STAGING))
                .describedAs("changed");
    }

    private static NewPromotion wanted(Ids on) {
        return NewPromotion.of(on.artifact(), on.version().value(), DEV, on.workspace(), "because");
    }

    private void row(String name, String expected, Operation operation) {
        table.put(name, new Row(expected, operation));
    }

    @Test
    void everyOperationOfEveryDoorHasARow() {
        Set<String> operations = new TreeSet<>();
        Set<String> withoutACaller = new TreeSet<>();
        for (Method method : doorMethods()) {
            boolean asks = method.getParameterCount() > 1
                    && method.getParameterTypes()[0] == Actor.class
                    && method.getParameterTypes()[1] == OrganizationId.class;
            (asks ? operations : withoutACaller)
                    .add(method.getDeclaringClass().getSimpleName() + "." + method.getName());
        }

        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(operations);
        assertThat(withoutACaller)
                .containsExactlyInAnyOrder(
                        "Anchoring.run",
                        "Drifts.watch",
                        "Feed.read",
                        "Archive.run",
                        "Monitor.figures",
                        "Outbox.dispatch",
                        "Outbox.prepareDigests",
                        "Retention.run",
                        "SafeMode.isOn",
                        "SafeMode.look");
    }

    @Test
    void everyRoleMayWhatTheTableSaysAndNothingElse() {
        List<String> actual = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        table.forEach((name, row) -> {
            List<String> cells = COLUMNS.stream()
                    .map(person -> symbol(() -> row.operation().run(actor(person), ACME, ids)))
                    .toList();
            actual.add(name + " " + String.join(" ", cells));
            expected.add(name + " " + row.expected());
        });

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void whoeverMayPassRulesByMayOtherwiseOnlyLook() {
        directory().member(ACME, "bea", "break-glass").member(ACME, "sky", "path-skipper");
        table.forEach((name, row) -> assertThat(List.of("bea", "sky"))
                .as(name)
                .allSatisfy(person -> assertThat(symbol(() -> row.operation().run(actor(person), ACME, ids)))
                        .isEqualTo(symbol(() -> row.operation().run(actor("vic"), ACME, ids)))));
    }

    @Test
    void whoeverIsNoActiveMemberMayNothing() {
        directory().alias("stranger", "stranger");
        directory().deactivate(ACME, "dan").remove(ACME, "pia");
        for (String person : List.of("nobody", "stranger", "dan", "pia")) {
            table.forEach((name, row) -> assertThat(symbol(() -> row.operation().run(actor(person), ACME, ids)))
                    .as(name + " by " + person)
                    .isEqualTo("-"));
        }
        table.forEach((name, row) -> assertThat(
                        symbol(() -> row.operation().run(sluice().actors().system("x"), ACME, ids)))
                .as(name + " by the system")
                .isEqualTo("-"));
    }

    @Test
    void aForeignOrganizationLooksLikeNone() {
        directory().member(GLOBEX, "olga", "org-admin");
        acme().populate(GLOBEX);
        Actor root = everythingIn(ACME, "root");
        OrganizationId nowhere = new OrganizationId("nowhere");

        table.forEach((name, row) -> assertThat(outcome(() -> row.operation().run(root, GLOBEX, ids)))
                .as(name)
                .isEqualTo(outcome(() -> row.operation().run(root, nowhere, ids)))
                .startsWith("NotFoundException notFound"));
    }

    @Test
    void whatBelongsToAnotherOrganizationLooksLikeNothing() {
        directory().member(GLOBEX, "olga", "org-admin");
        acme().populate(GLOBEX);
        acme().create(ACME, NewWorkspace.of("secret", "Secret", EnvironmentType.DEVELOPMENT));
        Actor twin = everythingIn(GLOBEX, "twin");
        Ids foreign = new Ids(
                ids.promotion(),
                ids.subject(),
                ids.repair(),
                ids.completed(),
                ids.release(),
                ids.letter(),
                ids.webhook(),
                new WorkspaceId("secret"),
                ids.artifact(),
                ids.version(),
                ids.result(),
                ids.freeze());
        Ids absent = new Ids(
                new PromotionId("absent"),
                ids.subject(),
                new PromotionId("absent"),
                new PromotionId("absent"),
                new ReleaseId("absent"),
                "absent",
                new WebhookId("absent"),
                new WorkspaceId("absent"),
                ArtifactRef.agent("absent"),
                new VersionLabel("0.0.0"),
                new CheckResultId("absent"),
                new FreezeId("absent"));

        table.forEach((name, row) -> assertThat(outcome(() -> row.operation().run(twin, GLOBEX, foreign)))
                .as(name)
                .isEqualTo(outcome(() -> row.operation().run(twin, GLOBEX, absent))));
        table.forEach((name, row) -> {
            String inTheSameWorkspace = outcome(() -> row.operation().run(twin, GLOBEX, ids));
            assertThat(inTheSameWorkspace)
                    .as(name)
                    .doesNotContain(ids.promotion().value(), "acme");
        });
    }

    private Actor everythingIn(OrganizationId organization, String person) {
        directory()
                .member(
                        organization,
                        person,
                        "viewer",
                        "requester",
                        "check-reporter",
                        "deployer",
                        "policy-admin",
                        "org-admin",
                        "auditor",
                        "release-guard",
                        "break-glass",
                        "path-skipper",
                        "approver");
        return acme().human(person);
    }

    private Actor actor(String person) {
        return person.equals("ci-bot") ? acme().service(person) : acme().human(person);
    }

    private String symbol(Supplier<Object> operation) {
        Object result = tried(operation);
        if (result instanceof NotFoundException) {
            return "-";
        }
        if (result instanceof ForbiddenException) {
            return "x";
        }
        boolean empty = (result instanceof Collection<?> all && all.isEmpty())
                || Integer.valueOf(0).equals(result);
        return empty ? "0" : "+";
    }

    private String outcome(Supplier<Object> operation) {
        Object result = tried(operation);
        return result instanceof SluiceException refusal
                ? refusal.getClass().getSimpleName() + " " + refusal.code() + " " + refusal.getMessage()
                : result instanceof Collection<?> all && all.isEmpty() ? "nothing" : "something";
    }

    /** What it comes to, without its effect. */
    private Object tried(Supplier<Object> operation) {
        Object[] result = new Object[1];
        try {
            acme().transactions().required(() -> {
                result[0] = operation.get();
                throw new Undo();
            });
        } catch (Undo done) {
            return result[0];
        } catch (SluiceException refusal) {
            return refusal;
        }
        throw new AssertionError("A unit of work that throws commits nothing.");
    }

    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static List<Method> doorMethods() {
        return Stream.of(Sluice.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getReturnType)
                .filter(door -> door.getPackage() == Sluice.class.getPackage() && door != PromotionSteps.class)
                .flatMap(door -> Stream.of(door.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .toList();
    }
}
