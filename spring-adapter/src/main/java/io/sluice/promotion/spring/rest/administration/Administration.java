package io.sluice.promotion.spring.rest.administration;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.bpmn.SluiceEngine;
import io.sluice.promotion.bpmn.deploy.ProcessVersion;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.artifact.ArtifactFeature;
import io.sluice.promotion.spring.rest.artifact.CheckFeature;
import io.sluice.promotion.spring.rest.audit.ArchiveFeature;
import io.sluice.promotion.spring.rest.audit.ExportFeature;
import io.sluice.promotion.spring.rest.audit.RetentionFeature;
import io.sluice.promotion.spring.rest.audit.TrailsFeature;
import io.sluice.promotion.spring.rest.configuration.ConfigurationFeature;
import io.sluice.promotion.spring.rest.configuration.KeyFeature;
import io.sluice.promotion.spring.rest.control.AutomationFeature;
import io.sluice.promotion.spring.rest.control.ControlFeature;
import io.sluice.promotion.spring.rest.delegation.DelegationFeature;
import io.sluice.promotion.spring.rest.delegation.PeopleFeature;
import io.sluice.promotion.spring.rest.freeze.FreezeFeature;
import io.sluice.promotion.spring.rest.operations.DeadLetterFeature;
import io.sluice.promotion.spring.rest.operations.IncidentFeature;
import io.sluice.promotion.spring.rest.operations.SafeModeFeature;
import io.sluice.promotion.spring.rest.policy.PolicyChangeFeature;
import io.sluice.promotion.spring.rest.policy.PolicyFeature;
import io.sluice.promotion.spring.rest.policy.PolicyPreviewFeature;
import io.sluice.promotion.spring.rest.preference.PreferenceFeature;
import io.sluice.promotion.spring.rest.process.MigrationFeature;
import io.sluice.promotion.spring.rest.process.ProcessFeature;
import io.sluice.promotion.spring.rest.process.WaiverFeature;
import io.sluice.promotion.spring.rest.promotion.PromotionProcesses;
import io.sluice.promotion.spring.rest.release.DriftFeature;
import io.sluice.promotion.spring.rest.release.ReleaseFeature;
import io.sluice.promotion.spring.rest.statistics.StatisticsFeature;
import io.sluice.promotion.spring.rest.webhook.WebhookFeature;
import io.sluice.promotion.spring.rest.workspace.OrganizationFeature;
import io.sluice.promotion.spring.rest.workspace.Processes;
import io.sluice.promotion.spring.rest.workspace.WorkspaceFeature;
import java.util.List;

/** The operations beside promotions: setting up, watching and repairing. */
public final class Administration {
    private Administration() {}

    /** All of them over these doors. */
    public static List<Feature> features(Sluice sluice, SluiceEngine engine) {
        PromotionProcesses processes = PromotionProcesses.of(engine);
        return List.of(
                new OrganizationFeature(sluice),
                new WorkspaceFeature(sluice, choices(engine)),
                new PolicyFeature(sluice),
                new PolicyPreviewFeature(sluice, processes),
                new PolicyChangeFeature(sluice),
                new ConfigurationFeature(sluice),
                new KeyFeature(sluice),
                new FreezeFeature(sluice),
                new ArtifactFeature(sluice),
                new CheckFeature(sluice),
                new ReleaseFeature(sluice),
                new DriftFeature(sluice),
                new ControlFeature(sluice),
                new AutomationFeature(sluice),
                new DelegationFeature(sluice),
                new PeopleFeature(sluice),
                new PreferenceFeature(sluice),
                new WebhookFeature(sluice),
                new DeadLetterFeature(sluice),
                new IncidentFeature(engine.incidents()),
                new ExportFeature(sluice),
                new TrailsFeature(sluice),
                new StatisticsFeature(sluice, processes),
                new RetentionFeature(sluice),
                new ArchiveFeature(sluice),
                new SafeModeFeature(sluice),
                new ProcessFeature(engine.definitions()),
                new MigrationFeature(engine.definitions(), engine.messages()),
                new WaiverFeature(sluice));
    }

    private static Processes choices(SluiceEngine engine) {
        return (actor, organization) -> engine.definitions().list(actor, organization).stream()
                .filter(ProcessVersion::newest)
                .map(version -> new Processes.Choice(version.process(), version.name()))
                .toList();
    }
}
