package io.sluice.promotion.spring.rest.artifact;

import static io.sluice.promotion.spring.rest.Routes.ORGANIZATION;

import io.sluice.promotion.Checks;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.check.CheckResultId;
import io.sluice.promotion.check.CheckVerdict;
import io.sluice.promotion.spring.rest.Answer;
import io.sluice.promotion.spring.rest.ArtifactView;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.spring.rest.Feature;
import io.sluice.promotion.spring.rest.Page;
import io.sluice.promotion.spring.rest.Reasoned;
import io.sluice.promotion.spring.rest.Routes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What automatic gates said: reported by a build server, read, and taken back. */
public final class CheckFeature implements Feature {
    private static final String CHECKS =
            ORGANIZATION + "/workspaces/{workspace}/artifacts/{kind}/{artifact}/versions/{version}/checks";

    private record CheckReportBody(
            ArtifactView artifact,
            String version,
            String digest,
            String name,
            CheckVerdict verdict,
            String summary,
            Optional<String> evidence,
            Optional<Map<String, Double>> metrics) {}

    private final Sluice sluice;
    private final UploadedReports uploaded;

    /** Over these doors. */
    public CheckFeature(Sluice sluice) {
        this.sluice = sluice;
        this.uploaded = new UploadedReports(sluice);
    }

    @Override
    public void routes(Routes routes) {
        routes.post(ORGANIZATION + "/workspaces/{workspace}/checks", this::report);
        routes.get(CHECKS, this::newest);
        routes.get(CHECKS + "/history", this::history).query("limit");
        routes.post(CHECKS + "/{check}/report", this::upload)
                .query("digest", "name", "link")
                .consumes("application/xml", "application/json", "application/sarif+json")
                .upTo(UploadedReports.LARGEST);
        routes.post(ORGANIZATION + "/check-results/{result}/revoke", this::revoke);
    }

    private Answer report(Call call) {
        CheckReportBody body = call.body(CheckReportBody.class);
        Checks.Report report = new Checks.Report(
                body.artifact().ref(),
                new VersionLabel(body.version()),
                new Digest(body.digest()),
                call.workspace(),
                new CheckName(body.name()),
                new CheckOutcome(
                        body.verdict(),
                        body.summary(),
                        body.evidence().orElse(""),
                        body.metrics().orElse(Map.of())));
        return stored(call, sluice.checks().report(call.actor(), call.organization(), report, call.key()));
    }

    private Answer upload(Call call) {
        return stored(call, uploaded.store(call));
    }

    private Answer newest(Call call) {
        List<CheckResultView> results = sluice
                .checks()
                .results(
                        call.actor(),
                        call.organization(),
                        call.artifact(),
                        new VersionLabel(call.path("version")),
                        call.workspace())
                .values()
                .stream()
                .sorted(Comparator.comparing(result -> result.name().value()))
                .map(result -> CheckResultView.of(result, call.people()))
                .toList();
        return Answer.shown(Page.all(results));
    }

    private Answer history(Call call) {
        return Answer.shown(Page.all(sluice
                .checks()
                .history(
                        call.actor(),
                        call.organization(),
                        call.artifact(),
                        new VersionLabel(call.path("version")),
                        call.workspace(),
                        call.limit())
                .stream()
                .map(result -> CheckResultView.of(result, call.people()))
                .toList()));
    }

    private Answer revoke(Call call) {
        CheckResult result = sluice.checks()
                .revoke(
                        call.actor(),
                        call.organization(),
                        new CheckResultId(call.path("result")),
                        call.body(Reasoned.class).reason(),
                        call.key());
        return Answer.done(CheckResultView.of(result, call.people()));
    }

    private static Answer stored(Call call, CheckResult result) {
        return Answer.done(CheckResultView.of(result, call.people()));
    }
}
