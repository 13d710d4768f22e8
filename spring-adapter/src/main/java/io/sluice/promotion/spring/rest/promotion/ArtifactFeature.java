package io.sluice.promotion.spring.rest.promotion;

import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.control.BadVersion;
import io.sluice.promotion.control.Control;
import io.sluice.promotion.control.ControlScope;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.identity.ReleaseId;
import io.sluice.promotion.identity.WorkspaceId;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.problem.NotFoundException;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.spring.rest.Allowed;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Person;
import io.sluice.promotion.spring.rest.Reason;
import io.sluice.promotion.spring.rest.Routes;
import io.sluice.promotion.spring.rest.Words;
import io.sluice.promotion.workspace.Workspace;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where versions of an artifact are, were, and may go. */
public final class ArtifactFeature implements Feature {
    private static final String ARTIFACT = Routes.ORGANIZATION + "/artifacts/{kind}/{artifact}";
    private static final int MOST_VERSIONS = 50;

    private final Sluice sluice;
    private final PromotionProcesses processes;

    /** Asks these doors. */
    public ArtifactFeature(Sluice sluice, PromotionProcesses processes) {
        this.sluice = sluice;
        this.processes = processes;
    }

    /** What the first steps of a request offer. */
    record Options(ArtifactView artifact, List<Version> versions, List<Target> targets) {
        record Version(
                String version,
                String digest,
                Instant registeredAt,
                Person registeredBy,
                List<Person> authors,
                List<Place> livesIn,
                Optional<Bad> bad) {}

        record Place(String workspace, Instant since) {}

        record Bad(String reason, Person by, Instant since) {}

        record Target(String workspace, String from, boolean allowed, Optional<Reason> why) {}
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ARTIFACT + "/options", this::options);
        routes.get(ARTIFACT + "/releases", this::releases).query("workspace", "limit");
    }

    private Answer options(Call call) {
        ArtifactRef artifact = call.artifact();
        List<ArtifactVersion> versions = sluice.artifacts()
                .versions(call.actor(), call.organization(), artifact, Optional.empty(), MOST_VERSIONS);
        if (versions.isEmpty()) {
            throw new NotFoundException("artifact");
        }
        Summaries summaries = new Summaries(sluice, processes, call);
        List<Release> live = summaries.workspaces().keySet().stream()
                .flatMap(workspace -> summaries.live(workspace, artifact).stream())
                .toList();
        List<Control> bad = bad(call, artifact, live);
        return Answer.shown(new Options(
                ArtifactView.of(artifact),
                versions.stream()
                        .map(version -> version(call, version, live, bad))
                        .toList(),
                summaries.workspaces().values().stream()
                        .filter(workspace -> !workspace.isArchived())
                        .flatMap(workspace -> workspace.promotionFrom().stream()
                                .map(from -> target(call, summaries, workspace, from, artifact)))
                        .toList()));
    }

    private List<Control> bad(Call call, ArtifactRef artifact, List<Release> live) {
        return live.stream()
                .findFirst()
                .flatMap(release -> Allowed.seen(() -> sluice.artifacts()
                        .badVersions(call.actor(), call.organization(), release.workspace(), artifact)))
                .orElse(List.of())
                .stream()
                .map(BadVersion::mark)
                .toList();
    }

    private static Options.Version version(Call call, ArtifactVersion version, List<Release> live, List<Control> bad) {
        return new Options.Version(
                version.label().value(),
                version.digest().value(),
                version.registeredAt(),
                call.people().person(version.registeredBy()),
                call.people().persons(version.authors()),
                live.stream()
                        .filter(release -> release.digest().equals(version.digest()))
                        .map(release -> new Options.Place(release.workspace().value(), release.liveFrom()))
                        .toList(),
                bad.stream()
                        .filter(mark -> mark.scope() instanceof ControlScope.BadVersion scope
                                && scope.digest().equals(version.digest()))
                        .findFirst()
                        .map(mark ->
                                new Options.Bad(mark.reason(), call.people().person(mark.setBy()), mark.setAt())));
    }

    private Options.Target target(
            Call call, Summaries summaries, Workspace workspace, WorkspaceId from, ArtifactRef artifact) {
        Words words = Words.of(call);
        Optional<Release> source = summaries.live(from, artifact);
        Optional<Reason> why = Optional.empty();
        if (source.isEmpty()) {
            why = Optional.of(new Reason("version.notInSource", words.say("options.empty", summaries.nameOf(from))));
        } else if (summaries
                .live(workspace.id(), artifact)
                .filter(there -> there.digest().equals(source.get().digest()))
                .isPresent()) {
            why = Optional.of(
                    new Reason("promotion.alreadyDeployed", words.say("options.same", summaries.nameOf(from))));
        }
        return new Options.Target(workspace.id().value(), from.value(), why.isEmpty(), why);
    }

    private Answer releases(Call call) {
        WorkspaceId workspace = call.query("workspace")
                .map(WorkspaceId::new)
                .orElseThrow(() ->
                        new InvalidInputException("workspace", "id.required", "Say of which workspace: ?workspace="));
        sluice.workspaces().get(call.actor(), call.organization(), workspace); // Absent is not the same as empty.
        List<Release> history =
                sluice.releases().history(call.actor(), call.organization(), workspace, call.artifact(), call.limit());
        Optional<Release> current = history.stream().filter(Release::isCurrent).findFirst();
        Map<ReleaseId, PersonId> by = sluice.releases()
                .broughtBy(
                        call.actor(),
                        call.organization(),
                        history.stream().map(Release::id).toList());
        return Answer.shown(Page.all(history.stream()
                .sorted(Comparator.comparing(Release::sequence).reversed())
                .map(release -> LiveView.past(
                        release,
                        Optional.ofNullable(by.get(release.id())).map(call.people()::person),
                        mayRollBackTo(release, current)))
                .toList()));
    }

    /** Other content than what is live there now; whether the caller may is said when they ask. */
    private static Optional<Boolean> mayRollBackTo(Release release, Optional<Release> current) {
        boolean other =
                current.filter(now -> now.digest().equals(release.digest())).isEmpty();
        return release.isCurrent() ? Optional.empty() : Optional.of(other);
    }
}
