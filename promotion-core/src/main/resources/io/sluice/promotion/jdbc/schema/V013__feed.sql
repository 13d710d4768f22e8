-- What programs have been told of the log of events, and what monitoring counts.

-- How many events of an organization's log a program has taken that is told what happened since it was first seen; until
-- next_at nobody hands it more.
CREATE TABLE sluice_feed_position (
    org_id      VARCHAR(64)                 NOT NULL,
    reader      VARCHAR(64)                 NOT NULL,
    since       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    taken       BIGINT                      NOT NULL,
    failures    INTEGER                     NOT NULL,
    next_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_error  VARCHAR(2000),
    CONSTRAINT sluice_feed_position_pk PRIMARY KEY (org_id, reader),
    CONSTRAINT sluice_feed_position_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id)
);

CREATE INDEX sluice_promotion_open ON sluice_promotion (ended_at);
