-- Sluice: what is kept beside audit events, the log that anchors them, and how long bodies are kept.

-- What people wrote, with the salt of its commitments; the code of the event; its number in the log of the
-- organization; and the hash of data that was removed. None of it is part of the hash of the event.
ALTER TABLE sluice_audit_event ADD COLUMN texts VARCHAR(1000000);
ALTER TABLE sluice_audit_event ADD COLUMN salt VARCHAR(64);
ALTER TABLE sluice_audit_event ADD COLUMN mac VARCHAR(64);
ALTER TABLE sluice_audit_event ADD COLUMN mac_key VARCHAR(64);
ALTER TABLE sluice_audit_event ADD COLUMN data_hash VARCHAR(64);
ALTER TABLE sluice_audit_event ADD COLUMN leaf BIGINT;
CREATE UNIQUE INDEX sluice_audit_event_leaf ON sluice_audit_event (org_id, leaf);

-- Whom a reference in audit events means. Person and salt are null once the person was erased.
CREATE TABLE sluice_person (
    org_id     VARCHAR(64)                 NOT NULL,
    ref        VARCHAR(32)                 NOT NULL,
    person     VARCHAR(400),
    salt       VARCHAR(64),
    since      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    erased_at  TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_person_pk PRIMARY KEY (org_id, ref),
    CONSTRAINT sluice_person_once UNIQUE (org_id, person),
    CONSTRAINT sluice_person_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);

-- As much of an organization's Merkle tree as it takes to go on; its row is the lock of whoever numbers events.
CREATE TABLE sluice_audit_tree (
    org_id     VARCHAR(64)   NOT NULL,
    tree_size  BIGINT        NOT NULL,
    subtrees   VARCHAR(8000) NOT NULL,
    CONSTRAINT sluice_audit_tree_pk PRIMARY KEY (org_id),
    CONSTRAINT sluice_audit_tree_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);

-- Complete subtrees of 256, 65,536 and 16,777,216 events, so that proofs read little.
CREATE TABLE sluice_audit_subtree (
    org_id         VARCHAR(64) NOT NULL,
    subtree_level  INTEGER     NOT NULL,
    subtree_index  BIGINT      NOT NULL,
    hash           VARCHAR(64) NOT NULL,
    CONSTRAINT sluice_audit_subtree_pk PRIMARY KEY (org_id, subtree_level, subtree_index),
    CONSTRAINT sluice_audit_subtree_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);

CREATE TABLE sluice_checkpoint (
    org_id     VARCHAR(64)                 NOT NULL,
    tree_size  BIGINT                      NOT NULL,
    note       VARCHAR(8000)               NOT NULL,
    signed_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_checkpoint_pk PRIMARY KEY (org_id, tree_size),
    CONSTRAINT sluice_checkpoint_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);

-- Up to which checkpoint each sink has them all, and how it fares with the next.
CREATE TABLE sluice_checkpoint_sink (
    org_id      VARCHAR(64)                 NOT NULL,
    sink        VARCHAR(64)                 NOT NULL,
    delivered   BIGINT                      NOT NULL,
    failures    INTEGER                     NOT NULL,
    next_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_error  VARCHAR(2000),
    CONSTRAINT sluice_checkpoint_sink_pk PRIMARY KEY (org_id, sink),
    CONSTRAINT sluice_checkpoint_sink_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);

-- How long the body of a promotion is kept at least: what its target said when it was requested. Shortening the
-- retention of a workspace does not reach back.
ALTER TABLE sluice_promotion ADD COLUMN retention_days INTEGER;
ALTER TABLE sluice_promotion ADD COLUMN bodies_removed_at TIMESTAMP(6) WITH TIME ZONE;
CREATE INDEX sluice_promotion_by_retention ON sluice_promotion (org_id, target_id, bodies_removed_at, ended_at);

CREATE TABLE sluice_legal_hold (
    org_id        VARCHAR(64)                 NOT NULL,
    id            VARCHAR(64)                 NOT NULL,
    workspace_id  VARCHAR(64),
    promotion_id  VARCHAR(64),
    reason        VARCHAR(8000)               NOT NULL,
    set_by        VARCHAR(400)                NOT NULL,
    set_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    lifted_by     VARCHAR(400),
    lifted_at     TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_legal_hold_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_legal_hold_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id),
    CONSTRAINT sluice_legal_hold_workspace FOREIGN KEY (org_id, workspace_id) REFERENCES sluice_workspace (org_id, id),
    CONSTRAINT sluice_legal_hold_promotion FOREIGN KEY (org_id, promotion_id) REFERENCES sluice_promotion (org_id, id)
);
