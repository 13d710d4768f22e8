package io.sluice.promotion.spring.rest.artifact;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Artifacts;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactKind;
import io.sluice.promotion.artifact.ArtifactRef;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.NewVersion;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.identity.PersonId;
import io.sluice.promotion.release.Release;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Cursor;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Versions that can be promoted: registering, finding and reading them. */
public final class ArtifactFeature implements Feature {
    private record NewVersionBody(
            ArtifactView artifact,
            String version,
            String digest,
            Optional<List<String>> authors,
            Optional<Map<String, String>> metadata) {}

    private final Sluice sluice;

    /** Over these doors. */
    public ArtifactFeature(Sluice sluice) {
        this.sluice = sluice;
    }

    @Override
    public void routes(Routes routes) {
        routes.get(ORGANIZATION + "/artifacts", this::search).query("text").paged();
        routes.get(ORGANIZATION + "/artifacts/{kind}/{artifact}/versions", this::versions)
                .paged();
        routes.post(ORGANIZATION + "/workspaces/{workspace}/versions", this::register);
        routes.get(
                ORGANIZATION + "/workspaces/{workspace}/artifacts/{kind}/{artifact}/versions/{version}", this::version);
    }

    private Answer search(Call call) {
        int limit = call.limit();
        List<ArtifactRef> found = sluice.artifacts()
                .search(
                        call.actor(),
                        call.organization(),
                        call.query("text"),
                        call.cursor(2, parts -> new ArtifactRef(new ArtifactKind(parts.get(0)), parts.get(1))),
                        limit + 1);
        List<Release> live = found.isEmpty() ? List.of() : sluice.releases().board(call.actor(), call.organization());
        return Answer.shown(Page.of(
                found,
                limit,
                artifact -> ArtifactSummary.of(artifact, live),
                last -> Cursor.of(last.kind().value(), last.id())));
    }

    private Answer versions(Call call) {
        int limit = call.limit();
        List<ArtifactVersion> found = sluice.artifacts()
                .versions(
                        call.actor(),
                        call.organization(),
                        call.artifact(),
                        call.cursor(
                                2,
                                parts -> new Artifacts.Position(
                                        Instant.parse(parts.get(0)), new VersionLabel(parts.get(1)))),
                        limit + 1);
        return Answer.shown(Page.of(
                found,
                limit,
                version -> VersionView.of(version, call.people()),
                last -> Cursor.of(last.registeredAt().toString(), last.label().value())));
    }

    private Answer register(Call call) {
        NewVersionBody body = call.body(NewVersionBody.class);
        Set<PersonId> authors =
                body.authors().orElse(List.of()).stream().map(PersonId::new).collect(Collectors.toSet());
        NewVersion wanted = new NewVersion(
                call.workspace(),
                body.artifact().ref(),
                new VersionLabel(body.version()),
                new Digest(body.digest()),
                authors,
                body.metadata().orElse(Map.of()));
        ArtifactVersion version = sluice.artifacts().register(call.actor(), call.organization(), wanted, call.key());
        return Answer.created(
                call.link(
                        "organizations",
                        call.path("organization"),
                        "workspaces",
                        call.path("workspace"),
                        "artifacts",
                        version.artifact().kind().value(),
                        version.artifact().id(),
                        "versions",
                        version.label().value()),
                VersionView.of(version, call.people()));
    }

    private Answer version(Call call) {
        return Answer.shown(VersionView.of(
                sluice.artifacts()
                        .get(
                                call.actor(),
                                call.organization(),
                                call.workspace(),
                                call.artifact(),
                                new VersionLabel(call.path("version"))),
                call.people()));
    }
}
