-- Freezes, the exceptions from them, and deadlines that are put off. The same text runs on H2 and PostgreSQL.

CREATE TABLE sluice_freeze (
    org_id           VARCHAR(64)                 NOT NULL,
    id               VARCHAR(64)                 NOT NULL,
    title            VARCHAR(200)                NOT NULL,
    reason           VARCHAR(8000)               NOT NULL,
    -- Null: every workspace, every artifact.
    workspace_id     VARCHAR(64),
    artifact_kind    VARCHAR(32),
    artifact_id      VARCHAR(64),
    span             VARCHAR(1000000)            NOT NULL,
    -- From then on it never holds again; null when it has no end of its own.
    over_at          TIMESTAMP(6) WITH TIME ZONE,
    granter_persons  VARCHAR(1000000)            NOT NULL,
    granter_roles    VARCHAR(1000000)            NOT NULL,
    created_by       VARCHAR(400)                NOT NULL,
    created_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    lifted_at        TIMESTAMP(6) WITH TIME ZONE,
    lifted_by        VARCHAR(400),
    lifted_reason    VARCHAR(8000),
    CONSTRAINT sluice_freeze_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_freeze_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id),
    CONSTRAINT sluice_freeze_workspace FOREIGN KEY (org_id, workspace_id) REFERENCES sluice_workspace (org_id, id)
);
CREATE INDEX sluice_freeze_by_end ON sluice_freeze (org_id, lifted_at, over_at);

CREATE TABLE sluice_freeze_exception (
    org_id        VARCHAR(64)                 NOT NULL,
    freeze_id     VARCHAR(64)                 NOT NULL,
    promotion_id  VARCHAR(64)                 NOT NULL,
    subject_hash  VARCHAR(64)                 NOT NULL,
    reason        VARCHAR(8000)               NOT NULL,
    granted_by    VARCHAR(400)                NOT NULL,
    granted_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_freeze_exception_pk PRIMARY KEY (org_id, promotion_id, freeze_id),
    CONSTRAINT sluice_freeze_exception_freeze FOREIGN KEY (org_id, freeze_id) REFERENCES sluice_freeze (org_id, id),
    CONSTRAINT sluice_freeze_exception_promotion FOREIGN KEY (org_id, promotion_id)
        REFERENCES sluice_promotion (org_id, id)
);

-- Promotions whose waiting a new or lifted freeze changes, until their timers follow.
CREATE TABLE sluice_freeze_touched (
    org_id        VARCHAR(64)                 NOT NULL,
    change_id     VARCHAR(64)                 NOT NULL,
    promotion_id  VARCHAR(64)                 NOT NULL,
    since         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_freeze_touched_pk PRIMARY KEY (org_id, promotion_id, change_id),
    CONSTRAINT sluice_freeze_touched_promotion FOREIGN KEY (org_id, promotion_id)
        REFERENCES sluice_promotion (org_id, id)
);
CREATE INDEX sluice_freeze_touched_since ON sluice_freeze_touched (since);

ALTER TABLE sluice_task ADD COLUMN extensions INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE sluice_task ADD COLUMN escalated_to VARCHAR(64);
-- When Sluice itself puts the deadline off; null when it does not, or no more.
ALTER TABLE sluice_task ADD COLUMN settles_at TIMESTAMP(6) WITH TIME ZONE;
CREATE INDEX sluice_task_settles ON sluice_task (settles_at);
