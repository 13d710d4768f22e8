package io.sluice.promotion.report;

import io.sluice.promotion.check.CheckName;
import io.sluice.promotion.check.CheckOutcome;
import io.sluice.promotion.spi.PromotionCheck;

/** A check that judges reports. What the content does not let it tell is the verdict ERROR, never an exception. */
final class ReportCheck implements PromotionCheck {
    /** Judges the reports of a candidate. */
    @FunctionalInterface
    interface Judge {
        CheckOutcome judge(Candidate candidate, ReportReader reports) throws CannotTellException;
    }

    private final CheckName name;
    private final ReportReader reports;
    private final Judge judge;

    ReportCheck(CheckName name, ReportSource source, Judge judge) {
        this.name = name;
        this.reports = new ReportReader(source, name);
        this.judge = judge;
    }

    @Override
    public CheckName name() {
        return name;
    }

    @Override
    public CheckOutcome run(Candidate candidate) {
        try {
            return judge.judge(candidate, reports);
        } catch (CannotTellException e) {
            return CheckOutcome.error(e.sentence());
        }
    }
}
