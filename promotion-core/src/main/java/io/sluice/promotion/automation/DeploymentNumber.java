package io.sluice.promotion.automation;

/** The numbers that Sluice knows without any check. */
public enum DeploymentNumber {
    /** For how many hours the version has been live in the source, without a break. */
    DURATION_HOURS("deployment.duration_hours"),
    /** How many promotions of this content into the source failed or were undone. */
    FAILURES("deployment.failures"),
    /** How often its present release in the source was reported to be unhealthy. */
    UNHEALTHY_REPORTS("deployment.unhealthy_reports");

    private final String metric;

    DeploymentNumber(String metric) {
        this.metric = metric;
    }

    /** Its name in conditions. */
    public String metric() {
        return metric;
    }
}
