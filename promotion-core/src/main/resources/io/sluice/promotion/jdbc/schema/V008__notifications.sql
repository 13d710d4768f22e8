-- A message can be about a workspace, a version or the organization, not only about a promotion, and tells facts instead of
-- sentences. What an earlier version left unsent holds sentences: it is kept as a dead letter.

UPDATE sluice_outbox SET state = 'DEAD', last_error = 'Written by an earlier version, which wrote sentences.'
 WHERE state = 'READY';
ALTER TABLE sluice_outbox ALTER COLUMN promotion_id DROP NOT NULL;
ALTER TABLE sluice_outbox DROP COLUMN subject;
ALTER TABLE sluice_outbox ADD COLUMN facts VARCHAR(1000000) DEFAULT '{}' NOT NULL;
ALTER TABLE sluice_outbox ADD COLUMN workspace_id VARCHAR(64);
ALTER TABLE sluice_outbox ADD COLUMN artifact_kind VARCHAR(32);
ALTER TABLE sluice_outbox ADD COLUMN artifact_id VARCHAR(64);
ALTER TABLE sluice_outbox ADD COLUMN version VARCHAR(64);
ALTER TABLE sluice_outbox ADD COLUMN endpoint_id VARCHAR(64);
ALTER TABLE sluice_outbox ADD CONSTRAINT sluice_outbox_workspace
    FOREIGN KEY (org_id, workspace_id) REFERENCES sluice_workspace (org_id, id);
ALTER TABLE sluice_outbox ADD CONSTRAINT sluice_outbox_version
    FOREIGN KEY (org_id, artifact_kind, artifact_id, version)
    REFERENCES sluice_artifact_version (org_id, artifact_kind, artifact_id, version);

-- Endpoints that are told what happens. The secret itself is nowhere in the database, only its number.
CREATE TABLE sluice_webhook (
    org_id               VARCHAR(64)                 NOT NULL,
    id                   VARCHAR(64)                 NOT NULL,
    url                  VARCHAR(4096)               NOT NULL,
    description          VARCHAR(8000)               NOT NULL,
    kinds                VARCHAR(1000000)            NOT NULL,
    workspaces           VARCHAR(1000000)            NOT NULL,
    generation           INTEGER                     NOT NULL,
    former_secret_until  TIMESTAMP(6) WITH TIME ZONE,
    revision             INTEGER                     NOT NULL,
    created_by           VARCHAR(400)                NOT NULL,
    created_at           TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    removed_at           TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_webhook_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_webhook_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);
ALTER TABLE sluice_outbox ADD CONSTRAINT sluice_outbox_endpoint
    FOREIGN KEY (org_id, endpoint_id) REFERENCES sluice_webhook (org_id, id);

CREATE TABLE sluice_webhook_attempt (
    org_id      VARCHAR(64)                 NOT NULL,
    id          VARCHAR(64)                 NOT NULL,
    webhook_id  VARCHAR(64)                 NOT NULL,
    message_id  VARCHAR(128)                NOT NULL,
    kind        VARCHAR(24)                 NOT NULL,
    number      INTEGER                     NOT NULL,
    began_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    result      VARCHAR(16)                 NOT NULL,
    reason      VARCHAR(2000)               NOT NULL,
    CONSTRAINT sluice_webhook_attempt_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_webhook_attempt_webhook FOREIGN KEY (org_id, webhook_id) REFERENCES sluice_webhook (org_id, id)
);
CREATE INDEX sluice_webhook_attempt_newest ON sluice_webhook_attempt (org_id, webhook_id, id);
CREATE INDEX sluice_webhook_attempt_oldest ON sluice_webhook_attempt (began_at);

CREATE TABLE sluice_person_preference (
    org_id       VARCHAR(64)                 NOT NULL,
    person       VARCHAR(400)                NOT NULL,
    preferences  VARCHAR(1000000)            NOT NULL,
    next_digest  TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_person_preference_pk PRIMARY KEY (org_id, person),
    CONSTRAINT sluice_person_preference_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);
CREATE INDEX sluice_person_preference_due ON sluice_person_preference (next_digest);

CREATE TABLE sluice_workspace_preference (
    org_id        VARCHAR(64)                 NOT NULL,
    workspace_id  VARCHAR(64)                 NOT NULL,
    preferences   VARCHAR(1000000)            NOT NULL,
    CONSTRAINT sluice_workspace_preference_pk PRIMARY KEY (org_id, workspace_id),
    CONSTRAINT sluice_workspace_preference_workspace FOREIGN KEY (org_id, workspace_id)
        REFERENCES sluice_workspace (org_id, id)
);
