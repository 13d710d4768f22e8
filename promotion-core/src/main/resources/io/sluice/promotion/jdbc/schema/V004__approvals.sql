-- A delegate's decision counts as that of the person they stand in for.
ALTER TABLE sluice_approval ADD COLUMN on_behalf_of VARCHAR(400);
ALTER TABLE sluice_approval ADD COLUMN as_named BOOLEAN DEFAULT TRUE NOT NULL;

-- Whose attention an open task asks for; null for everybody's.
ALTER TABLE sluice_task ADD COLUMN assigned VARCHAR(1000000);

-- A task can ask persons by name, too: they are kept as @ and the person, which no role looks like.
ALTER TABLE sluice_task_role ALTER COLUMN role SET DATA TYPE VARCHAR(402);

CREATE TABLE sluice_delegation (
    org_id        VARCHAR(64)                 NOT NULL,
    id            VARCHAR(64)                 NOT NULL,
    delegator     VARCHAR(400)                NOT NULL,
    delegate      VARCHAR(400),
    role          VARCHAR(64),
    workspace_id  VARCHAR(64),
    as_named      BOOLEAN                     NOT NULL,
    reason        VARCHAR(8000)               NOT NULL,
    from_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    until_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_at      TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT sluice_delegation_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_delegation_org FOREIGN KEY (org_id) REFERENCES sluice_organization (org_id),
    CONSTRAINT sluice_delegation_workspace FOREIGN KEY (org_id, workspace_id) REFERENCES sluice_workspace (org_id, id)
);
CREATE INDEX sluice_delegation_to ON sluice_delegation (org_id, delegate, until_at);
CREATE INDEX sluice_delegation_by ON sluice_delegation (org_id, delegator, until_at);
CREATE INDEX sluice_delegation_until ON sluice_delegation (org_id, until_at);

CREATE TABLE sluice_comment (
    org_id        VARCHAR(64)                 NOT NULL,
    id            VARCHAR(64)                 NOT NULL,
    promotion_id  VARCHAR(64)                 NOT NULL,
    author        VARCHAR(400)                NOT NULL,
    comment_text  VARCHAR(8000)               NOT NULL,
    masked        BOOLEAN                     NOT NULL,
    written_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_comment_pk PRIMARY KEY (org_id, id),
    CONSTRAINT sluice_comment_promotion FOREIGN KEY (org_id, promotion_id) REFERENCES sluice_promotion (org_id, id)
);
CREATE INDEX sluice_comment_by_promotion ON sluice_comment (org_id, promotion_id, id);

-- Policies that cannot be met at present, so that people are told once and not again and again.
CREATE TABLE sluice_unsatisfiable (
    org_id           VARCHAR(64)                 NOT NULL,
    workspace_id     VARCHAR(64)                 NOT NULL,
    policy_revision  INTEGER                     NOT NULL,
    found_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sluice_unsatisfiable_pk PRIMARY KEY (org_id, workspace_id),
    CONSTRAINT sluice_unsatisfiable_workspace FOREIGN KEY (org_id, workspace_id)
        REFERENCES sluice_workspace (org_id, id)
);
