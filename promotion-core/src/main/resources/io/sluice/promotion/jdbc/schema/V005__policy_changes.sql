-- Sluice, schema version 5: proposals to weaken a policy, emergencies, waiting lines, skipped workspaces.

CREATE TABLE sluice_policy_change (
    org_id               VARCHAR(64)                 NOT NULL,
    id                   VARCHAR(64)                 NOT NULL,
    workspace_id         VARCHAR(64)                 NOT NULL,
    -- Either a policy, or the three columns of a data policy.
    policy               VARCHAR(1000000),
    pii_allowed          BOOLEAN,
    encryption_required  BOOLEAN,
    retention_days       INTEGER,
    base_revision        INTEGER                     NOT NULL,
    base_workspace       INTEGER                     NOT NULL,
    reason               VARCHAR(8000)               NOT NULL,
    proposed_by          VARCHAR(400)                NOT NULL,
    proposed_at          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    due                  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    status               VARCHAR(16)                 NOT NULL,
    detail               VARCHAR(8000)               NOT NULL,
    ended_at             TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_policy_change_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_policy_change_base FOREIGN KEY (org_id, workspace_id, base_revision)
        REFERENCES sluice_policy_revision (org_id, workspace_id, revision)
);
CREATE INDEX sluice_policy_change_by_workspace ON sluice_policy_change (org_id, workspace_id, id);
CREATE INDEX sluice_policy_change_open ON sluice_policy_change (status, due, id);

CREATE TABLE sluice_policy_vote (
    org_id        VARCHAR(64)                 NOT NULL,
    change_id     VARCHAR(64)                 NOT NULL,
    person        VARCHAR(400)                NOT NULL,
    stage         VARCHAR(64)                 NOT NULL,
    agrees        BOOLEAN                     NOT NULL,
    comment_text  VARCHAR(8000)               NOT NULL,
    roles         VARCHAR(1000000)            NOT NULL,
    decided_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_policy_vote_pk PRIMARY KEY (org_id, change_id, person),
    CONSTRAINT sluice_policy_vote_change FOREIGN KEY (org_id, change_id) REFERENCES sluice_policy_change (org_id, id)
);

CREATE TABLE sluice_bypass (
    org_id         VARCHAR(64)                 NOT NULL,
    id             VARCHAR(64)                 NOT NULL,
    promotion_id   VARCHAR(64)                 NOT NULL,
    workspace_id   VARCHAR(64)                 NOT NULL,
    subject_hash   VARCHAR(64)                 NOT NULL,
    reason         VARCHAR(8000)               NOT NULL,
    ticket         VARCHAR(256),
    requested_by   VARCHAR(400)                NOT NULL,
    requested_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    valid_until    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    confirmed_by   VARCHAR(400),
    confirmed_at   TIMESTAMP(6) WITH TIME ZONE,
    used_at        TIMESTAMP(6) WITH TIME ZONE,
    review_due     TIMESTAMP(6) WITH TIME ZONE,
    remind_at      TIMESTAMP(6) WITH TIME ZONE,
    reviewed_by    VARCHAR(400),
    reviewed_at    TIMESTAMP(6) WITH TIME ZONE,
    justified      BOOLEAN,
    note           VARCHAR(8000)               NOT NULL,
    state          VARCHAR(16)                 NOT NULL,
    -- One emergency at a time for each promotion: null once it is used or void.
    active_key     VARCHAR(64),
    CONSTRAINT sluice_bypass_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_bypass_active UNIQUE (org_id, active_key),
    CONSTRAINT sluice_bypass_promotion FOREIGN KEY (org_id, promotion_id) REFERENCES sluice_promotion (org_id, id),
    CONSTRAINT sluice_bypass_workspace FOREIGN KEY (org_id, workspace_id) REFERENCES sluice_workspace (org_id, id)
);
CREATE INDEX sluice_bypass_by_promotion ON sluice_bypass (org_id, promotion_id, id);
CREATE INDEX sluice_bypass_by_workspace ON sluice_bypass (org_id, workspace_id, state, id);
CREATE INDEX sluice_bypass_remind ON sluice_bypass (remind_at);
CREATE INDEX sluice_bypass_valid ON sluice_bypass (state, valid_until, id);

ALTER TABLE sluice_gate_record ADD COLUMN bypass_id VARCHAR(64);
ALTER TABLE sluice_gate_record ADD CONSTRAINT sluice_gate_record_bypass
    FOREIGN KEY (org_id, bypass_id) REFERENCES sluice_bypass (org_id, id);

-- Which workspaces a promotion passes over, and why.
ALTER TABLE sluice_promotion ADD COLUMN skip VARCHAR(1000000);
-- Requests that wait behind another one, oldest first; null once they are started or have ended.
ALTER TABLE sluice_promotion ADD COLUMN queue_key VARCHAR(200);
CREATE INDEX sluice_promotion_line ON sluice_promotion (queue_key, org_id, id);
