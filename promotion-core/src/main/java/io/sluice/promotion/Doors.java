package io.sluice.promotion;

import io.sluice.promotion.command.Core;
import io.sluice.promotion.governance.ChangeReaders;
import io.sluice.promotion.governance.ProposalTimes;
import io.sluice.promotion.governance.Proposals;
import io.sluice.promotion.governance.Revisions;
import io.sluice.promotion.identity.ActorFactory;
import io.sluice.promotion.lifecycle.Abandonments;
import io.sluice.promotion.lifecycle.Actions;
import io.sluice.promotion.lifecycle.ApprovalReminders;
import io.sluice.promotion.lifecycle.AutomaticRequests;
import io.sluice.promotion.lifecycle.BypassTimes;
import io.sluice.promotion.lifecycle.Bypasses;
import io.sluice.promotion.lifecycle.CheckSteps;
import io.sluice.promotion.lifecycle.Controls;
import io.sluice.promotion.lifecycle.Deadlines;
import io.sluice.promotion.lifecycle.Decisions;
import io.sluice.promotion.lifecycle.DeploymentSteps;
import io.sluice.promotion.lifecycle.DriftDecisions;
import io.sluice.promotion.lifecycle.DriftWatch;
import io.sluice.promotion.lifecycle.FreezeExceptions;
import io.sluice.promotion.lifecycle.HealthReports;
import io.sluice.promotion.lifecycle.LiveVersions;
import io.sluice.promotion.lifecycle.Looks;
import io.sluice.promotion.lifecycle.Outcomes;
import io.sluice.promotion.lifecycle.Repairs;
import io.sluice.promotion.lifecycle.RequestQueue;
import io.sluice.promotion.lifecycle.Requests;
import io.sluice.promotion.lifecycle.Shortages;
import io.sluice.promotion.lifecycle.Stages;
import io.sluice.promotion.lifecycle.TargetSteps;
import io.sluice.promotion.lifecycle.Targets;
import io.sluice.promotion.lifecycle.TimerSteps;
import io.sluice.promotion.lifecycle.Waits;
import io.sluice.promotion.spi.Notifier;
import io.sluice.promotion.webhook.WebhookSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Every door and what lies behind it, each made once. */
final class Doors {
    private static final Duration KEYS_REMEMBERED = Duration.ofDays(7);

    final ActorFactory actors;
    final Organizations organizations;
    final People people;
    final Workspaces workspaces;
    final Configurations configurations;
    final Policies policies;
    final PolicyChanges policyChanges;
    final Artifacts artifacts;
    final Checks checks;
    final Promotions promotions;
    final Approvals approvals;
    final Comments comments;
    final Delegations delegations;
    final Automation automation;
    final Pins pins;
    final Line line;
    final Emergencies emergencies;
    final Freezes freezes;
    final TaskList tasks;
    final Releases releases;
    final Drifts drifts;
    final Overview overview;
    final AuditTrail audit;
    final Anchoring anchoring;
    final Retention retention;
    final Archive archive;
    final SafeMode safeMode;
    final Outbox outbox;
    final Webhooks webhooks;
    final Preferences preferences;
    final Waivers waivers;
    final Acts acts;
    final Feed feed;
    final Monitor monitor;
    final PromotionSteps steps;
    final Supplier<Optional<Instant>> clockSync;
    final IntSupplier forgetOldKeys;
    final IntUnaryOperator keepTime;

    Doors(
            Core core,
            ActorFactory actors,
            List<Notifier> notifiers,
            Optional<WebhookSettings> endpoints,
            Supplier<Optional<Instant>> clockSync,
            Duration drift,
            AuditParts auditParts,
            Operations operations) {
        Targets targets = new Targets(core);
        Waits waits = new Waits(core);
        Deadlines deadlines = new Deadlines(core);
        Stages stages = new Stages(core, waits);
        Shortages shortages = new Shortages(core);
        RequestQueue queue = new RequestQueue(core, targets);
        Bypasses bypasses = new Bypasses(core, stages);
        Decisions decisions = new Decisions(core, stages, targets, deadlines, queue);
        Requests requests = new Requests(core, decisions, queue);
        HealthReports health = new HealthReports(core, requests);
        AutomaticRequests automatic = new AutomaticRequests(core, requests);
        Controls controls = new Controls(core);
        this.releases = new Releases(core, health);
        LiveVersions live = new LiveVersions(core);
        DeploymentSteps deployments = new DeploymentSteps(core, live);
        this.actors = actors;
        this.clockSync = clockSync;
        Looks looks = new Looks(core);
        this.forgetOldKeys = () -> looks.forget(1_000)
                + core.storage()
                        .idempotency()
                        .deleteOlderThan(core.clock().instant().minus(KEYS_REMEMBERED), 1_000);
        this.organizations = new Organizations(core);
        this.people = new People(core);
        this.workspaces = new Workspaces(core);
        this.configurations = new Configurations(core);
        Revisions revisions = new Revisions(core);
        ChangeReaders readers = new ChangeReaders(core);
        Proposals proposals = new Proposals(core, revisions, readers);
        this.policies = new Policies(core, revisions, shortages);
        this.policyChanges = new PolicyChanges(core, proposals, readers);
        ProposalTimes proposalTimes = new ProposalTimes(core, proposals);
        BypassTimes bypassTimes = new BypassTimes(core, bypasses);
        this.keepTime = limit -> proposalTimes.expire(limit)
                + bypassTimes.expire(limit)
                + bypassTimes.remind(limit)
                + queue.advanceStalled(limit);
        this.artifacts = new Artifacts(core, live, controls);
        this.checks = new Checks(core, health);
        Repairs repairs = new Repairs(core, live, targets);
        this.promotions = new Promotions(
                core, requests, decisions, repairs, waits, deadlines, new Actions(core, stages, targets, queue, live));
        this.emergencies = new Emergencies(core, bypasses);
        this.automation = new Automation(core, controls, automatic);
        this.pins = new Pins(core, controls);
        this.line = new Line(core, controls);
        this.freezes = new Freezes(core, new FreezeExceptions(core, waits));
        DriftWatch watch = new DriftWatch(core, drift);
        this.drifts = new Drifts(core, watch, new DriftDecisions(core, watch, live, requests));
        this.approvals = new Approvals(core, decisions, promotions, new ApprovalReminders(core, deadlines), looks);
        this.comments = new Comments(core);
        this.delegations = new Delegations(core);
        this.tasks = new TaskList(core);
        this.overview = new Overview(core);
        this.audit = auditParts.trail(core);
        this.anchoring = auditParts.anchoring(core);
        this.retention = auditParts.retention(core);
        this.archive = auditParts.archive(core, operations.archive());
        this.safeMode = new SafeMode(core, operations.standstill(), operations.watch(core, auditParts));
        this.waivers = new Waivers(core);
        this.acts = new Acts(core, new Abandonments(core, decisions, repairs));
        this.feed = new Feed(core);
        this.monitor = new Monitor(core, auditParts.options().signer().isPresent(), operations.time());
        this.outbox = new Outbox(core, acts, notifiers, endpoints);
        this.webhooks = new Webhooks(core, endpoints);
        this.preferences =
                new Preferences(core, notifiers.stream().map(Notifier::channel).collect(Collectors.toSet()));
        this.steps = new PromotionSteps(
                core,
                shortages,
                stages,
                new TimerSteps(core, deadlines, waits),
                new CheckSteps(core),
                new TargetSteps(core, stages, bypasses),
                deployments,
                new Outcomes(core, targets, queue),
                automatic,
                health);
    }
}
