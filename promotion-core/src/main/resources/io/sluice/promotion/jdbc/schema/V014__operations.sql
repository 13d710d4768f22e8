-- Promotions that are archived, and organizations that stand still after their database was restored.

-- After how many days ended promotions are archived; 0 keeps them. The scope * is the organization, others are workspaces.
CREATE TABLE sluice_archiving (
    org_id        VARCHAR(64)                 NOT NULL,
    scope         VARCHAR(64)                 NOT NULL,
    workspace_id  VARCHAR(64),
    after_days    INTEGER                     NOT NULL,
    changed_by    VARCHAR(400)                NOT NULL,
    changed_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_archiving_pk PRIMARY KEY (org_id, scope),
    CONSTRAINT sluice_archiving_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id),
    CONSTRAINT sluice_archiving_workspace FOREIGN KEY (org_id, workspace_id) REFERENCES sluice_workspace (org_id, id)
);

-- One row for each promotion that is, or is being, archived. Until next_at nobody else tries; null once it is done.
CREATE TABLE sluice_archive (
    org_id        VARCHAR(64)                 NOT NULL,
    promotion_id  VARCHAR(64)                 NOT NULL,
    next_at       TIMESTAMP(6) WITH TIME ZONE,
    failures      INTEGER                     NOT NULL,
    last_error    VARCHAR(2000),
    sink          VARCHAR(64),
    name          VARCHAR(200),
    sha256        VARCHAR(64),
    bytes         BIGINT,
    events        BIGINT,
    archived_at   TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_archive_pk PRIMARY KEY (org_id, promotion_id),
    CONSTRAINT sluice_archive_promotion FOREIGN KEY (org_id, promotion_id) REFERENCES sluice_promotion (org_id, id)
);
CREATE INDEX sluice_archive_next ON sluice_archive (next_at);

ALTER TABLE sluice_promotion ADD COLUMN archived_at TIMESTAMP(6) WITH TIME ZONE;
CREATE INDEX sluice_promotion_by_archive ON sluice_promotion (org_id, target_id, archived_at, ended_at);
-- Messages are removed promotion by promotion.
CREATE INDEX sluice_outbox_by_promotion ON sluice_outbox (org_id, promotion_id);

-- One row for each time that an organization stood still; the active key is null once it goes on.
CREATE TABLE sluice_safe_mode (
    org_id      VARCHAR(64)                 NOT NULL,
    id          VARCHAR(64)                 NOT NULL,
    cause       VARCHAR(24)                 NOT NULL,
    detail      VARCHAR(8000)               NOT NULL,
    note        VARCHAR(8000),
    entered_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    left_at     TIMESTAMP(6) WITH TIME ZONE,
    left_by     VARCHAR(400),
    reason      VARCHAR(8000),
    active_key  VARCHAR(8),
    CONSTRAINT sluice_safe_mode_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_safe_mode_active UNIQUE (org_id, active_key),
    CONSTRAINT sluice_safe_mode_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);

-- The promotions that were open then, and what the deployer said is live in their targets.
CREATE TABLE sluice_restored_promotion (
    org_id        VARCHAR(64)                 NOT NULL,
    safe_mode_id  VARCHAR(64)                 NOT NULL,
    promotion_id  VARCHAR(64)                 NOT NULL,
    state         VARCHAR(16)                 NOT NULL,
    live          VARCHAR(8000)               NOT NULL,
    asked_at      TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_restored_promotion_pk PRIMARY KEY (org_id, safe_mode_id, promotion_id),
    CONSTRAINT sluice_restored_promotion_period FOREIGN KEY (org_id, safe_mode_id)
        REFERENCES sluice_safe_mode (org_id, id),
    CONSTRAINT sluice_restored_promotion_promotion FOREIGN KEY (org_id, promotion_id)
        REFERENCES sluice_promotion (org_id, id)
);
CREATE INDEX sluice_restored_promotion_unknown ON sluice_restored_promotion (state, asked_at);
