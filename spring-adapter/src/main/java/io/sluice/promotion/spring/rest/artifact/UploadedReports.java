package io.sluice.promotion.spring.rest.artifact;

import io.sluice.promotion.Checks;
import io.sluice.promotion.Sluice;
import io.sluice.promotion.artifact.ArtifactVersion;
import io.sluice.promotion.artifact.Digest;
import io.sluice.promotion.artifact.VersionLabel;
import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.check.CheckResult;
import io.sluice.promotion.policy.CheckRequirement;
import io.sluice.promotion.policy.PromotionPolicy;
import io.sluice.promotion.problem.InvalidInputException;
import io.sluice.promotion.report.Report;
import io.sluice.promotion.report.ReportSource;
import io.sluice.promotion.report.Reports;
import io.sluice.promotion.spi.PromotionCheck;
import io.sluice.promotion.spi.PromotionCheck.Candidate;
import io.sluice.promotion.spring.rest.Call;
import io.sluice.promotion.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report of a build tool, judged by what the policy of the target demands and stored like a result that a build server
 * reports. Not for {@code performance}, which compares with the report of what is live; only the host has that one.
 */
final class UploadedReports {
    /** As many bytes as a report of a large build takes. */
    static final int LARGEST = 16 << 20;

    private final Sluice sluice;

    UploadedReports(Sluice sluice) {
        this.sluice = sluice;
    }

    CheckResult store(Call call) {
        CheckName name = new CheckName(call.path("check"));
        Digest digest = new Digest(call.query("digest")
                .orElseThrow(() -> new InvalidInputException("digest", "field.required", "digest is required.")));
        Report report = Report.of(
                call.query("name").orElse("report"),
                call.bytes(),
                call.query("link").orElse(""));
        PromotionCheck check = check(name, (version, asked) -> List.of(report));
        PromotionPolicy policy = sluice.policies()
                .current(call.actor(), call.organization(), call.workspace())
                .policy();
        Workspace target = sluice.workspaces().get(call.actor(), call.organization(), call.workspace());
        ArtifactVersion version = sluice.artifacts()
                .get(
                        call.actor(),
                        call.organization(),
                        call.workspace(),
                        call.artifact(),
                        new VersionLabel(call.path("version")));
        Map<String, String> settings =
                policy.check(name).map(CheckRequirement::settings).orElse(Map.of());
        CheckOutcome outcome = check.run(new Candidate(version, target, settings, Optional.empty()));
        return sluice.checks()
                .report(
                        call.actor(),
                        call.organization(),
                        new Checks.Report(version.artifact(), version.label(), digest, call.workspace(), name, outcome),
                        call.key());
    }

    private static PromotionCheck check(CheckName name, ReportSource source) {
        if (name.equals(CheckName.TESTS)) {
            return Reports.tests(source);
        }
        if (name.equals(CheckName.SECURITY)) {
            return Reports.security(source);
        }
        throw new InvalidInputException(
                "check",
                "report.unreadable",
                "Reports are read for tests and security; report another check's result.");
    }
}
