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
