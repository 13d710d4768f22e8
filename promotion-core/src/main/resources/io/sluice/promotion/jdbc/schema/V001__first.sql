-- Sluice, schema version 1. The same text runs on H2 and PostgreSQL.
-- Every row belongs to an organization, and every reference carries it along: a row cannot point into another tenant.
-- Text columns are twice as wide as the code points allowed, because H2 counts UTF-16 units. JSON is VARCHAR, not TEXT:
-- H2 would keep it as a large object, outside of the row.

CREATE TABLE sluice_organization (
    org_id      VARCHAR(64)                 NOT NULL,
    name        VARCHAR(200)                NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_organization_pk PRIMARY KEY (org_id)
);

CREATE TABLE sluice_workspace (
    org_id                    VARCHAR(64)                 NOT NULL,
    id                        VARCHAR(64)                 NOT NULL,
    name                      VARCHAR(200)                NOT NULL,
    environment_type          VARCHAR(16)                 NOT NULL,
    description               VARCHAR(8000)               NOT NULL,
    gateway                   VARCHAR(128),
    max_agents                INTEGER                     NOT NULL,
    max_concurrent_executions INTEGER                     NOT NULL,
    promotion_from            VARCHAR(64),
    requires_approval         BOOLEAN                     NOT NULL,
    pii_allowed               BOOLEAN                     NOT NULL,
    encryption_required       BOOLEAN                     NOT NULL,
    retention_days            INTEGER                     NOT NULL,
    configuration             VARCHAR(1000000)            NOT NULL,
    policy_revision           INTEGER                     NOT NULL,
    revision                  INTEGER                     NOT NULL,
    created_at                TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    archived_at               TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_workspace_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_workspace_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id),
    CONSTRAINT sluice_workspace_from FOREIGN KEY (org_id, promotion_from) REFERENCES sluice_workspace (org_id, id)
);

CREATE TABLE sluice_policy_revision (
    org_id        VARCHAR(64)                 NOT NULL,
    workspace_id  VARCHAR(64)                 NOT NULL,
    revision      INTEGER                     NOT NULL,
    policy        VARCHAR(1000000)            NOT NULL,
    reason        VARCHAR(8000)               NOT NULL,
    created_by    VARCHAR(400)                NOT NULL,
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_policy_revision_pk PRIMARY KEY (org_id, workspace_id, revision),
    CONSTRAINT sluice_policy_revision_workspace FOREIGN KEY (org_id, workspace_id)
        REFERENCES sluice_workspace (org_id, id)
);

CREATE TABLE sluice_artifact_version (
    org_id         VARCHAR(64)                 NOT NULL,
    artifact_kind  VARCHAR(32)                 NOT NULL,
    artifact_id    VARCHAR(64)                 NOT NULL,
    version        VARCHAR(64)                 NOT NULL,
    digest         VARCHAR(71)                 NOT NULL,
    authors        VARCHAR(1000000)            NOT NULL,
    metadata       VARCHAR(1000000)            NOT NULL,
    registered_by  VARCHAR(400)                NOT NULL,
    registered_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_artifact_version_pk PRIMARY KEY (org_id, artifact_kind, artifact_id, version),
    CONSTRAINT sluice_artifact_version_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);

CREATE TABLE sluice_promotion (
    org_id           VARCHAR(64)                 NOT NULL,
    id               VARCHAR(64)                 NOT NULL,
    kind             VARCHAR(16)                 NOT NULL,
    artifact_kind    VARCHAR(32)                 NOT NULL,
    artifact_id      VARCHAR(64)                 NOT NULL,
    version          VARCHAR(64)                 NOT NULL,
    digest           VARCHAR(71)                 NOT NULL,
    source_id        VARCHAR(64)                 NOT NULL,
    target_id        VARCHAR(64)                 NOT NULL,
    policy_revision  INTEGER                     NOT NULL,
    process          VARCHAR(64)                 NOT NULL,
    subject_hash     VARCHAR(64)                 NOT NULL,
    restores         VARCHAR(64),
    status           VARCHAR(16)                 NOT NULL,
    phase            VARCHAR(24)                 NOT NULL,
    revision         INTEGER                     NOT NULL,
    requested_by     VARCHAR(400)                NOT NULL,
    reason           VARCHAR(8000)               NOT NULL,
    requested_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    not_before       TIMESTAMP(6) WITH TIME ZONE,
    detail           VARCHAR(8000)               NOT NULL,
    ended_at         TIMESTAMP(6) WITH TIME ZONE,
    ended_by         VARCHAR(400),
    recheck_since    TIMESTAMP(6) WITH TIME ZONE,
    -- One promotion in flight for each target: null once the request has ended.
    active_key       VARCHAR(200),
    -- The newest event of this promotion's audit chain; the row is locked whenever one is added.
    chain_seq        BIGINT                      NOT NULL,
    chain_hash       VARCHAR(64)                 NOT NULL,
    CONSTRAINT sluice_promotion_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_promotion_in_flight UNIQUE (org_id, active_key),
    CONSTRAINT sluice_promotion_source FOREIGN KEY (org_id, source_id) REFERENCES sluice_workspace (org_id, id),
    CONSTRAINT sluice_promotion_target FOREIGN KEY (org_id, target_id) REFERENCES sluice_workspace (org_id, id),
    CONSTRAINT sluice_promotion_policy FOREIGN KEY (org_id, target_id, policy_revision)
        REFERENCES sluice_policy_revision (org_id, workspace_id, revision),
    CONSTRAINT sluice_promotion_version FOREIGN KEY (org_id, artifact_kind, artifact_id, version)
        REFERENCES sluice_artifact_version (org_id, artifact_kind, artifact_id, version)
);
CREATE INDEX sluice_promotion_by_target ON sluice_promotion (org_id, target_id, id);
CREATE INDEX sluice_promotion_by_status ON sluice_promotion (org_id, status, id);
CREATE INDEX sluice_promotion_by_requester ON sluice_promotion (org_id, requested_by, id);
CREATE INDEX sluice_promotion_recheck ON sluice_promotion (recheck_since);

CREATE TABLE sluice_release (
    org_id         VARCHAR(64)                 NOT NULL,
    id             VARCHAR(64)                 NOT NULL,
    workspace_id   VARCHAR(64)                 NOT NULL,
    artifact_kind  VARCHAR(32)                 NOT NULL,
    artifact_id    VARCHAR(64)                 NOT NULL,
    sequence       BIGINT                      NOT NULL,
    version        VARCHAR(64)                 NOT NULL,
    digest         VARCHAR(71)                 NOT NULL,
    cause          VARCHAR(16)                 NOT NULL,
    promotion_id   VARCHAR(64),
    replaced       VARCHAR(64),
    live_from      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    live_until     TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_release_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_release_history UNIQUE (org_id, workspace_id, artifact_kind, artifact_id, sequence),
    CONSTRAINT sluice_release_workspace FOREIGN KEY (org_id, workspace_id) REFERENCES sluice_workspace (org_id, id),
    CONSTRAINT sluice_release_version FOREIGN KEY (org_id, artifact_kind, artifact_id, version)
        REFERENCES sluice_artifact_version (org_id, artifact_kind, artifact_id, version),
    CONSTRAINT sluice_release_promotion FOREIGN KEY (org_id, promotion_id) REFERENCES sluice_promotion (org_id, id),
    CONSTRAINT sluice_release_replaced FOREIGN KEY (org_id, replaced) REFERENCES sluice_release (org_id, id)
);
CREATE INDEX sluice_release_by_digest
    ON sluice_release (org_id, workspace_id, artifact_kind, artifact_id, digest);
ALTER TABLE sluice_promotion ADD CONSTRAINT sluice_promotion_restores
    FOREIGN KEY (org_id, restores) REFERENCES sluice_release (org_id, id);

CREATE TABLE sluice_target (
    org_id         VARCHAR(64) NOT NULL,
    workspace_id   VARCHAR(64) NOT NULL,
    artifact_kind  VARCHAR(32) NOT NULL,
    artifact_id    VARCHAR(64) NOT NULL,
    current        VARCHAR(64),
    held_by        VARCHAR(64),
    fence          BIGINT      NOT NULL,
    releases       BIGINT      NOT NULL,
    CONSTRAINT sluice_target_pk PRIMARY KEY (org_id, workspace_id, artifact_kind, artifact_id),
    CONSTRAINT sluice_target_workspace FOREIGN KEY (org_id, workspace_id) REFERENCES sluice_workspace (org_id, id),
    CONSTRAINT sluice_target_current FOREIGN KEY (org_id, current) REFERENCES sluice_release (org_id, id),
    CONSTRAINT sluice_target_held_by FOREIGN KEY (org_id, held_by) REFERENCES sluice_promotion (org_id, id)
);

CREATE TABLE sluice_approval (
    org_id        VARCHAR(64)                 NOT NULL,
    promotion_id  VARCHAR(64)                 NOT NULL,
    person        VARCHAR(400)                NOT NULL,
    stage         VARCHAR(64)                 NOT NULL,
    decision      VARCHAR(16)                 NOT NULL,
    comment_text  VARCHAR(8000)               NOT NULL,
    roles         VARCHAR(1000000)            NOT NULL,
    subject_hash  VARCHAR(64)                 NOT NULL,
    decided_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_approval_pk PRIMARY KEY (org_id, promotion_id, person, decision),
    CONSTRAINT sluice_approval_promotion FOREIGN KEY (org_id, promotion_id) REFERENCES sluice_promotion (org_id, id)
);

CREATE TABLE sluice_check_result (
    org_id         VARCHAR(64)                 NOT NULL,
    id             VARCHAR(64)                 NOT NULL,
    artifact_kind  VARCHAR(32)                 NOT NULL,
    artifact_id    VARCHAR(64)                 NOT NULL,
    digest         VARCHAR(71)                 NOT NULL,
    target_id      VARCHAR(64)                 NOT NULL,
    name           VARCHAR(40)                 NOT NULL,
    verdict        VARCHAR(16)                 NOT NULL,
    summary        VARCHAR(8000)               NOT NULL,
    evidence       VARCHAR(8000)               NOT NULL,
    metrics        VARCHAR(1000000)            NOT NULL,
    reported_by    VARCHAR(800)                NOT NULL,
    measured_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    valid_until    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_check_result_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_check_result_target FOREIGN KEY (org_id, target_id) REFERENCES sluice_workspace (org_id, id)
);
CREATE INDEX sluice_check_result_newest
    ON sluice_check_result (org_id, artifact_kind, artifact_id, digest, target_id, name, id);

CREATE TABLE sluice_gate_record (
    org_id           VARCHAR(64)                 NOT NULL,
    promotion_id     VARCHAR(64)                 NOT NULL,
    subject_hash     VARCHAR(64)                 NOT NULL,
    policy_revision  INTEGER                     NOT NULL,
    approvers        VARCHAR(1000000)            NOT NULL,
    checks           VARCHAR(1000000)            NOT NULL,
    decided_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_gate_record_pk PRIMARY KEY (org_id, promotion_id),
    CONSTRAINT sluice_gate_record_promotion FOREIGN KEY (org_id, promotion_id)
        REFERENCES sluice_promotion (org_id, id)
);

CREATE TABLE sluice_attempt (
    org_id        VARCHAR(64)                 NOT NULL,
    id            VARCHAR(64)                 NOT NULL,
    promotion_id  VARCHAR(64)                 NOT NULL,
    step          VARCHAR(16)                 NOT NULL,
    fence         BIGINT                      NOT NULL,
    number        INTEGER                     NOT NULL,
    state         VARCHAR(16)                 NOT NULL,
    message       VARCHAR(8000)               NOT NULL,
    started_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    finished_at   TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_attempt_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_attempt_number UNIQUE (org_id, promotion_id, step, number),
    CONSTRAINT sluice_attempt_promotion FOREIGN KEY (org_id, promotion_id) REFERENCES sluice_promotion (org_id, id)
);

CREATE TABLE sluice_task (
    org_id        VARCHAR(64)                 NOT NULL,
    id            VARCHAR(64)                 NOT NULL,
    promotion_id  VARCHAR(64)                 NOT NULL,
    kind          VARCHAR(16)                 NOT NULL,
    stage         VARCHAR(64),
    named_stage   BOOLEAN                     NOT NULL,
    target_id     VARCHAR(64)                 NOT NULL,
    opened_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    due           TIMESTAMP(6) WITH TIME ZONE,
    flow_ref      VARCHAR(128)                NOT NULL,
    CONSTRAINT sluice_task_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_task_promotion FOREIGN KEY (org_id, promotion_id) REFERENCES sluice_promotion (org_id, id)
);
CREATE INDEX sluice_task_by_promotion ON sluice_task (org_id, promotion_id);

-- One row for each role that an open task asks: what a person's queue is read from.
CREATE TABLE sluice_task_role (
    org_id     VARCHAR(64)                 NOT NULL,
    role       VARCHAR(64)                 NOT NULL,
    due        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    task_id    VARCHAR(64)                 NOT NULL,
    target_id  VARCHAR(64)                 NOT NULL,
    CONSTRAINT sluice_task_role_pk PRIMARY KEY (org_id, role, due, task_id),
    CONSTRAINT sluice_task_role_task FOREIGN KEY (org_id, task_id) REFERENCES sluice_task (org_id, id)
        ON DELETE CASCADE
);
CREATE INDEX sluice_task_role_by_target ON sluice_task_role (org_id, role, target_id, due, task_id);
CREATE INDEX sluice_task_role_by_task ON sluice_task_role (org_id, task_id);

CREATE TABLE sluice_outbox (
    org_id        VARCHAR(64)                 NOT NULL,
    id            VARCHAR(128)                NOT NULL,
    promotion_id  VARCHAR(64)                 NOT NULL,
    kind          VARCHAR(24)                 NOT NULL,
    audience      VARCHAR(1000000)            NOT NULL,
    subject       VARCHAR(1000000)            NOT NULL,
    -- Null until the audience has been turned into one row for each person and channel.
    recipient     VARCHAR(400),
    channel       VARCHAR(40),
    state         VARCHAR(16)                 NOT NULL,
    attempts      INTEGER                     NOT NULL,
    next_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    lease_owner   VARCHAR(128),
    last_error    VARCHAR(2000),
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_outbox_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_outbox_promotion FOREIGN KEY (org_id, promotion_id) REFERENCES sluice_promotion (org_id, id)
);
CREATE INDEX sluice_outbox_due ON sluice_outbox (state, next_at, id);

CREATE TABLE sluice_audit_event (
    org_id         VARCHAR(64)                 NOT NULL,
    chain          VARCHAR(128)                NOT NULL,
    seq            BIGINT                      NOT NULL,
    type           VARCHAR(64)                 NOT NULL,
    at             TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor          VARCHAR(1200)               NOT NULL,
    cause          VARCHAR(400),
    subject_hash   VARCHAR(64),
    data           VARCHAR(1000000)            NOT NULL,
    previous_hash  VARCHAR(64)                 NOT NULL,
    hash           VARCHAR(64)                 NOT NULL,
    CONSTRAINT sluice_audit_event_pk PRIMARY KEY (org_id, chain, seq)
);

-- The newest event of chains other than a promotion's own.
CREATE TABLE sluice_audit_chain (
    org_id  VARCHAR(64)  NOT NULL,
    chain   VARCHAR(128) NOT NULL,
    seq     BIGINT       NOT NULL,
    hash    VARCHAR(64)  NOT NULL,
    CONSTRAINT sluice_audit_chain_pk PRIMARY KEY (org_id, chain)
);

CREATE TABLE sluice_idempotency (
    org_id        VARCHAR(64)                 NOT NULL,
    idem_key      VARCHAR(128)                NOT NULL,
    operation     VARCHAR(64)                 NOT NULL,
    request_hash  VARCHAR(64)                 NOT NULL,
    object_id     VARCHAR(256)                NOT NULL,
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_idempotency_pk PRIMARY KEY (org_id, idem_key)
);
CREATE INDEX sluice_idempotency_by_age ON sluice_idempotency (created_at);
