-- When people were asked and when they had agreed: what figures are computed from.
ALTER TABLE sluice_promotion ADD COLUMN asked_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE sluice_promotion ADD COLUMN approved_at TIMESTAMP(6) WITH TIME ZONE;
CREATE INDEX sluice_promotion_by_end ON sluice_promotion (org_id, ended_at, id);
CREATE INDEX sluice_task_by_due ON sluice_task (org_id, due, id);
