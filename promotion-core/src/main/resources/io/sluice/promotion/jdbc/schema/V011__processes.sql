-- Process definitions: what they were proved by, which warnings were waived, and where promotions came through.
CREATE TABLE sluice_process_certificate (
    org_id          VARCHAR(64)                 NOT NULL,
    id              VARCHAR(64)                 NOT NULL,
    process         VARCHAR(64)                 NOT NULL,
    version         INTEGER                     NOT NULL,
    digest          VARCHAR(71)                 NOT NULL,
    workspace_id    VARCHAR(64),
    policy_revision INTEGER,
    rules           VARCHAR(64)                 NOT NULL,
    verdict         VARCHAR(16)                 NOT NULL,
    stages          VARCHAR(1000000)            NOT NULL,
    checks          BOOLEAN                     NOT NULL,
    states          INTEGER                     NOT NULL,
    millis          BIGINT                      NOT NULL,
    findings        VARCHAR(1000000)            NOT NULL,
    certified_by    VARCHAR(400)                NOT NULL,
    certified_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_process_certificate_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_process_certificate_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id),
    CONSTRAINT sluice_process_certificate_policy FOREIGN KEY (org_id, workspace_id, policy_revision)
        REFERENCES sluice_policy_revision (org_id, workspace_id, revision)
);
CREATE INDEX sluice_process_certificate_by_process ON sluice_process_certificate (org_id, process, id);

CREATE TABLE sluice_process_waiver (
    org_id      VARCHAR(64)                 NOT NULL,
    id          VARCHAR(64)                 NOT NULL,
    finding     VARCHAR(2000)               NOT NULL,
    digest      VARCHAR(71)                 NOT NULL,
    reason      VARCHAR(8000)               NOT NULL,
    ends_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    granted_by  VARCHAR(400)                NOT NULL,
    granted_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    revoked_by  VARCHAR(400),
    revoked_at  TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_process_waiver_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_process_waiver_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);

CREATE TABLE sluice_promotion_trace (
    org_id       VARCHAR(64)                 NOT NULL,
    promotion_id VARCHAR(64)                 NOT NULL,
    id           VARCHAR(64)                 NOT NULL,
    process      VARCHAR(64)                 NOT NULL,
    version      INTEGER                     NOT NULL,
    own          BOOLEAN                     NOT NULL,
    at           TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    steps        VARCHAR(1000000)            NOT NULL,
    CONSTRAINT sluice_promotion_trace_pk PRIMARY KEY (org_id, promotion_id, id),
    CONSTRAINT sluice_promotion_trace_promotion FOREIGN KEY (org_id, promotion_id)
        REFERENCES sluice_promotion (org_id, id)
);
