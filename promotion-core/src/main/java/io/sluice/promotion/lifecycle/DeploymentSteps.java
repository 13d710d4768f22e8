package io.sluice.promotion.lifecycle;

import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.command.Catalog;
import io.sluice.promotion.command.CommandPipeline;
import io.sluice.promotion.command.Core;
import io.sluice.promotion.configuration.EffectiveConfiguration;
import io.sluice.promotion.identity.OrganizationId;
import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.input.Text;
import io.sluice.promotion.jdbc.Read;
import io.sluice.promotion.jdbc.Storage;
import io.sluice.promotion.lifecycle.Attempts.Course;
import io.sluice.promotion.lifecycle.Attempts.Standing;
import io.sluice.promotion.lifecycle.Attempts.Work;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.request.Attempt;
import io.sluice.promotion.request.Attempt.Step;
import io.sluice.promotion.request.PromotionItem;
import io.sluice.promotion.request.PromotionRequest;
import io.sluice.promotion.spi.Deployer;
import io.sluice.promotion.spi.Deployment;
import io.sluice.promotion.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Calls the host's deployer. Every call is an attempt that is written down before it begins, with a number that fences
 * off workers that come too late; the call itself runs outside any transaction. When an attempt was begun and nobody knows
 * how it ended, the deployer is asked what is live before anything else happens. A unit is deployed item by item, each with
 * attempts of its own, and put back in the reverse order; whoever takes over goes on where the attempts end.
 */
public final class DeploymentSteps {
    private final CommandPipeline pipeline;
    private final Catalog catalog;
    private final Storage storage;
    private final Attempts attempts;
    private final Deployer deployer;

    public DeploymentSteps(Core core, LiveVersions releases) {
        this.pipeline = core.pipeline();
        this.catalog = core.catalog();
        this.storage = core.storage();
        this.attempts = new Attempts(core, releases);
        this.deployer = core.deployer();
    }

    /** Performs one step for every item and reports its result in the transaction that stores the last one. */
    public void perform(OrganizationId organization, PromotionId id, Step step, Consumer<Deployer.Result> report) {
        Course course = Course.GOES_ON;
        while (course == Course.GOES_ON) {
            Optional<Work> next = attempts.begin(organization, id, step);
            if (next.isPresent()) {
                course = perform(organization, next.get(), report);
            } else {
                reportAgain(organization, id, report);
                course = Course.OVER;
            }
        }
    }

    private Course perform(OrganizationId organization, Work work, Consumer<Deployer.Result> report) {
        Attempt attempt = work.attempt();
        if (work.standing() == Standing.BEGUN) {
            return attempts.settle(organization, attempt, call(work), report);
        }
        PromotionItem item = attempt.of(work.request());
        Optional<Digest> live = deployer.current(organization, work.request().target(), item.artifact());
        if (live.equals(Optional.of(item.digest()))) {
            Deployer.Result found = new Deployer.Result.Done("Found live after its outcome was unknown.");
            return attempts.settle(organization, attempt, found, report);
        }
        attempts.lose(organization, attempt, live);
        Optional<Work> again = attempts.begin(organization, attempt.promotion(), attempt.step());
        if (again.isEmpty()) {
            return Course.GOES_ON;
        }
        if (again.get().standing() == Standing.UNKNOWN) {
            throw Attempts.fenced(again.get().attempt());
        }
        return attempts.settle(organization, again.get().attempt(), call(again.get()), report);
    }

    /** What comes back is foreign text; the result must not get lost because of it. */
    private Deployer.Result call(Work work) {
        Deployment deployment = deployment(work);
        Deployer.Result result = switch (work.attempt().step()) {
            case DEPLOY -> deployer.deploy(deployment);
            case VERIFY -> deployer.verify(deployment);
            case RESTORE -> deployer.restore(deployment);
        };
        String message = Text.foreign(result.message());
        return result instanceof Deployer.Result.Done
                ? new Deployer.Result.Done(message)
                : new Deployer.Result.Failed(message);
    }

    private void reportAgain(OrganizationId organization, PromotionId id, Consumer<Deployer.Result> report) {
        pipeline.step(organization, id, "report again", unit -> {
            unit.afterwards(() -> report.accept(new Deployer.Result.Done("Was done already.")));
            return unit;
        });
    }

    private Deployment deployment(Attempts.Work work) {
        PromotionRequest request = work.request();
        Attempt attempt = work.attempt();
        PromotionItem item = attempt.of(request);
        ArtifactVersion version = catalog.version(request.organization(), item.artifact(), item.version());
        Read<Optional<Release>> restored = item.restores()
                .map(id -> storage.releases().findRead(request.organization(), id))
                .orElseGet(() -> storage.answered(Optional.empty()));
        Read<Optional<Workspace>> target = storage.workspaces().findRead(request.organization(), request.target());
        Read<EffectiveConfiguration> configuration =
                storage.configurations().effectiveRead(request.organization(), request.target());
        storage.ask(List.of(restored, target, configuration));
        Optional<Deployment.Live> previous =
                restored.value().map(release -> new Deployment.Live(release.version(), release.digest()));
        return new Deployment(
                request.id(),
                Catalog.existing(target),
                configuration.value().values(),
                item.artifact(),
                item.version(),
                item.digest(),
                version.metadata(),
                previous,
                attempt.fence(),
                request.id() + ":" + attempt.step() + ":" + attempt.number());
    }
}
