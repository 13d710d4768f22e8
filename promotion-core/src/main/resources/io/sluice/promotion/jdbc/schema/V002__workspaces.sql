-- Workspaces that change, their configuration in revisions, executions of versions, and drift.

-- Grows whenever workspaces, paths, gateways or settings change; whoever changes them holds this row.
ALTER TABLE sluice_organization ADD COLUMN layout BIGINT DEFAULT 0 NOT NULL;

-- The keys that an organization knows. The newest revision holds; none ever changes.
CREATE TABLE sluice_configuration_keys (
    org_id       VARCHAR(64)                 NOT NULL,
    revision     INTEGER                     NOT NULL,
    definitions  VARCHAR(1000000)            NOT NULL,
    reason       VARCHAR(8000)               NOT NULL,
    changed_by   VARCHAR(400)                NOT NULL,
    changed_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_configuration_keys_pk PRIMARY KEY (org_id, revision),
    CONSTRAINT sluice_configuration_keys_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);

-- What a workspace itself sets. The newest revision holds; none ever changes.
CREATE TABLE sluice_configuration (
    org_id        VARCHAR(64)                 NOT NULL,
    workspace_id  VARCHAR(64)                 NOT NULL,
    revision      INTEGER                     NOT NULL,
    settings      VARCHAR(1000000)            NOT NULL,
    reason        VARCHAR(8000)               NOT NULL,
    changed_by    VARCHAR(400)                NOT NULL,
    changed_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_configuration_pk PRIMARY KEY (org_id, workspace_id, revision),
    CONSTRAINT sluice_configuration_workspace FOREIGN KEY (org_id, workspace_id)
        REFERENCES sluice_workspace (org_id, id)
);

-- What workspaces were created with becomes their first revision, by the person who created them. The old column stays
-- for nodes of the version before, which write it; nothing reads it any more.
INSERT INTO sluice_configuration (org_id, workspace_id, revision, settings, reason, changed_by, changed_at)
SELECT w.org_id, w.id, 1, w.configuration, 'created', p.created_by, w.created_at
  FROM sluice_workspace w
  JOIN sluice_policy_revision p ON p.org_id = w.org_id AND p.workspace_id = w.id AND p.revision = 1
 WHERE w.configuration <> '{}';
ALTER TABLE sluice_workspace ALTER COLUMN configuration SET DEFAULT '{}';

-- What the metadata of a version declares, for summing up.
ALTER TABLE sluice_artifact_version ADD COLUMN executions INTEGER DEFAULT 0 NOT NULL;

-- When the deployer is asked again what is live.
ALTER TABLE sluice_target ADD COLUMN drift_due TIMESTAMP(6) WITH TIME ZONE
    DEFAULT TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00' NOT NULL;
CREATE INDEX sluice_target_drift ON sluice_target (drift_due, org_id, workspace_id, artifact_kind, artifact_id);

-- Where something else is live than what was recorded.
CREATE TABLE sluice_drift (
    org_id         VARCHAR(64)                 NOT NULL,
    workspace_id   VARCHAR(64)                 NOT NULL,
    artifact_kind  VARCHAR(32)                 NOT NULL,
    artifact_id    VARCHAR(64)                 NOT NULL,
    release_id     VARCHAR(64),
    expected       VARCHAR(71),
    found          VARCHAR(71),
    since          TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_drift_pk PRIMARY KEY (org_id, workspace_id, artifact_kind, artifact_id),
    CONSTRAINT sluice_drift_target FOREIGN KEY (org_id, workspace_id, artifact_kind, artifact_id)
        REFERENCES sluice_target (org_id, workspace_id, artifact_kind, artifact_id),
    CONSTRAINT sluice_drift_release FOREIGN KEY (org_id, release_id) REFERENCES sluice_release (org_id, id)
);
