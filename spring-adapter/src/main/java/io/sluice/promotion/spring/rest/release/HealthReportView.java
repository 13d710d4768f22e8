package io.sluice.promotion.spring.rest.release;

import io.sluice.promotion.identity.PromotionId;
import io.sluice.promotion.release.HealthReport;
import java.time.Instant;
import java.util.Optional;

/** That a release does not work as it should, and what became of that. */
record HealthReportView(
        String release,
        int reports,
        String reason,
        String reportedBy,
        Instant reportedAt,
        HealthReport.State state,
        String note,
        Optional<String> rollback) {
    static HealthReportView of(HealthReport report) {
        return new HealthReportView(
                report.release().value(),
                report.reports(),
                report.reason(),
                report.reportedBy(),
                report.reportedAt(),
                report.state(),
                report.note(),
                report.rollback().map(PromotionId::value));
    }
}
