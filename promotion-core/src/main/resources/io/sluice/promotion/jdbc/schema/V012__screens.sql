-- What screens need: versions page by page, who is looking at a promotion, and when its approvers were reminded by hand.
CREATE INDEX sluice_artifact_version_newest
    ON sluice_artifact_version (org_id, artifact_kind, artifact_id, registered_at, version);

CREATE TABLE sluice_promotion_look (
    org_id       VARCHAR(64)                 NOT NULL,
    promotion_id VARCHAR(64)                 NOT NULL,
    person       VARCHAR(400)                NOT NULL,
    looked_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_promotion_look_pk PRIMARY KEY (org_id, promotion_id, person),
    CONSTRAINT sluice_promotion_look_promotion FOREIGN KEY (org_id, promotion_id)
        REFERENCES sluice_promotion (org_id, id)
);
CREATE INDEX sluice_promotion_look_old ON sluice_promotion_look (looked_at);

CREATE TABLE sluice_promotion_reminder (
    org_id       VARCHAR(64)                 NOT NULL,
    promotion_id VARCHAR(64)                 NOT NULL,
    reminded_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_promotion_reminder_pk PRIMARY KEY (org_id, promotion_id),
    CONSTRAINT sluice_promotion_reminder_promotion FOREIGN KEY (org_id, promotion_id)
        REFERENCES sluice_promotion (org_id, id)
);
