package io.sluice.promotion.isolation;

/** The rules that keep environments apart. */
public enum IsolationRule {
    /** A gateway serves a protected workspace and one that is not. */
    SHARED_GATEWAY("isolation.sharedGateway", Severity.ERROR),
    /** A gateway serves workspaces of different environment types, none of them protected. */
    GATEWAY_ACROSS_TYPES("isolation.gatewayAcrossTypes", Severity.WARNING),
    /** A value names the gateway of another workspace. */
    FOREIGN_GATEWAY("isolation.foreignGateway", Severity.ERROR),
    /** A reference to a secret has the id of another workspace in its path, and not its own. */
    FOREIGN_SECRET("isolation.foreignSecret", Severity.ERROR),
    /** A protected workspace and one that is not refer to the same secret. */
    SHARED_SECRET("isolation.sharedSecret", Severity.ERROR),
    /** An address has the id of another workspace as a part of its host or path, and not its own. */
    FOREIGN_DATA("isolation.foreignData", Severity.ERROR),
    /** A protected workspace and one that is not set the same address. */
    SHARED_ADDRESS("isolation.sharedAddress", Severity.WARNING),
    /** A workspace that may hold no personal data takes versions from one that may. */
    PII_PATH("isolation.piiPath", Severity.WARNING),
    /** A sandbox is on a promotion path. */
    SANDBOX_PATH("path.sandbox", Severity.ERROR);

    /** How much a finding weighs. */
    public enum Severity {
        /** Nothing that would bring it about is saved, and nothing is promoted into the workspace. */
        ERROR,
        /** Shown, not refused. */
        WARNING
    }

    private final String code;
    private final Severity severity;

    IsolationRule(String code, Severity severity) {
        this.code = code;
        this.severity = severity;
    }

    /** The stable code of its findings. */
    public String code() {
        return code;
    }

    /** How much they weigh. */
    public Severity severity() {
        return severity;
    }
}
