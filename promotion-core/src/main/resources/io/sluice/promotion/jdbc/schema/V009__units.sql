-- Several artifacts promoted as one unit. The first item of a promotion stays in its own row; only units have more.

ALTER TABLE sluice_promotion ADD COLUMN items INTEGER DEFAULT 1 NOT NULL;

CREATE TABLE sluice_promotion_item (
    org_id         VARCHAR(64) NOT NULL,
    promotion_id   VARCHAR(64) NOT NULL,
    -- 2, 3, 4…: the order in which the items are deployed.
    position       INTEGER     NOT NULL,
    artifact_kind  VARCHAR(32) NOT NULL,
    artifact_id    VARCHAR(64) NOT NULL,
    version        VARCHAR(64) NOT NULL,
    digest         VARCHAR(71) NOT NULL,
    restores       VARCHAR(64),
    -- As in sluice_promotion: null once the request has ended.
    active_key     VARCHAR(200),
    -- As in sluice_promotion: what a unit in line waits for.
    queue_key      VARCHAR(200),
    CONSTRAINT sluice_promotion_item_pk PRIMARY KEY (org_id, promotion_id, position),
    CONSTRAINT sluice_promotion_item_once UNIQUE (org_id, promotion_id, artifact_kind, artifact_id),
    CONSTRAINT sluice_promotion_item_in_flight UNIQUE (org_id, active_key),
    CONSTRAINT sluice_promotion_item_promotion FOREIGN KEY (org_id, promotion_id)
        REFERENCES sluice_promotion (org_id, id),
    CONSTRAINT sluice_promotion_item_version FOREIGN KEY (org_id, artifact_kind, artifact_id, version)
        REFERENCES sluice_artifact_version (org_id, artifact_kind, artifact_id, version),
    CONSTRAINT sluice_promotion_item_restores FOREIGN KEY (org_id, restores) REFERENCES sluice_release (org_id, id)
);

CREATE INDEX sluice_promotion_item_line ON sluice_promotion_item (queue_key, org_id, promotion_id);
CREATE INDEX sluice_promotion_item_by_artifact ON sluice_promotion_item (org_id, artifact_kind, artifact_id, digest);

-- Which item of its promotion an attempt is about; 1 is the first.
ALTER TABLE sluice_attempt ADD COLUMN item INTEGER DEFAULT 1 NOT NULL;
