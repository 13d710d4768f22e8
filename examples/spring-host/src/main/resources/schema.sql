CREATE TABLE IF NOT EXISTS host_installation (
    organization VARCHAR(100) NOT NULL,
    workspace    VARCHAR(100) NOT NULL,
    artifact     VARCHAR(200) NOT NULL,
    version      VARCHAR(100) NOT NULL,
    digest       VARCHAR(100) NOT NULL,
    fence        BIGINT       NOT NULL,
    PRIMARY KEY (organization, workspace, artifact)
);
